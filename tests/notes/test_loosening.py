"""What was kept closer is read more widely by a confirmed step alone, whatever way led there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW
from tests.notes.table import FIJI, OFFICER, answer, fresh, invited, opened, question, said
from tests.notes.test_attributing import attributed
from tests.room.notes import asked_again
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.asking import return_note
from tourdetable.notes.actions.submitting import enter_on_behalf, submit_note
from tourdetable.notes.actions.taking import take_answers
from tourdetable.notes.actions.writing import (
    clear_answer,
    decline_question,
    prefill_note,
    reopen_note,
    save_answer,
    save_draft,
)
from tourdetable.notes.models import Note, NoteVersion
from tourdetable.notes.queries.attributions import (
    STRICTNESS,
    LoosenedError,
    attributions_in,
    loosened,
    refuse_loosened,
    strictest,
)
from tourdetable.notes.queries.links import holder
from tourdetable.notes.queries.notes import content_of, digest_of_content

pytestmark = pytest.mark.django_db
A = Attribution


def submitted(note: Note, *, loosens: bool = False) -> NoteVersion:
    submit_note(fresh(note), loosens=loosens, by=FIJI, now=NOW)
    return newest(note)


def newest(note: Note) -> NoteVersion:
    found = note.versions.order_by("-number").first()
    assert found
    return found


def on_behalf(note: Note, text: str, **more: object) -> NoteVersion:
    enter_on_behalf(
        fresh(note), typed={"coordination": text, "exchange": "no"}, language="en",
        source="by mail", reason="A slip", by=OFFICER, now=NOW, **more,  # type: ignore[arg-type]  # by name
    )  # fmt: skip
    return newest(note)


def test_the_order_is_what_decides() -> None:
    assert STRICTNESS == [A.ATTRIBUTED, A.PROCESS_ONLY, A.NOT_ATTRIBUTED, A.NOT_FOR_USE]
    for place, one in enumerate(STRICTNESS):
        for other_place, other in enumerate(STRICTNESS):
            assert strictest((one, other, "")) == STRICTNESS[max(place, other_place)]
            assert loosened({"q": one}, {"q": other}) == (["q"] if other_place < place else [])


def test_what_is_entered_on_behalf_keeps_what_the_respondent_chose() -> None:
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    said(note, "no", "exchange")
    attributed(note, A.PROCESS_ONLY)
    submitted(note)
    kept = {"coordination": A.NOT_ATTRIBUTED, "exchange": A.PROCESS_ONLY}
    version = on_behalf(note, "Better")
    assert (version.attribution, attributions_in(version)) == (A.PROCESS_ONLY, kept)
    with pytest.raises(LoosenedError, match=r"exchange.*process and the party"):
        on_behalf(note, "Best", attribution=A.ATTRIBUTED)
    assert newest(note) == version
    looser = on_behalf(note, "Best", attribution=A.ATTRIBUTED, loosens=True)
    kept["exchange"] = A.ATTRIBUTED
    assert attributions_in(looser) == kept


@pytest.mark.parametrize("chosen", STRICTNESS)
@pytest.mark.parametrize("held", STRICTNESS)
def test_no_officer_loosens_by_oversight(held: Attribution, chosen: Attribution) -> None:
    note = opened()
    if held != A.ATTRIBUTED:
        attributed(note, held)
    said(note, "Well")
    submitted(note)
    if loosened({"q": held}, {"q": chosen}):
        with pytest.raises(LoosenedError):
            on_behalf(note, "Better", attribution=chosen)
        return
    version = on_behalf(note, "Better", attribution=chosen)
    assert (version.attribution, fresh(note).attribution) == (chosen, chosen)


def test_the_respondent_is_asked_after_it_was_entered_closer_on_its_behalf() -> None:
    note = opened()
    said(note, "Well")
    submitted(note)
    on_behalf(note, "Better", attribution=A.NOT_FOR_USE)
    reopen_note(fresh(note), reason="A slip", by=FIJI, now=NOW)
    attribute = {"attribution": A.ATTRIBUTED}
    with pytest.raises(LoosenedError, match="coordination"):
        attributed(note, A.ATTRIBUTED)
    attributed(note, loosens=True, **attribute)
    with pytest.raises(LoosenedError, match="coordination"):
        submitted(note)
    assert submitted(note, loosens=True).attribution == A.ATTRIBUTED


def _last_time(note: Note, attribution: Attribution, own: str) -> NoteVersion:
    """What Fiji submitted before another meeting of the series, of the same questions."""
    said(note, "Then", attribution=own)
    if attribution != A.ATTRIBUTED:
        attributed(note, attribution)
    return submitted(note)


@pytest.mark.parametrize("own", ["", A.NOT_FOR_USE])
@pytest.mark.parametrize("held", STRICTNESS[:3])
def test_last_times_answer_is_kept_as_closely_as_then(held: Attribution, own: str) -> None:
    note = opened()
    before = _last_time(note, held, own)
    again = asked_again(note)
    prefill_note(again, before=before, by=FIJI, now=NOW)
    row = answer(again)
    assert row
    wanted = strictest((held, own))
    assert row.attribution == ("" if wanted == A.ATTRIBUTED else wanted)
    assert row.is_prefilled
    if wanted == A.ATTRIBUTED:
        said(again, "Then")
        return
    with pytest.raises(LoosenedError, match="coordination"):
        said(again, "Then")
    said(again, "Then", attribution=wanted)
    assert attributions_in(submitted(again)) == {"coordination": wanted}


def test_a_draft_or_another_s_save_changes_no_attribution_by_oversight() -> None:
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    interior = invited(note, "Interior")
    save_draft(interior.row, question=question(note), content="Their words", language="en",
               seen="", by=holder(interior.row), now=NOW)  # fmt: skip
    with pytest.raises(LoosenedError):
        said(note, "Their words")
    row = answer(note)
    assert row
    assert (row.content, row.attribution) == ("Well", A.NOT_ATTRIBUTED)
    save_answer(fresh(note), question=question(note), content="Their words", language="en",
                loosens=True, seen=state_of(row), by=FIJI, now=NOW)  # fmt: skip
    found = answer(note)
    assert found
    assert (found.content, found.attribution) == ("Their words", "")


def test_a_document_that_comes_back_changes_no_attribution() -> None:
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    seen = digest_of_content(content_of(note))
    take_answers(fresh(note), answers={"coordination": "By Word"}, language="en", seen=seen,
                 by=FIJI, now=NOW)  # fmt: skip
    row = answer(note)
    assert row
    assert (row.content, row.attribution) == ("By Word", A.NOT_ATTRIBUTED)


def test_a_returned_note_is_submitted_as_closely_as_before() -> None:
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    submitted(note)
    return_note(fresh(note), remark="Look again", by=OFFICER, now=NOW)
    row = answer(note)
    assert row
    said(note, "Better", attribution=A.NOT_ATTRIBUTED)
    assert attributions_in(submitted(note)) == {"coordination": A.NOT_ATTRIBUTED}


@pytest.mark.parametrize("way", ["taken back", "declined"])
def test_what_was_taken_back_is_said_again_as_closely_as_before(way: str) -> None:
    """A version in between that does not answer it is no way round the question."""
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    said(note, "no", "exchange")
    submitted(note)
    reopen_note(fresh(note), reason="A slip", by=FIJI, now=NOW)
    row = answer(note)
    assert row
    seen = {"question": question(note), "seen": state_of(row), "by": FIJI, "now": NOW}
    if way == "declined":
        decline_question(fresh(note), reason="", **seen)  # type: ignore[arg-type]  # by name
    else:
        clear_answer(fresh(note), **seen)  # type: ignore[arg-type]  # by name
    assert "coordination" not in attributions_in(submitted(note))
    reopen_note(fresh(note), reason="A slip", by=FIJI, now=NOW)
    said(note, "Well after all")
    with pytest.raises(LoosenedError, match="coordination"):
        submitted(note)
    assert submitted(note, loosens=True).number == 3


def test_what_was_left_out_on_behalf_comes_back_as_closely_as_before() -> None:
    note = opened()
    said(note, "Well", attribution=A.NOT_ATTRIBUTED)
    said(note, "no", "exchange")
    submitted(note)
    enter_on_behalf(fresh(note), typed={"exchange": "yes"}, language="en", source="by mail",
                    reason="Shorter", by=OFFICER, now=NOW)  # fmt: skip
    kept = {"coordination": A.NOT_ATTRIBUTED, "exchange": A.ATTRIBUTED}
    assert attributions_in(on_behalf(note, "Well after all")) == kept


LEVELS = st.dictionaries(st.sampled_from(("one", "two", "three")), st.sampled_from(STRICTNESS))


@given(before=LEVELS, after=LEVELS, other=LEVELS)
def test_a_confirmation_is_of_what_was_told_and_of_nothing_else(
    before: dict[str, Attribution], after: dict[str, Attribution], other: dict[str, Attribution]
) -> None:
    told = {key: after[key] for key in loosened(before, after)}
    if not told:
        refuse_loosened(before, after, loosens="")
        return
    with pytest.raises(LoosenedError) as caught:
        refuse_loosened(before, after, loosens="")
    refuse_loosened(before, after, loosens=caught.value.confirms)
    wider = {key: other[key] for key in loosened(before, other)}
    if wider and wider != told:
        with pytest.raises(LoosenedError):
            refuse_loosened(before, other, loosens=caught.value.confirms)


def test_nothing_is_entered_more_widely_than_the_questionnaire_asks() -> None:
    note = opened()
    type(note.questionnaire).objects.update(attribution=A.NOT_ATTRIBUTED)
    with pytest.raises(SentenceError, match="not told more widely"):
        on_behalf(note, "Well", attribution=A.ATTRIBUTED, loosens=True)
