"""Ministries clear the text that they were asked about, and no other; submitted is submitted."""

import datetime as dt
import hashlib

import pytest

from tests.cast import NOW
from tests.notes.table import (
    DEADLINE,
    FIJI,
    OFFICER,
    Ministry,
    fresh,
    invited,
    opened,
    question,
    said,
)
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.notes.actions.asking import return_note
from tourdetable.notes.actions.clearing import (
    answer_clearance,
    ask_clearance,
    invite_contributor,
    make_respondent_link,
    revoke_contributor,
    take_back_clearance,
)
from tourdetable.notes.actions.submitting import enter_on_behalf, submit_note
from tourdetable.notes.actions.writing import decline_question, reopen_note
from tourdetable.notes.enums import ClearanceState, NoteState
from tourdetable.notes.models import Clearance, Note
from tourdetable.notes.queries.links import holder, open_link
from tourdetable.notes.queries.notes import clearance_asked_of

pytestmark = pytest.mark.django_db


def in_clearance() -> tuple[Note, Ministry, Ministry]:
    note = opened()
    said(note, "Well")
    both = invited(note, "Interior"), invited(note, "Labour")
    ask_clearance(fresh(note), contributors=[one.row for one in both], by=FIJI, now=NOW)
    return note, *both


def says(ministry: Ministry, answer: ClearanceState, reason: str = "") -> None:
    rows = Clearance.objects.select_related("note__questionnaire", "contributor")
    row = rows.filter(contributor=ministry.row).latest("pk")
    answer_clearance(row, answer=answer, reason=reason, by=ministry.actor, now=NOW)


def test_one_clears_one_objects_the_text_changes_both_clear() -> None:
    note, interior, labour = in_clearance()
    says(interior, ClearanceState.CLEARED)
    with pytest.raises(SentenceError, match="Say what is to be changed"):
        says(labour, ClearanceState.OBJECTED, " ")
    says(labour, ClearanceState.OBJECTED, "planted-objection")
    assert fresh(note).state == NoteState.IN_CLEARANCE
    with pytest.raises(SentenceError, match="Not everybody"):
        submit_note(fresh(note), by=FIJI, now=NOW)
    said(note, "Better")
    assert fresh(note).state == NoteState.DRAFTING
    assert set(note.clearances.values_list("state", flat=True)) == {ClearanceState.VOID}
    both = [interior.row, labour.row]
    ask_clearance(fresh(note), contributors=both, by=FIJI, now=NOW)
    says(interior, ClearanceState.CLEARED)
    says(labour, ClearanceState.CLEARED_WITH_CHANGES, "A comma")
    assert fresh(note).state == NoteState.CLEARED
    submit_note(fresh(note), by=FIJI, now=NOW)
    assert "planted" not in "".join(event.after for event in Event.objects.all())


def test_a_change_after_clearance_voids_it() -> None:
    note, interior, labour = in_clearance()
    for one in (interior, labour):
        says(one, ClearanceState.CLEARED)
    said(note, "Other")
    assert fresh(note).state == NoteState.DRAFTING
    with pytest.raises(NotAllowedError):
        says(interior, ClearanceState.CLEARED)


def test_who_is_asked_is_invited_once_and_says_one_thing() -> None:
    note, interior, labour = in_clearance()
    with pytest.raises(SentenceError, match="Interior is asked already"):
        ask_clearance(fresh(note), contributors=[interior.row], by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="Choose who"):
        ask_clearance(fresh(note), contributors=[], by=FIJI, now=NOW)
    revoke_contributor(labour.row, by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="was revoked before"):
        revoke_contributor(labour.row, by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="Labour is not among"):
        ask_clearance(fresh(note), contributors=[labour.row], by=FIJI, now=NOW)
    says(interior, ClearanceState.CLEARED)
    with pytest.raises(NotAllowedError):
        says(interior, ClearanceState.OBJECTED, "After all not")


def waiting(ministry: Ministry) -> Clearance:
    row = clearance_asked_of(ministry.row, is_open=True)
    assert row is not None
    return row


def test_a_ministry_whose_link_was_closed_is_asked_no_longer() -> None:
    note, interior, labour = in_clearance()
    says(interior, ClearanceState.CLEARED)
    revoke_contributor(labour.row, by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="Not everybody"):
        submit_note(fresh(note), by=FIJI, now=NOW)
    asked = waiting(labour)
    for stranger in (OFFICER, labour.actor):
        with pytest.raises(NotAllowedError):
            take_back_clearance(asked, by=stranger, now=NOW)
    event = take_back_clearance(asked, by=FIJI, now=NOW)
    assert (event.verb, event.thing) == ("take_back_clearance", f"clearance:{asked}")
    assert fresh(note).state == NoteState.CLEARED
    submit_note(fresh(note), by=FIJI, now=NOW)


def test_an_objection_stands_and_what_was_asked_of_nobody_else_is_drafted_on() -> None:
    note, interior, labour = in_clearance()
    asked = waiting(interior)
    says(interior, ClearanceState.OBJECTED, "No")
    with pytest.raises(NotAllowedError):
        take_back_clearance(fresh_clearance(asked), by=FIJI, now=NOW)
    said(note, "Better")
    ask_clearance(fresh(note), contributors=[labour.row], by=FIJI, now=NOW)
    take_back_clearance(waiting(labour), by=FIJI, now=NOW)
    assert fresh(note).state == NoteState.DRAFTING
    ask_clearance(fresh(note), contributors=[labour.row], by=FIJI, now=NOW)
    assert fresh(note).state == NoteState.IN_CLEARANCE


