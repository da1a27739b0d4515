"""A respondent and those whom it invited write; two who write at once lose no word."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import (
    ChangedMeanwhileError,
    enter,
    locked,
    move,
    name_of,
    remove,
    snapshot,
    state_of,
)
from tourdetable.notes.enums import (
    CLEARANCE_MOVES,
    NOTE_MOVES,
    AnswerState,
    ClearanceState,
    NoteState,
)
from tourdetable.notes.models import Answer, Contributor, Note, NoteVersion, Question
from tourdetable.notes.queries.attributions import (
    Confirmed,
    refuse_laxer,
    refuse_loosened,
    stricter_own,
    strictest,
)
from tourdetable.notes.queries.contents import checked, typed_again
from tourdetable.notes.queries.holding import hold_writable
from tourdetable.notes.queries.notes import digest_of_answer, standing_clearances
from tourdetable.notes.rules import (
    in_scope,
    may_answer_for_note,
    may_draft,
    may_write_note,
)


@action(may_write_note)
def open_note(note: Note, *, by: Actor, now: dt.datetime) -> Change:
    """The respondent looks at it for the first time."""
    values = {"opened_at": note.opened_at or now}
    return move(note, "state", NoteState.DRAFTING, NOTE_MOVES, values=values)


@action(may_write_note)
def save_answer(  # noqa: PLR0913 - an answer is a text in a language; the rest by name
    note: Note,
    *,
    question: Question,
    content: object,
    language: str,
    attribution: str = "",
    loosens: Confirmed = False,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """The respondent's answer as it stands, also one composed of drafts or taken over from before.

    A change voids the clearance of what it changes. Raises SentenceError for what the question
    does not ask for or an attribution that is laxer than the note's, ChangedMeanwhileError where
    somebody else has saved the same answer since it was shown, LoosenedError where the answer was
    kept closer until now and nobody confirmed that it is not to be (`loosens`).
    """
    refuse_laxer(attribution, note.attribution)
    values = NoteText.stamped(
        question,
        by,
        now,
        state=AnswerState.ANSWERED,
        content=checked(question, content),
        reason="",
        language=language,
        attribution=attribution,
    )
    return _written(note, question, values, seen, loosens=loosens)


@action(may_write_note)
def decline_question(  # noqa: PLR0913 - as above
    note: Note, *, question: Question, reason: str, seen: str, by: Actor, now: dt.datetime
) -> Change:
    """The respondent does not answer a question, and may say why. Raises as `save_answer`."""
    said = {"state": AnswerState.DECLINED, "content": "", "reason": reason}
    for row in Answer.objects.filter(note=note, question=question, contributor=None):
        _refuse_attached(row)
    return _written(note, question, NoteText.stamped(question, by, now, **said), seen, loosens=True)


@action(may_write_note)
def clear_answer(
    note: Note, *, question: Question, seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Take an answer back as if nothing had been said. Raises SentenceError where nothing was."""
    _hold(note, question)
    row = _answer_to(note, question)
    if row is None:
        raise SentenceError("Nothing was answered here.")
    _refuse_attached(row)
    return NoteText.with_note(note, remove(row, seen=seen))


@action(may_write_note)
def prefill_note(note: Note, *, before: NoteVersion, by: Actor, now: dt.datetime) -> Change:
    """Take over what the same respondent answered last time, where nothing is said yet; each stays
    marked until it is confirmed, and is no answer before. Each is kept as closely as it was then,
    where this note is not kept closer anyway.

    Raises SentenceError where it is another respondent's, or there is nothing to take over.
    """
    if (before.note.party_id, before.note.process_id) != (note.party_id, note.process_id):
        raise SentenceError("Only your own earlier note can be taken over.")
    hold_writable(note)
    made = []
    known = {row.question_id for row in Answer.objects.filter(note=note, contributor=None)}
    earlier = {one["question"]: one for one in before.told() if one["state"] == "answered"}
    for question in note.questionnaire.questions.all():
        told = earlier.get(question.key)
        if told is None or question.pk in known or told["kind"] != question.kind:
            continue
        content = checked(question, typed_again(question.kind, told["content"]))
        kept = strictest((before.attribution, told.get("attribution", "")))
        said = NoteText.stamped(
            question, by, now, content=content, language=told["language"],
            attribution=stricter_own(note.attribution, kept),
        )  # fmt: skip
        made.append(NoteText.answer_row(note, question, None, {**said, "is_prefilled": True}))
    if not made:
        raise SentenceError("There is nothing to take over: every question is answered or new.")
    for row in made:
        row.save(force_insert=True)
    return NoteText.with_note(
        note, Change(f"note:{note}", None, {"prefilled": [str(row) for row in made]})
    )


