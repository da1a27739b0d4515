"""A questionnaire that another program wrote is taken in as one."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import locked, name_of, snapshot
from tourdetable.kernel.uploads import lay
from tourdetable.notes.enums import QuestionnaireState
from tourdetable.notes.models import Note, Question, QuestionGroup, Questionnaire
from tourdetable.notes.queries.plans import PlannedQuestion, QuestionnairePlan
from tourdetable.notes.rules import may_enter_on_behalf, may_keep_questionnaires


@action(may_keep_questionnaires)
def lay_questionnaire(
    questionnaire: Questionnaire, *, name: str, content: bytes, by: Actor, now: dt.datetime
) -> Change:
    """Keep a file with questions for a day, so that what it would bring can be looked at."""
    return lay(name_of(questionnaire), name, content, by, now)


@action(may_enter_on_behalf)
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
