"""What may be said of a note, and of each answer in it."""

import pytest

from tests.cast import NOW
from tests.notes.table import FIJI, answer, fresh, invited, opened, said
from tourdetable.kernel.errors import SentenceError
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.attributing import attribute_note
from tourdetable.notes.actions.clearing import ask_clearance
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import reopen_note
from tourdetable.notes.enums import ClearanceState, NoteState
from tourdetable.notes.models import Clearance, Note, Questionnaire

pytestmark = pytest.mark.django_db

A = Attribution


def attributed(note: Note, attribution: Attribution, *, loosens: bool = False) -> None:
    attribute_note(fresh(note), attribution=attribution, loosens=loosens, by=FIJI, now=NOW)


def test_no_answer_is_told_more_widely_than_its_note() -> None:
    note = opened()
    said(note, "Well", attribution=A.PROCESS_ONLY)
    said(note, "no", "exchange", attribution=A.NOT_FOR_USE)
    attributed(note, A.NOT_ATTRIBUTED)
    rows = [answer(note), answer(note, "exchange")]
    assert [row.attribution for row in rows if row] == ["", A.NOT_FOR_USE]
    with pytest.raises(SentenceError, match="not told more widely"):
        said(note, "Well", attribution=A.PROCESS_ONLY)
    attributed(note, A.ATTRIBUTED, loosens=True)
    submit_note(fresh(note), by=FIJI, now=NOW)
    told = note.versions.get().told()
    assert [one.get("attribution") for one in told] == ["", A.NOT_FOR_USE, None]


def test_a_note_is_not_told_more_widely_than_asked() -> None:
    note = opened()
    asked = Questionnaire.objects.filter(pk=note.questionnaire_id)
    asked.update(attribution=A.NOT_ATTRIBUTED)
    Note.objects.filter(pk=note.pk).update(attribution=A.NOT_ATTRIBUTED)
    for laxer in (A.ATTRIBUTED, A.PROCESS_ONLY):
        with pytest.raises(SentenceError, match="not told more widely"):
            attributed(note, laxer)
    with pytest.raises(SentenceError, match="already"):
        attributed(note, A.NOT_ATTRIBUTED)
    attributed(note, A.NOT_FOR_USE)
    assert fresh(note).attribution == A.NOT_FOR_USE


def test_what_was_cleared_for_another_attribution_is_void() -> None:
    note = opened()
    said(note, "Well")
    interior = invited(note, "Interior")
    ask_clearance(fresh(note), contributors=[interior.row], by=FIJI, now=NOW)
    attributed(note, A.NOT_ATTRIBUTED)
    assert Clearance.objects.get().state == ClearanceState.VOID
    assert fresh(note).state == NoteState.DRAFTING


def test_another_attribution_is_another_version() -> None:
    note = opened()
    said(note, "Well")
    submit_note(fresh(note), by=FIJI, now=NOW)
    reopen_note(fresh(note), reason="Not under our name", by=FIJI, now=NOW)
    attributed(note, A.NOT_ATTRIBUTED)
    submit_note(fresh(note), by=FIJI, now=NOW)
    both = note.versions.order_by("number").values_list("attribution", flat=True)
    assert list(both) == [A.ATTRIBUTED, A.NOT_ATTRIBUTED]