@action(may_draft)
def save_draft(  # noqa: PLR0913 - as above
    contributor: Contributor,
    *,
    question: Question,
    content: object,
    language: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """A contributor's draft, which stands beside the others' and changes none of them.

    Raises SentenceError for a question that the contributor was not invited to, and otherwise as
    `save_answer`.
    """
    hold_writable(contributor.note)
    if not in_scope(contributor, question):
        raise SentenceError("You were not invited to this question.")
    values = NoteText.stamped(
        question, by, now, content=checked(question, content), language=language
    )
    question.questionnaire = contributor.note.questionnaire
    row = _answer_to(contributor.note, question, contributor)
    if row is None:
        if seen:
            raise SentenceError("This is no longer there; somebody else has removed it.")
        return enter(NoteText.answer_row(contributor.note, question, contributor, values))
    if not seen:
        raise ChangedMeanwhileError(row)  # it was empty when it was shown
    return _amended(row, values, seen)


@action(may_answer_for_note)
def decline_note(note: Note, *, reason: str, by: Actor, now: dt.datetime) -> Change:
    """The respondent writes no note, and may say why; what was drafted stays with it."""
    return move(note, "state", NoteState.DECLINED, NOTE_MOVES, values={"remark": reason})


@action(may_answer_for_note)
def reopen_note(note: Note, *, reason: str, by: Actor, now: dt.datetime) -> Change:
    """Write after having declined, or correct what was submitted, which stays submitted until
    there is another version. Raises SentenceError for a correction without a reason.
    """
    if locked(note).state == NoteState.DECLINED:
        return move(note, "state", NoteState.DRAFTING, NOTE_MOVES, values={"remark": ""})
    if not reason.strip():
        raise SentenceError("Say why the note is corrected; it stands beside the new version.")
    said = {"remark": reason, "correction_reason": reason}
    return move(note, "state", NoteState.CORRECTED, NOTE_MOVES, values=said)


def _hold(note: Note, question: Question) -> None:
    hold_writable(note)
    if question.questionnaire_id != note.questionnaire_id:
        raise SentenceError("This is asked in another questionnaire.")
    question.questionnaire = note.questionnaire


def _written(
    note: Note, question: Question, values: Mapping[str, object], seen: str, *, loosens: Confirmed
) -> Change:
    _hold(note, question)
    row = _answer_to(note, question)
    if row is None:
        if seen:
            raise SentenceError("This is no longer there; somebody else has removed it.")
        return NoteText.with_note(note, enter(NoteText.answer_row(note, question, None, values)))
    if not seen and not row.is_prefilled:
        raise ChangedMeanwhileError(row)  # it was empty when it was shown
    if seen in ("", state_of(row)) and row.state == AnswerState.ANSWERED:
        kept, wanted = (
            {question.key: strictest((note.attribution, str(own)))}
            for own in (row.attribution, values.get("attribution", row.attribution))
        )
        refuse_loosened(kept, wanted, loosens=loosens)
    return NoteText.with_note(note, _amended(row, values, seen))


def _refuse_attached(row: Answer) -> None:
    if row.attachments.exists():
        raise SentenceError("Documents are attached to this answer: remove them first.")


def _amended(row: Answer, values: Mapping[str, object], seen: str) -> Change:
    """The row is locked already, and what names it in the journal is at hand."""
    if seen and seen != state_of(row):
        raise ChangedMeanwhileError(row)
    before = snapshot(row)
    NoteText.put(row, values)
    row.save()
    return Change(name_of(row), before, snapshot(row))


def _answer_to(
    note: Note, question: Question, contributor: Contributor | None = None
) -> Answer | None:
    """What stands there, which nobody else can change until the transaction ends."""
    rows = Answer.objects.filter(note=note, question=question, contributor=contributor)
    row = rows.select_for_update().order_by("pk").first()
    if row is not None:
        row.note, row.question, row.contributor = note, question, contributor
    return row


class NoteText:
    """What the actions that change the text of a note share."""

    @staticmethod
    def stamped(
        question: Question, by: Actor, now: dt.datetime, **values: object
    ) -> dict[str, object]:
        """What is said, with the wording that it answers, who wrote it and when."""
        return {
            **values,
            "is_prefilled": False,
            "asked": question.text,
            "written_at": now,
            "written_by": str(by),
        }

    @staticmethod
    def answer_row(
        note: Note,
        question: Question,
        contributor: Contributor | None,
        values: Mapping[str, object],
    ) -> Answer:
        row = Answer(note=note, question=question, contributor=contributor, **values)
        row.digest = digest_of_answer(row)
        return row

    @staticmethod
    def put(row: Answer, values: Mapping[str, object]) -> None:
        """Let a row say something else, which is still to be saved."""
        for column, value in values.items():
            setattr(row, column, value)
        row.digest = digest_of_answer(row)

    @staticmethod
    def with_note(note: Note, change: Change, before: Mapping[str, object] | None = None) -> Change:
        """The same change, with what it does to the note: clearance of another text is void, and
        what was cleared is being drafted. `before` is how the note stood, where the change is one
        of the note.
        """
        then = {"answer": change.before, "note": before or snapshot(note)}
        void = []
        for clearance in standing_clearances(note).order_by("pk"):
            move(clearance, "state", ClearanceState.VOID, CLEARANCE_MOVES)
            void.append(str(clearance))
        if note.state in (NoteState.ASKED, NoteState.IN_CLEARANCE, NoteState.CLEARED):
            move(note, "state", NoteState.DRAFTING, NOTE_MOVES)
        after: dict[str, object] = {"answer": change.after, "note": snapshot(note)}
        return Change(change.thing, then, {**after, "void": void} if void else after)
