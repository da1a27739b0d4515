"""Questionnaires as files: taken in from XLSForm and LimeSurvey, given out as XLSForm and Word, and
notes that come back as Word or OpenDocument.
"""

from functools import partial
from typing import Any

from django.http import HttpResponse

from tourdetable.desk.questionnaires.forms import StepForm
from tourdetable.desk.questionnaires.pages import (
    SECTION,
    address,
    one_form,
    the_note,
    the_questionnaire,
)
from tourdetable.formats import spreadsheet
from tourdetable.formats.xlsform import questionnaire_xlsform
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import Reader as FileReader
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.rows import name_of
from tourdetable.kernel.uploads import read_upload, uploads
from tourdetable.notes.actions.taking import fill_questionnaire, lay_note, lay_questionnaire
from tourdetable.notes.queries.plans import QuestionnairePlan, Remark, plan_of
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.files import FileForm
from tourdetable.screens.given import given
from tourdetable.screens.notes import name_of_respondent, questionnaire_to_fill
from tourdetable.screens.words import message
from tourdetable.sheets.questionnaire_file import questionnaire_file_sheet
from tourdetable.sheets.reader import Reader

LOOK = message("Look at what the file would bring.")
_Read = tuple[QuestionnairePlan, tuple[Remark, ...]]
_QUESTIONNAIRE: FileReader[_Read] = FileReader("questionnaire", _Read)


@for_officers
def xlsform(request: Asking, slug: str) -> HttpResponse:
    """All that is asked, in every language, for the programs that collect answers."""
    made = questionnaire_xlsform(plan_of(the_questionnaire(request, slug)), name=slug)
    return given(made, spreadsheet.MEDIA_TYPE, f"{slug}.xlsx")


@for_officers
def word(request: Asking, key: int) -> HttpResponse:
    """The questionnaire for one respondent to fill in, in the language of the page."""
    return questionnaire_to_fill(request, the_note(request, key))


@for_officers
def new(request: Asking, slug: str) -> HttpResponse:
    """A file with questions is laid down, to be looked at."""
    row = the_questionnaire(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    brought: dict[str, Any] = form.brought if form.is_valid() else {}
    to = partial(_laid, "questionnaire-file", slug, form)
    answer = act(request, form, lay_questionnaire, row, to=to, done=LOOK, **brought)
    return answer or one_form(
        request,
        form,
        row.meeting,
        heading=message("Take questions from a file"),
        button=message("Look at the questions"),
        lede=message(
            "An XLSForm (.xlsx), as ODK and KoboToolbox write it, or the structure of a survey of "
            "LimeSurvey (.lss)."
        ),
        about=Reader(request.language).say(row.title),
        back=address("questionnaire", slug),
    )


def _laid(name: str, of: object, form: FileForm) -> str:
    return address(name, of, made_by(form.number).partition(":")[2])


@for_officers
def look(request: Asking, slug: str, number: int) -> HttpResponse:
    """What the file asks, what of it cannot be taken, and the one step that takes it in."""
    row = the_questionnaire(request, slug)
    upload = fetch(uploads(name_of(row), request.actor, request.moment), pk=number)
    form = StepForm(request.POST or None)
    plan: QuestionnairePlan | None = None
    remarks: tuple[Remark, ...] = ()
    try:
        plan, remarks = read_upload(upload, _QUESTIONNAIRE)
    except SentenceError as error:
        form.refuse(error)
    answer = None
    if plan:
        to, done = partial(address, "questionnaire", slug), message("The questions are taken in.")
        answer = act(request, form, fill_questionnaire, row, to=to, done=done, plan=plan)
    sheet = questionnaire_file_sheet(row, upload.name, plan, remarks, Reader(request.language))
    template = "desk/questionnaire_file.html"
    return answer or show(request, template, sheet, section=SECTION, form=form)


@for_officers
def returned(request: Asking, key: int) -> HttpResponse:
    """A note that came back as a document is laid down; its answers then stand in the form."""
    note = the_note(request, key)
    form = FileForm(request.POST or None, request.FILES or None)
    brought: dict[str, Any] = form.brought if form.is_valid() else {}
    done = message("Look at what was recognised, and put right what was not.")
    to = partial(_laid_note, key, form)
    answer = act(request, form, lay_note, note, to=to, done=done, **brought)
    return answer or one_form(
        request,
        form,
        note.questionnaire.meeting,
        heading=message("Take a note from a document"),
        button=message("Look at the answers"),
        lede=message(
            "The document that was sent, filled in: Word (.docx) or OpenDocument (.odt). Changes "
            "that are still tracked have to be accepted or rejected first."
        ),
        about=name_of_respondent(request, note),
        back=address("note-enter", key),
    )


def _laid_note(key: int, form: FileForm) -> str:
    number = made_by(form.number).partition(":")[2]
    return f"{address('note-enter', key)}?file={number}"
