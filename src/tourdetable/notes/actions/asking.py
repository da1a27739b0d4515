"""The secretariat asks: questionnaires, their groups and questions, and who answers them."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.rows import amend, enter, locked, move, remove, snapshot
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import (
    NOTE_MOVES,
    QUESTIONNAIRE_MOVES,
    WITH_OPTIONS,
    NoteState,
    QuestionnaireState,
)
from tourdetable.notes.models import Note, Question, QuestionGroup, Questionnaire
from tourdetable.notes.queries.holding import hold_drafted, next_place
from tourdetable.notes.queries.notes import deadline_of
from tourdetable.notes.rules import may_keep_notes, may_keep_questionnaires
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process

WORDED = frozenset({"text", "guidance", "most_words"})
"""Columns of a question that may change while it is being answered: each answer keeps the wording
that it answers. The rest would change what answers mean.
"""


@action(may_keep_questionnaires)
def create_questionnaire(
    meeting: Meeting, *, slug: str, typed: Mapping[str, object], by: Actor, now: dt.datetime
) -> Change:
    """Begin a questionnaire for a meeting. Raises SentenceError for a slug that is taken."""
    if Questionnaire.objects.filter(slug=slug).exists():
        raise SentenceError("Another questionnaire is called %(slug)s.", slug=slug)
    return enter(Questionnaire(meeting=meeting, slug=slug, **typed))


@action(may_keep_questionnaires)
def copy_questionnaire(
    source: Questionnaire, *, meeting: Meeting, slug: str, by: Actor, now: dt.datetime
) -> Change:
    """Ask the same again before another meeting: groups and questions keep their identity, also
    where their wording is changed later. No deadline is taken over.

    Raises SentenceError for a slug that is taken.
    """
    if Questionnaire.objects.filter(slug=slug).exists():
        raise SentenceError("Another questionnaire is called %(slug)s.", slug=slug)
    kept = ("title", "guidance", "zone", "sharing", "attribution")
    made = Questionnaire(
        meeting=meeting, slug=slug, **{column: getattr(source, column) for column in kept}
    )
    change = enter(made)
    groups = {}
    for group in source.groups.all():
        groups[group.pk] = QuestionGroup.objects.create(
            questionnaire=made,
            position=group.position,
            title=group.title,
            guidance=group.guidance,
        )
    for question in source.questions.all():
        question.group = groups[question.group_id]
        question.pk, question.questionnaire, question.batches = None, made, []
        question.save(force_insert=True)
    asked = [question.key for question in made.questions.all()]
    return Change(change.thing, None, {**snapshot(made), "asked_again": asked, "of": source.slug})


@action(may_keep_questionnaires)
def amend_questionnaire(
    questionnaire: Questionnaire,
    *,
    typed: Mapping[str, object],
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Correct it. Raises ChangedMeanwhileError as `amend` does."""
    return amend(questionnaire, typed, seen=seen)


@action(may_keep_questionnaires)
def add_group(
    questionnaire: Questionnaire, *, typed: Mapping[str, object], by: Actor, now: dt.datetime
) -> Change:
    """A group at the end. Raises SentenceError where the questionnaire is put already."""
    hold_drafted(questionnaire)
    position = next_place(questionnaire.groups.all())
    return enter(QuestionGroup(questionnaire=questionnaire, position=position, **typed))