def fresh_clearance(clearance: Clearance) -> Clearance:
    rows = Clearance.objects.select_related("note__questionnaire", "note__party", "contributor")
    return rows.get(pk=clearance.pk)


def test_a_link_opens_one_note_until_it_ends() -> None:
    note, secret = opened(), "s" * 40
    make_respondent_link(note, secret=secret, expires_at=DEADLINE, by=OFFICER, now=NOW)
    row = open_link(secret, NOW)
    assert row is not None
    decline_question(
        fresh(note), question=question(note), reason="", seen="", by=holder(row), now=NOW
    )
    with pytest.raises(SentenceError, match="Say who"):
        invite_contributor(
            fresh(note), name=" ", secret=secret, expires_at=DEADLINE, by=FIJI, now=NOW
        )
    submit_note(fresh(note), by=holder(row), now=NOW)
    assert open_link("t" * 40, NOW) is None
    assert open_link(secret, DEADLINE) is None
    revoke_contributor(row, by=OFFICER, now=NOW)
    assert open_link(secret, NOW) is None
    with pytest.raises(SentenceError, match="32 characters"):
        make_respondent_link(note, secret=secret[:31], expires_at=DEADLINE, by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="after now"):
        make_respondent_link(note, secret=secret, expires_at=NOW, by=OFFICER, now=NOW)


def test_a_version_is_its_hash_and_a_correction_another_version() -> None:
    note = opened()
    said(note, "First")
    submit_note(fresh(note), by=FIJI, now=NOW)
    with pytest.raises(NotAllowedError):
        submit_note(fresh(note), by=FIJI, now=NOW)  # twice is once
    with pytest.raises(SentenceError, match="Say why"):
        reopen_note(fresh(note), reason="", by=FIJI, now=NOW)
    reopen_note(fresh(note), reason="A figure was wrong", by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="Nothing has changed"):
        submit_note(fresh(note), by=FIJI, now=NOW)
    said(note, "Second")
    submit_note(fresh(note), by=FIJI, now=NOW)
    first, second = note.versions.all()
    assert [one.told()[0]["content"] for one in (first, second)] == ["First", "Second"]
    assert (first.reason, second.reason) == ("", "A figure was wrong")
    for one in (first, second):
        assert one.digest == hashlib.sha256(one.content.encode()).hexdigest()


def test_the_reason_of_a_correction_goes_with_it_through_clearance() -> None:
    note, *both = in_clearance()
    for one in both:
        says(one, ClearanceState.CLEARED)
    submit_note(fresh(note), by=FIJI, now=NOW)
    reopen_note(fresh(note), reason="A figure was wrong", by=FIJI, now=NOW)
    said(note, "Better")
    ask_clearance(fresh(note), contributors=[one.row for one in both], by=FIJI, now=NOW)
    for one in both:
        says(one, ClearanceState.CLEARED)
    submit_note(fresh(note), by=FIJI, now=NOW)
    assert note.versions.get(number=2).reason == "A figure was wrong"
    return_note(fresh(note), remark="Which one?", by=OFFICER, now=NOW)
    said(note, "Better still")
    submit_note(fresh(note), by=FIJI, now=NOW)
    assert note.versions.get(number=3).reason == ""


def test_the_secretariat_returns_before_the_deadline_and_with_a_remark() -> None:
    note = opened()
    said(note, "First")
    submit_note(fresh(note), by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="Say what"):
        return_note(fresh(note), remark=" ", by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="deadline has passed"):
        return_note(fresh(note), remark="Which year?", by=OFFICER, now=DEADLINE)
    at = DEADLINE - dt.timedelta(seconds=1)
    return_note(fresh(note), remark="Which year?", by=OFFICER, now=at)
    assert (fresh(note).state, fresh(note).remark) == (NoteState.RETURNED, "Which year?")
    said(note, "In 2005")
    assert fresh(note).state == NoteState.RETURNED
    submit_note(fresh(note), by=FIJI, now=NOW)
    assert [one.number for one in note.versions.all()] == [1, 2]


def test_what_came_by_mail_is_entered_with_its_source() -> None:
    note = opened()

    def enter(source: str = "E-mail of 3 March", reason: str = "", **typed: object) -> None:
        enter_on_behalf(
            fresh(note), typed=typed, language="fr", source=source, reason=reason, by=OFFICER,
            now=NOW,
        )  # fmt: skip

    with pytest.raises(SentenceError, match="where this came from"):
        enter(source=" ", coordination="Bien")
    with pytest.raises(SentenceError, match="at least one answer"):
        enter()
    with pytest.raises(SentenceError, match="colour is not asked"):
        enter(colour="red")
    with pytest.raises(SentenceError, match="that are offered"):
        enter(exchange="perhaps")
    enter(coordination="Bien")
    with pytest.raises(SentenceError, match="Say why"):
        enter(coordination="Mieux")
    enter(coordination="Mieux", reason="A second e-mail")
    newest = note.versions.latest("number")
    assert (newest.number, newest.source) == (2, "E-mail of 3 March")
    assert newest.told()[0]["content"] == "Mieux"
    assert fresh(note).state == NoteState.SUBMITTED


def test_the_secretariat_enters_nothing_into_what_a_government_is_writing() -> None:
    note = opened()
    said(note, "Ours")
    with pytest.raises(NotAllowedError):
        enter_on_behalf(
            fresh(note), typed={"coordination": "x"}, language="en", source="x", by=OFFICER, now=NOW
        )
    assert not note.versions.exists()
