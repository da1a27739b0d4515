"""Writing a note: nothing is lost, three kinds of silence differ, drafts stand side by side."""

import pytest

from tests.cast import NOW
from tests.notes.table import (
    DEADLINE,
    FIJI,
    OFFICER,
    answer,
    fresh,
    invited,
    opened,
    question,
    said,
)
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import ChangedMeanwhileError, state_of
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.asking import (
    ask_respondent,
    close_questionnaire,
    copy_questionnaire,
    open_questionnaire,
)
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import (
    clear_answer,
    decline_note,
    decline_question,
    open_note,
    prefill_note,
    reopen_note,
    save_answer,
    save_draft,
)
from tourdetable.notes.enums import AnswerState, NoteState
from tourdetable.notes.models import Answer, Note, Questionnaire
from tourdetable.notes.queries.notes import NOT_ANSWERED, answers, lacking

pytestmark = pytest.mark.django_db


def test_a_text_is_kept_as_it_was_typed() -> None:
    note = opened()
    text = "\u202bوزارة Interior\u202c 🙂\n<b>not bold</b>\ta\u0301"
    said(note, text.replace("\n", "\r\n") + "\x00", language="ar")
    row = answer(note)
    assert row is not None
    assert (row.content, row.language) == (text.replace("a\u0301", "\u00e1"), "ar")
    assert fresh(note).state == NoteState.DRAFTING


def test_what_two_write_at_once_is_shown_to_the_second() -> None:
    note = opened()
    said(note, "One")
    row = answer(note)
    assert row is not None
    seen = state_of(row)
    said(note, "Two")
    with pytest.raises(ChangedMeanwhileError) as raised:
        said(note, "Three", seen=seen)
    assert isinstance(raised.value.stored, Answer)
    assert raised.value.stored.content == "Two"
    with pytest.raises(ChangedMeanwhileError):
        said(note, "Three", seen="")  # it was empty when it was shown
    kept = answer(note)
    assert kept is not None
    assert kept.content == "Two"


def test_the_journal_knows_that_something_was_said_and_not_what() -> None:
    note = opened()
    said(note, "planted-word")
    decline_question(
        fresh(note), question=question(note, "exchange"), reason="planted-reason", seen="",
        by=FIJI, now=NOW,
    )  # fmt: skip
    written = "".join(event.before + event.after for event in Event.objects.all())
    assert "planted" not in written
    row = answer(note)
    assert row is not None
    assert row.digest in written


def test_not_answered_declined_and_answered_differ() -> None:
    note = opened()
    said(note, "no", "exchange")
    decline_question(
        fresh(note), question=question(note), reason="Not yet", seen="", by=FIJI, now=NOW
    )
    submit_note(fresh(note), by=FIJI, now=NOW)
    told = {one["question"]: one["state"] for one in note.versions.get().told()}
    assert told == {
        "coordination": AnswerState.DECLINED,
        "exchange": AnswerState.ANSWERED,
        "with-whom": NOT_ANSWERED,
    }


def test_an_answer_can_be_taken_back() -> None:
    note = opened()
    said(note, "One")
    row = answer(note)
    assert row is not None
    seen = state_of(row)
    clear_answer(fresh(note), question=question(note), seen=seen, by=FIJI, now=NOW)
    assert answer(note) is None
    with pytest.raises(SentenceError, match="Nothing was answered"):
        clear_answer(fresh(note), question=question(note), seen="", by=FIJI, now=NOW)
    with pytest.raises(SentenceError, match="no longer there"):
        said(note, "Two", seen=seen)


def test_a_required_question_counts_where_it_applies() -> None:
    note = opened()
    assert lacking(note) == []
    said(note, "no", "exchange")
    assert lacking(note) == []
    said(note, "yes", "exchange")
    assert [one.key for one in lacking(note)] == ["with-whom"]
    with pytest.raises(SentenceError, match="not answered yet: with-whom"):
        submit_note(fresh(note), by=FIJI, now=NOW)


def test_too_many_words_are_kept_and_not_submitted() -> None:
    note = opened()
    said(note, "one two three four five six")
    with pytest.raises(SentenceError, match="has 6 words; 5 are the most"):
        submit_note(fresh(note), by=FIJI, now=NOW)
    assert answer(note) is not None


def test_an_answer_may_be_kept_closer_than_its_note_and_not_told_more_widely() -> None:
    note = opened()
    said(note, "Closer", attribution=Attribution.NOT_FOR_USE)
    Note.objects.filter(pk=note.pk).update(attribution=Attribution.NOT_ATTRIBUTED)
    with pytest.raises(SentenceError, match="told more widely"):
        said(note, "Wider", attribution=Attribution.ATTRIBUTED)


