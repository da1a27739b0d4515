"""What a file says is taken in: questions of another program, answers of a document."""

import datetime as dt
from collections.abc import Mapping

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import locked, name_of, snapshot
from tourdetable.kernel.uploads import lay
from tourdetable.notes.actions.writing import NoteText
from tourdetable.notes.enums import AnswerState, QuestionnaireState
from tourdetable.notes.models import Answer, Note, Question, QuestionGroup, Questionnaire
from tourdetable.notes.queries.contents import checked
from tourdetable.notes.queries.holding import hold_writable
from tourdetable.notes.queries.notes import content_of, digest_of_content, stands_already
from tourdetable.notes.queries.plans import PlannedQuestion, QuestionnairePlan
from tourdetable.notes.rules import may_bring_note, may_keep_questionnaires, may_write_note


@action(may_keep_questionnaires)
def lay_questionnaire(
    questionnaire: Questionnaire, *, name: str, content: bytes, by: Actor, now: dt.datetime
) -> Change:
    """Keep a file with questions for a day, so that what it would bring can be looked at."""
    return lay(name_of(questionnaire), name, content, by, now)


@action(may_bring_note)
def lay_note(note: Note, *, name: str, content: bytes, by: Actor, now: dt.datetime) -> Change:
    """Keep a document that came back for a day, so that its answers can be looked at."""
    return lay(name_of(note), name, content, by, now)


@action(may_keep_questionnaires)
def fill_questionnaire(
    questionnaire: Questionnaire, *, plan: QuestionnairePlan, by: Actor, now: dt.datetime
) -> Change:
    """Let an empty questionnaire ask what the plan asks; its title stays where it has one.

    Raises SentenceError where it asks something already, or the plan asks nothing.
    """
    stored = locked(questionnaire)
    if stored.state != QuestionnaireState.DRAFTED or stored.questions.exists():
        raise SentenceError(
            "This questionnaire asks something already: take a file into a new one."
        )
    if not plan.questions:
        raise SentenceError("There is no question in this file.")
    before = snapshot(stored)
    stored.title = stored.title or plan.title
    stored.guidance = stored.guidance or plan.guidance
    stored.save()
    stored.groups.all().delete()
    for position, group in enumerate(plan.groups, 1):
        row = QuestionGroup.objects.create(
            questionnaire=stored, position=position, title=group.title, guidance=group.guidance
        )
        rows = [_row(stored, row, place, one) for place, one in enumerate(group.questions, 1)]
        Question.objects.bulk_create(rows)
    keys = [question.key for question in plan.questions]
    return Change(f"questionnaire:{stored}", before, {**snapshot(stored), "asked": keys})


@action(may_write_note)
def take_answers(  # noqa: PLR0913 - what a document says, in which language, beside what was seen
    note: Note,
    *,
    answers: Mapping[str, object],
    language: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """The respondent's own document: its answers by key of the question stand from now on, all or
    none of them; what it does not answer stays. `seen` is the SHA-256 of the note beside which the
    document was looked at.

    Raises SentenceError for what a question does not ask for, where the note is another by now, and
    where the document says nothing new.
    """
    hold_writable(note)
    if seen != digest_of_content(content_of(note)):
        raise SentenceError(
            "The note has changed since you looked at it. Look at it as it stands now."
        )
    rows = {row.question_id: row for row in Answer.objects.filter(note=note, contributor=None)}
    before, after = dict[str, object](), dict[str, object]()
    for question in note.questionnaire.questions.filter(key__in=answers):
        row, content = rows.get(question.pk), checked(question, answers[question.key])
        if row is not None and stands_already(row, content):
            continue
        said = {"state": AnswerState.ANSWERED, "content": content, "reason": ""}
        values = NoteText.stamped(question, by, now, **said, language=language)
        if row is not None:
            before[question.key] = snapshot(row)
            NoteText.put(row, values)
        row = row or NoteText.answer_row(note, question, None, values)
        row.save()
        after[question.key] = snapshot(row)
    if not after:
        raise SentenceError("The document says nothing that is not answered alike already.")
    return NoteText.with_note(note, Change(f"note:{note}", before or None, {"taken": after}))


def _row(
    questionnaire: Questionnaire, group: QuestionGroup, position: int, planned: PlannedQuestion
) -> Question:
    return Question(
        questionnaire=questionnaire,
        group=group,
        position=position,
        key=planned.key,
        kind=planned.kind,
        text=planned.text,
        guidance=planned.guidance,
        is_required=planned.is_required,
        most_words=planned.most_words,
        option_keys=tuple(option.key for option in planned.options),
        options=[option.text.to_json() for option in planned.options],
        only_if=planned.only_if,
        only_if_option=planned.only_if_option,
    )
