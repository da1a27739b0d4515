"""Groups and questions: a new one, one amended, moved, removed, asked again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from tourdetable.desk.questionnaires.forms import GroupForm, StepForm, StepsForm, group_told
from tourdetable.desk.questionnaires.pages import (
    address,
    one_form,
    the_group,
    the_question,
    the_questionnaire,
)
from tourdetable.desk.questionnaires.question_forms import AgainForm, QuestionForm, question_told
from tourdetable.kernel.rows import state_of
from tourdetable.notes.actions.arranging import (
    ask_again,
    move_group,
    move_question,
    remove_group,
)
from tourdetable.notes.actions.asking import (
    add_group,
    add_question,
    amend_group,
    amend_question,
    remove_question,
)
from tourdetable.notes.models import Question, QuestionGroup
from tourdetable.notes.queries.questionnaires import asked_before, deciding, free_key
from tourdetable.screens.answering import act, for_officers
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

SAVE = message("Save")
MOVED = message("The order is as you said.")


def _back(row: QuestionGroup | Question) -> str:
    return address("questionnaire", row.questionnaire.slug)


@for_officers
def new_group(request: Asking, slug: str) -> HttpResponse:
    """A group at the end."""
    asked = the_questionnaire(request, slug)
    form = GroupForm(request.POST or None, meeting=asked.meeting)
    typed: dict[str, Any] = {"typed": form.columns} if form.is_valid() else {}
    to, done = partial(address, "questionnaire", slug), message("The group is added.")
    answer = act(request, form, add_group, asked, to=to, done=done, **typed)
    heading = message("Add a group of questions")
    return answer or one_form(
        request, form, asked.meeting, heading=heading, button=heading, back=to()
    )


@for_officers
def group(request: Asking, key: int) -> HttpResponse:
    """Its title and guidance."""
    row = the_group(request, key)
    meeting, seen = row.questionnaire.meeting, {"seen": state_of(row)}
    form = GroupForm(request.POST or None, meeting=meeting, row=row, initial=seen)
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {"typed": form.columns, "seen": form.state_seen}
    to, done = partial(_back, row), message("The group is as you said.")
    answer = act(request, form, amend_group, row, to=to, done=done, told=group_told, **typed)
    heading = message("Change the group")
    return answer or one_form(request, form, meeting, heading=heading, button=SAVE, back=to())


@for_officers
def new_question(request: Asking, key: int) -> HttpResponse:
    """A question at the end of a group."""
    row = the_group(request, key)
    asked = row.questionnaire
    form = QuestionForm(request.POST or None, asked=asked, deciding=deciding(asked))
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {"key": free_key(asked, form.key), "typed": form.columns}
    to, done = partial(_back, row), message("The question is added.")
    answer = act(request, form, add_question, row, to=to, done=done, **typed)
    heading = message("Add a question")
    about = Reader(request.language).say(row.title)
    return answer or one_form(
        request, form, asked.meeting, heading=heading, button=heading, back=to(), about=about
    )


@for_officers
def question(request: Asking, key: int) -> HttpResponse:
    """Its wording; while it is a draft, all of it."""
    row = the_question(request, key)
    asked, seen = row.questionnaire, {"seen": state_of(row)}
    others = deciding(asked, without=row.key)
    form = QuestionForm(request.POST or None, asked=asked, deciding=others, row=row, initial=seen)
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {"typed": form.columns, "seen": form.state_seen}
    to, done = partial(_back, row), message("The question is as you said.")
    answer = act(request, form, amend_question, row, to=to, done=done, told=question_told, **typed)
    heading = message("Change the question")
    return answer or one_form(request, form, asked.meeting, heading=heading, button=SAVE, back=to())


@for_officers
def again(request: Asking, key: int) -> HttpResponse:
    """A question of an earlier meeting of the series is asked again."""
    row = the_group(request, key)
    form = AgainForm(request.POST or None, known=asked_before(row.questionnaire))
    typed: dict[str, Any] = {"before": form.chosen} if form.is_valid() else {}
    to, done = partial(_back, row), message("The question is asked again.")
    answer = act(request, form, ask_again, row, to=to, done=done, **typed)
    heading, meeting = message("Ask a question again"), row.questionnaire.meeting
    lede = message("It keeps its identity, so that its answers can be read across meetings.")
    nothing = "" if form.known else message("No earlier questionnaire has a question to ask again.")
    return answer or one_form(
        request,
        form,
        meeting,
        heading=heading,
        button=heading,
        back=to(),
        lede=lede,
        nothing=nothing,
    )


@for_officers
def group_step(request: Asking, key: int) -> HttpResponse:
    """A group goes up or down."""
    return _step(request, the_group(request, key), move_group)


@for_officers
def question_step(request: Asking, key: int) -> HttpResponse:
    """A question goes up or down."""
    return _step(request, the_question(request, key), move_question)


def _step(
    request: Asking, row: QuestionGroup | Question, verb: Callable[..., object]
) -> HttpResponse:
    form = StepsForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    answer = act(request, form, verb, row, to=partial(_back, row), done=MOVED, **typed)
    if answer or form.refusal is None:
        return answer or HttpResponseRedirect(_back(row), status=303)
    heading, meeting = message("Change the order"), row.questionnaire.meeting
    return one_form(request, form, meeting, heading=heading, button=SAVE, back=_back(row))


@for_officers
def group_remove(request: Asking, key: int) -> HttpResponse:
    """An empty group is taken out."""
    row = the_group(request, key)
    heading = message("Remove this group?")
    return _remove(request, row, remove_group, heading, Reader(request.language).say(row.title))


@for_officers
def question_remove(request: Asking, key: int) -> HttpResponse:
    """A question is taken out that was never put."""
    row = the_question(request, key)
    heading = message("Remove this question?")
    return _remove(request, row, remove_question, heading, Reader(request.language).say(row.text))


def _remove(
    request: Asking,
    row: QuestionGroup | Question,
    verb: Callable[..., object],
    heading: str,
    about: object,
) -> HttpResponse:
    form = StepForm(request.POST or None, initial={"seen": state_of(row)})
    seen = form.state_seen if form.is_valid() else ""
    to, done = partial(_back, row), message("It is removed.")
    answer = act(request, form, verb, row, to=to, done=done, seen=seen)
    meeting, button = row.questionnaire.meeting, message("Remove")
    return answer or one_form(
        request, form, meeting, heading=heading, button=button, back=to(), about=about
    )