def test_drafts_stand_beside_each_other_and_are_read_by_their_government_alone() -> None:
    note = opened()
    interior, labour = invited(note, "Interior"), invited(note, "Labour")
    for ministry in (interior, labour):
        save_draft(
            ministry.row, question=question(note), content=f"By {ministry.row.name}",
            language="en", seen="", by=ministry.actor, now=NOW,
        )  # fmt: skip
    assert answer(note) is None
    read = {
        who: [row.content for row in answers(actor, NOW).order_by("pk")]
        for who, actor in {
            "fiji": FIJI, "interior": interior.actor, "labour": labour.actor, "officer": OFFICER,
        }.items()
    }  # fmt: skip
    assert read == {
        "fiji": ["By Interior", "By Labour"],
        "interior": ["By Interior"],
        "labour": ["By Labour"],
        "officer": [],
    }


def test_who_is_invited_to_one_question_writes_no_other() -> None:
    note = opened()
    one = invited(note, "Statistics", question=question(note))
    other = question(note, "with-whom")
    with pytest.raises(SentenceError, match="not invited to this question"):
        save_draft(one.row, question=other, content="x", language="en", seen="", by=one.actor,
                   now=NOW)  # fmt: skip
    with pytest.raises(NotAllowedError):
        save_answer(note, question=other, content="x", language="en", seen="", by=one.actor,
                    now=NOW)  # fmt: skip


def test_a_draft_that_changed_meanwhile_is_shown_too() -> None:
    note = opened()
    one = invited(note, "Interior")

    def draft(content: str, seen: str) -> None:
        save_draft(
            one.row, question=question(note), content=content, language="en", seen=seen,
            by=one.actor, now=NOW,
        )  # fmt: skip

    draft("One", "")
    with pytest.raises(ChangedMeanwhileError):
        draft("Two", "")
    draft("Two", state_of(Answer.objects.get(contributor=one.row)))
    assert Answer.objects.get(contributor=one.row).content == "Two"


def test_who_declines_a_note_may_change_its_mind() -> None:
    note = opened()
    open_note(fresh(note), by=FIJI, now=NOW)
    decline_note(fresh(note), reason="No capacity", by=FIJI, now=NOW)
    with pytest.raises(NotAllowedError):
        said(note, "x")
    assert (fresh(note).state, fresh(note).remark) == (NoteState.DECLINED, "No capacity")
    reopen_note(fresh(note), reason="", by=FIJI, now=NOW)
    said(note, "x")


def test_a_closed_questionnaire_takes_no_word_more_and_a_late_one_does() -> None:
    note = opened()
    one = question(note)
    save_answer(note, question=one, content="late", language="en", seen="", by=FIJI, now=DEADLINE)
    close_questionnaire(note.questionnaire, by=OFFICER, now=NOW)
    with pytest.raises(NotAllowedError):
        said(note, "too late")


def test_what_was_answered_before_is_taken_over_and_counts_when_it_is_confirmed() -> None:
    note = opened()
    said(note, "no", "exchange")
    said(note, "As ever")
    submit_note(fresh(note), by=FIJI, now=NOW)
    before = note.versions.get()
    source = note.questionnaire
    copy_questionnaire(source, meeting=source.meeting, slug="again", by=OFFICER, now=NOW)
    again = Questionnaire.objects.get(slug="again")
    Questionnaire.objects.filter(pk=again.pk).update(deadline=DEADLINE)
    ask_respondent(again, party=note.party, process=None, mail="", language="", by=OFFICER, now=NOW)
    open_questionnaire(again, by=OFFICER, now=NOW)
    second = fresh(Note.objects.get(questionnaire=again))
    said(second, "yes", "exchange")
    prefill_note(fresh(second), before=before, by=FIJI, now=NOW)
    row = answer(second)
    assert row is not None
    assert (row.content, row.is_prefilled) == ("As ever", True)
    decline_question(
        fresh(second), question=question(second, "with-whom"), reason="", seen="", by=FIJI, now=NOW
    )
    submit_note(fresh(second), by=FIJI, now=NOW)
    told = {one["question"]: one["state"] for one in second.versions.get().told()}
    assert told["coordination"] == NOT_ANSWERED
    reopen_note(fresh(second), reason="Forgot one", by=FIJI, now=NOW)
    said(second, "As ever")
    submit_note(fresh(second), by=FIJI, now=NOW)
    newest = second.versions.latest("number")
    assert {one["question"]: one["state"] for one in newest.told()}["coordination"] == "answered"
    reopen_note(fresh(second), reason="Once more", by=FIJI, now=NOW)
    before.note = Note.objects.get(questionnaire=source, party__code="IDN")
    with pytest.raises(SentenceError, match="Only your own"):
        prefill_note(fresh(second), before=before, by=FIJI, now=NOW)
