"""Questionnaires of a meeting, and the pages of one."""

from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse

from tourdetable.desk.questionnaires.forms import QuestionnaireForm, StepForm, StepsForm, told_of
from tourdetable.desk.questionnaires.pages import (
    SECTION,
    address,
    one_form,
    the_meeting,
    the_questionnaire,
)
from tourdetable.formats.questionnaire_document import lost_in_word
from tourdetable.formats.xlsform import lost_in_xlsform
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.arranging import take_over_questions
from tourdetable.notes.actions.asking import (
    amend_questionnaire,
    close_questionnaire,
    copy_questionnaire,
    create_questionnaire,
    open_questionnaire,
)
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.plans import plan_of
from tourdetable.notes.queries.questionnaires import of_series, put_before, standing_of
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.questionnaire_desk import questionnaire_sheet, questionnaires_sheet
from tourdetable.sheets.reader import Reader

BEGUN = message("The questionnaire is begun, as a draft that only we can see.")


def _made(form: ActionForm) -> str:
    return address("questionnaire", made_by(form.number).partition(":")[2])


def _slug(meeting: Meeting) -> str:
    return free_slug(meeting.slug, Questionnaire)


@for_officers
def listed(request: Asking, slug: str) -> HttpResponse:
    """Those of a meeting, and what another one can be made from."""
    meeting = the_meeting(request, slug)
    rows = standing_of(meeting, request.actor, request.moment)
    put = put_before(meeting).count()
    reader = Reader(request.language)
    sheet = questionnaires_sheet(meeting, rows, of_series(meeting)[:20], put, reader)
    return show(request, "desk/questionnaires.html", sheet, section=SECTION)


@for_officers
def new(request: Asking, slug: str) -> HttpResponse:
    """An empty one."""
    meeting = the_meeting(request, slug)
    form = QuestionnaireForm(request.POST or None, meeting=meeting)
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {"slug": _slug(meeting), "typed": form.columns}
    answer = act(
        request, form, create_questionnaire, meeting, to=partial(_made, form), done=BEGUN, **typed
    )
    heading, back = message("Begin a questionnaire"), address("questionnaires", slug)
    return answer or one_form(request, form, meeting, heading=heading, button=heading, back=back)


@for_officers
def copy(request: Asking, slug: str, source: str) -> HttpResponse:
    """The questions of an earlier meeting of the series are asked again."""
    meeting = the_meeting(request, slug)
    origin = fetch(of_series(meeting), slug=source)
    form = StepForm(request.POST or None)
    verb = partial(copy_questionnaire, meeting=meeting, slug=_slug(meeting))
    answer = act(request, form, verb, origin, to=partial(_made, form), done=BEGUN)
    return answer or one_form(
        request,
        form,
        meeting,
        heading=message("Ask the same questions again"),
        button=message("Take the questions over"),
        lede=message(
            "All groups and questions are taken over. Each question keeps its identity, so that "
            "answers can be read across meetings, also where its wording is changed here."
        ),
        about=Reader(request.language).say(origin.title),
        back=address("questionnaires", slug),
    )


@for_officers
def put(request: Asking, slug: str) -> HttpResponse:
    """The questions that the record shows are taken over."""
    meeting = the_meeting(request, slug)
    form = StepForm(request.POST or None)
    verb = partial(take_over_questions, slug=_slug(meeting))
    answer = act(request, form, verb, meeting, to=partial(_made, form), done=BEGUN)
    return answer or one_form(
        request,
        form,
        meeting,
        heading=message("Take over the questions that the record shows"),
        button=message("Take the questions over"),
        lede=message(
            "Each topic becomes a group and each question one of open text. The record keeps "
            "showing what was asked then, whatever is changed here."
        ),
        back=address("questionnaires", slug),
    )


@for_officers
def questionnaire(request: Asking, slug: str) -> HttpResponse:
    """One of them, with its groups and questions."""
    row = the_questionnaire(request, slug)
    prefetch_related_objects([row], "groups", "questions")
    sheet, plan = questionnaire_sheet(row, Reader(request.language)), plan_of(row)
    more: dict[str, Any] = {"move": StepsForm(), "xlsform": tuple(lost_in_xlsform(plan))}
    more |= {"word": tuple(lost_in_word(plan))}
    return show(request, "desk/questionnaire.html", sheet, section=SECTION, **more)


@for_officers
def preview(request: Asking, slug: str) -> HttpResponse:
    """As each respondent will see it, in any language of the interface."""
    asked = request.GET.get("language", "")
    row = the_questionnaire(request, slug)
    languages = _languages(row)
    language = asked if asked in languages else request.language
    sheet = questionnaire_sheet(row, Reader(language))
    template = "desk/questionnaire_preview.html"
    return show(request, template, sheet, section=SECTION, languages=languages)


def _languages(row: Questionnaire) -> tuple[str, ...]:
    """Those in which anything of it is worded."""
    worded = [row.title, *(question.text for question in row.questions.all())]
    return tuple(sorted({tag for wording in worded for tag in wording}))


@for_officers
def edit(request: Asking, slug: str) -> HttpResponse:
    """Its title, guidance, deadline, and who sees the notes."""
    row = the_questionnaire(request, slug)
    seen = {"seen": state_of(row)}
    form = QuestionnaireForm(request.POST or None, meeting=row.meeting, row=row, initial=seen)
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {"typed": form.columns, "seen": form.state_seen}
    to, done = partial(address, "questionnaire", slug), message("The questionnaire is as you said.")
    answer = act(request, form, amend_questionnaire, row, to=to, done=done, told=told_of, **typed)
    heading, button = message("Change the questionnaire"), message("Save")
    return answer or one_form(request, form, row.meeting, heading=heading, button=button, back=to())


@for_officers
def opening(request: Asking, slug: str) -> HttpResponse:
    """What opening it does; then the deliberate step, and the letters."""
    row = the_questionnaire(request, slug)
    form = StepForm(request.POST or None)
    to = partial(address, "note-letters", slug, "questionnaire")
    done = message("The questionnaire is open. The letters with the links come next.")
    answer = act(request, form, open_questionnaire, row, to=to, done=done)
    sheet = questionnaire_sheet(row, Reader(request.language))
    template = "desk/questionnaire_open.html"
    return answer or show(request, template, sheet, section=SECTION, form=form)


@for_officers
def closing(request: Asking, slug: str) -> HttpResponse:
    """No more notes are taken."""
    row = the_questionnaire(request, slug)
    form = StepForm(request.POST or None)
    to, done = partial(address, "questionnaire", slug), message("The questionnaire is closed.")
    answer = act(request, form, close_questionnaire, row, to=to, done=done)
    return answer or one_form(
        request,
        form,
        row.meeting,
        heading=message("Close the questionnaire?"),
        button=message("Close the questionnaire"),
        lede=message(
            "Nobody writes any more. What was submitted stays; what was drafted stays with its "
            "government. It can be opened again."
        ),
        about=Reader(request.language).say(row.title),
        back=to(),
    )