@action(may_keep_questionnaires)
def amend_group(
    group: QuestionGroup, *, typed: Mapping[str, object], seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Its title or guidance. Raises ChangedMeanwhileError as `amend` does."""
    return amend(group, typed, seen=seen)


@action(may_keep_questionnaires)
def add_question(
    group: QuestionGroup,
    *,
    key: str,
    typed: Mapping[str, object],
    by: Actor,
    now: dt.datetime,
) -> Change:
    """A question at the end of its group; with the key of one that was asked before, it is that
    question asked again.

    Raises SentenceError where the questionnaire is put already, the key is taken in it, or the
    columns do not fit each other.
    """
    questionnaire = locked(group.questionnaire)
    hold_drafted(questionnaire)
    if questionnaire.questions.filter(key=key).exists():
        raise SentenceError("%(key)s is asked in this questionnaire already.", key=key)
    position = next_place(group.questions.all())
    question = Question(
        questionnaire=questionnaire, group=group, position=position, key=key, **typed
    )
    _fits(question)
    return enter(question)


@action(may_keep_questionnaires)
def amend_question(
    question: Question, *, typed: Mapping[str, object], seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Correct it; once it is put, only its wording and its limit, for answers keep the wording
    that they answer.

    Raises SentenceError for anything else then, ChangedMeanwhileError as `amend` does.
    """
    changed = {name for name, value in typed.items() if getattr(question, name) != value}
    if question.questionnaire.state != QuestionnaireState.DRAFTED and changed - WORDED:
        raise SentenceError(
            "This question is being answered: its wording can be changed, and nothing else."
        )
    change = amend(question, typed, seen=seen)
    _fits(question)
    return change


@action(may_keep_questionnaires)
def remove_question(question: Question, *, seen: str, by: Actor, now: dt.datetime) -> Change:
    """Take a question out that was never put. Raises SentenceError where it was, or where another
    one depends on it; ChangedMeanwhileError as `amend` does.
    """
    hold_drafted(question.questionnaire)
    others = question.questionnaire.questions.filter(only_if=question.key)
    if first := others.first():
        raise SentenceError("%(key)s is asked only with an answer to this one.", key=first.key)
    return remove(question, seen=seen)


@action(may_keep_questionnaires)
def open_questionnaire(questionnaire: Questionnaire, *, by: Actor, now: dt.datetime) -> Change:
    """Put it to the respondents. Raises SentenceError where nothing is asked, nobody is, or the
    deadline is missing or past.
    """
    stored = locked(questionnaire)
    if not stored.questions.exists():
        raise SentenceError("Nothing is asked yet: add a question first.")
    if not stored.notes.exists():
        raise SentenceError("Nobody is asked yet: choose who answers first.")
    if stored.deadline is None or stored.deadline <= now:
        raise SentenceError("Set a deadline that is still to come.")
    values = {"opened_at": stored.opened_at or now}
    return move(questionnaire, "state", QuestionnaireState.OPEN, QUESTIONNAIRE_MOVES, values=values)


@action(may_keep_questionnaires)
def close_questionnaire(questionnaire: Questionnaire, *, by: Actor, now: dt.datetime) -> Change:
    """No more notes; what is submitted stays, what is drafted stays with its government."""
    return move(questionnaire, "state", QuestionnaireState.CLOSED, QUESTIONNAIRE_MOVES)


@action(may_keep_notes)
def ask_respondent(  # noqa: PLR0913 - a respondent is a party, perhaps a process, and where to write
    questionnaire: Questionnaire,
    *,
    party: Party,
    process: Process | None,
    mail: str,
    language: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """One more who answers. Raises SentenceError for a respondent that is asked already, and for
    an address to which no mail can be sent.
    """
    rows = Note.objects.filter(questionnaire=questionnaire)
    same = rows.filter(process=process) if process else rows.filter(process=None, party=party)
    if same.exists():
        raise SentenceError("This respondent is asked already.")
    note = Note(
        questionnaire=questionnaire,
        party=party,
        process=process,
        mail=checked_address(mail),
        language=language,
        attribution=questionnaire.attribution,
    )
    return enter(note)


@action(may_keep_notes)
def extend_deadline(
    note: Note, *, until: dt.datetime, reason: str, by: Actor, now: dt.datetime
) -> Change:
    """Give one respondent more time. Raises SentenceError without a reason, or for less time."""
    if not reason.strip():
        raise SentenceError("Say why this respondent has more time.")
    before = deadline_of(note)
    if before is not None and until <= before:
        raise SentenceError("An extension ends after the deadline that there is.")
    return amend(note, {"deadline": until, "extension_reason": reason})


@action(may_keep_notes)
def return_note(note: Note, *, remark: str, by: Actor, now: dt.datetime) -> Change:
    """Give a submitted note back before its deadline, with a remark. What was submitted stays so.

    Raises SentenceError without a remark, after the deadline, or once the questionnaire is closed.
    """
    if not remark.strip():
        raise SentenceError("Say what the respondent is asked to look at again.")
    deadline = deadline_of(note)
    if deadline is not None and deadline <= now:
        raise SentenceError("The deadline has passed: a note is returned before it.")
    if note.questionnaire.state != QuestionnaireState.OPEN:
        raise SentenceError("The questionnaire is closed: nothing can be written in it any more.")
    values = {"remark": remark.replace("\r\n", "\n").strip()}
    return move(note, "state", NoteState.RETURNED, NOTE_MOVES, values=values)


def _fits(question: Question) -> None:
    """Raises SentenceError where the columns of a question contradict each other."""
    if question.kind in WITH_OPTIONS and not question.option_keys:
        raise SentenceError("Write the choices, or the columns of the table.")
    if len(question.option_keys) != len(question.options):
        raise SentenceError("Each choice needs a text.")
    if not question.only_if:
        return
    deciding = question.questionnaire.questions.filter(key=question.only_if).first()
    if deciding is None or question.only_if_option not in deciding.option_keys:
        raise SentenceError("A condition names a choice of another question of the questionnaire.")
    if deciding.only_if:
        raise SentenceError("A condition may not rest on a question that has one itself.")
