"""The secretariat arranges what it asks: in which order, and what was asked before."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Model
from django.utils.text import slugify

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter, locked, name_of, remove, snapshot
from tourdetable.meetings.models import Meeting, PutQuestion
from tourdetable.notes.models import Question, QuestionGroup, Questionnaire
from tourdetable.notes.queries.holding import hold_drafted, next_place
from tourdetable.notes.rules import may_keep_questionnaires

_ASIDE = 16_000
"""Places that nothing has, while places are given anew: no two rows ever share one."""


@action(may_keep_questionnaires)
def take_over_questions(meeting: Meeting, *, slug: str, by: Actor, now: dt.datetime) -> Change:
    """Begin a questionnaire with the questions that the record shows as put before the meeting:
    a group for each topic, an open text for each question (decision 0028).

    Raises SentenceError for a slug that is taken, and where the record shows no question.
    """
    put = list(PutQuestion.objects.filter(meeting=meeting))
    if not put:
        raise SentenceError("The record shows no question that was put before this meeting.")
    if Questionnaire.objects.filter(slug=slug).exists():
        raise SentenceError("Another questionnaire is called %(slug)s.", slug=slug)
    made = Questionnaire(meeting=meeting, slug=slug, title=meeting.names, zone=meeting.zone)
    if meeting.attribution:
        made.attribution = meeting.attribution
    change = enter(made)
    for row in put:
        group = QuestionGroup.objects.create(
            questionnaire=made, position=row.number, title=row.topic
        )
        key = slugify(str(row.topic))[:70] or "question"
        Question.objects.create(
            questionnaire=made, group=group, position=1, key=f"{key}-{row.number}", text=row.text
        )
    asked = [question.key for question in made.questions.all()]
    return Change(
        change.thing, None, {**snapshot(made), "asked": asked, "of": f"meeting:{meeting}"}
    )


@action(may_keep_questionnaires)
def move_group(group: QuestionGroup, *, steps: int, by: Actor, now: dt.datetime) -> Change:
    """A group goes up (-1) or down (1) with all its questions. Raises SentenceError where the
    questionnaire is put already.
    """
    hold_drafted(group.questionnaire)
    rows = list(group.questionnaire.groups.all())
    return _moved(rows, group, steps)


@action(may_keep_questionnaires)
def move_question(question: Question, *, steps: int, by: Actor, now: dt.datetime) -> Change:
    """A question goes up (-1) or down (1), from the edge of its group into the next one. Raises
    SentenceError where the questionnaire is put already.
    """
    hold_drafted(question.questionnaire)
    stored = locked(question)
    rows = list(stored.group.questions.all())
    place = [row.pk for row in rows].index(stored.pk) + steps
    if 0 <= place < len(rows):
        return _moved(rows, stored, steps)
    groups = list(stored.questionnaire.groups.all())
    wanted = [row.pk for row in groups].index(stored.group_id) + steps
    if not 0 <= wanted < len(groups):
        return _moved(rows, stored, 0)
    before = snapshot(stored)
    others = list(groups[wanted].questions.all())
    stored.group, stored.position = groups[wanted], _ASIDE
    stored.save()
    _settle([*others, stored] if steps < 0 else [stored, *others])
    _settle([row for row in rows if row.pk != stored.pk])
    return Change(name_of(stored), before, snapshot(stored))


@action(may_keep_questionnaires)
def remove_group(group: QuestionGroup, *, seen: str, by: Actor, now: dt.datetime) -> Change:
    """Take an empty group out. Raises SentenceError where the questionnaire is put already or the
    group has questions; ChangedMeanwhileError as `remove` does.
    """
    hold_drafted(group.questionnaire)
    if group.questions.exists():
        raise SentenceError("This group has questions: move or remove them first.")
    return remove(group, seen=seen)


@action(may_keep_questionnaires)
def ask_again(group: QuestionGroup, *, before: Question, by: Actor, now: dt.datetime) -> Change:
    """A question that was asked at another meeting is asked again, under its key and as it was
    worded; its condition stays behind.

    Raises SentenceError where the questionnaire is put already or asks it.
    """
    hold_drafted(group.questionnaire)
    if group.questionnaire.questions.filter(key=before.key).exists():
        raise SentenceError("%(key)s is asked in this questionnaire already.", key=before.key)
    kept = (
        "key",
        "kind",
        "text",
        "guidance",
        "is_required",
        "most_words",
        "option_keys",
        "options",
    )
    made = Question(
        questionnaire=group.questionnaire,
        group=group,
        position=next_place(group.questions.all()),
        **{column: getattr(before, column) for column in kept},
    )
    return enter(made)


def _moved(rows: list[QuestionGroup] | list[Question], row: Model, steps: int) -> Change:
    order: list[QuestionGroup | Question] = list(rows)
    place = [one.pk for one in order].index(row.pk)
    before = [str(one) for one in order]
    order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
    after = [_told(one) for one in order]
    told = [_told(one) for one in rows]
    _settle(order)
    return Change(before[place], told, after)


def _told(row: QuestionGroup | Question) -> str:
    return row.key if isinstance(row, Question) else str(row.title)


def _settle(rows: Sequence[QuestionGroup | Question]) -> None:
    """Give them places from 1 in this order."""
    for first in (_ASIDE + 1, 1):
        for place, row in enumerate(rows, first):
            row.position = place
            row.save(update_fields=["position"])
