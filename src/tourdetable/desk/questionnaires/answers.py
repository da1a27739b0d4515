"""Submitted answers side by side: the table, two of them closely, one respondent over the years."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tourdetable.desk.questionnaires.board import page_number
from tourdetable.desk.questionnaires.looking import ViewForm
from tourdetable.desk.questionnaires.pages import SECTION, the_note, the_questionnaire
from tourdetable.formats import paper_document, spreadsheet
from tourdetable.formats.side_by_side import (
    side_by_side_docx,
    side_by_side_json,
    side_by_side_pdf,
    side_by_side_xlsx,
)
from tourdetable.notes.enums import Audience
from tourdetable.notes.queries.submitted import (
    across_series,
    mandates_of,
    questions_of,
)
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.across_series import across_series_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import View, as_it_stands
from tourdetable.sheets.side_by_side_building import side_by_side_sheet

FILES: dict[str, tuple[Callable[[SideBySideSheet], bytes], str]] = {
    "answers.xlsx": (side_by_side_xlsx, spreadsheet.MEDIA_TYPE),
    "answers.docx": (side_by_side_docx, paper_document.MEDIA_TYPE),
    "answers.pdf": (side_by_side_pdf, "application/pdf"),
    "answers.json": (side_by_side_json, "application/json"),
}
"""The table in other forms, each made of the same sheet."""


@for_officers
def table(request: Asking, slug: str) -> HttpResponse:
    """Respondent by question, as one audience reads it."""
    asked = as_it_stands(the_questionnaire(request, slug))
    form = ViewForm(request.GET, asked)
    sheet = side_by_side_sheet(asked, form.view, Reader(request.language))
    return show(request, "desk/side_by_side.html", sheet, section=SECTION, narrow=form)


@for_officers
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole table in another form, in the language and for the audience of the address."""
    write, kind = FILES[name]
    asked = as_it_stands(the_questionnaire(request, slug))
    view = replace(ViewForm(request.GET, asked).view, is_full=True, page=None)
    made = write(side_by_side_sheet(asked, view, Reader(request.language)))
    if not made:
        messages.error(request, message("This machine has no font for a language of this table."))
        return redirect(f"{reverse('desk:answers', args=[slug])}?{request.GET.urlencode()}")
    told = f'attachment; filename="{slug}-{request.language}-{view.audience}-{name}"'
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": told})


@for_officers
def closely(request: Asking, slug: str) -> HttpResponse:
    """Two respondents in two columns, question by question."""
    asked = as_it_stands(the_questionnaire(request, slug))
    known = {note.pk for note in asked.notes}
    chosen = [page_number(request.GET.get(name) or "0") for name in ("left", "right")]
    only = tuple(key for key in chosen if key in known)
    view = View(Audience.SECRETARIAT, is_full=True, page=None)
    reader = Reader(request.language)
    everybody = side_by_side_sheet(asked, view, reader)
    rows = {row.key: row for row in everybody.rows}
    pair = [rows[key] for key in dict.fromkeys(only)]
    return show(request, "desk/closely.html", everybody, section=SECTION, pair=pair)


@for_officers
def series(request: Asking, key: int) -> HttpResponse:
    """One respondent's answers across the meetings of the series, with the offices of each time."""
    note = the_note(request, key)
    found = list(across_series(note, request.actor, request.moment))
    sheet = across_series_sheet(
        note, found, questions_of(found), mandates_of(note.process), Reader(request.language)
    )
    return show(request, "desk/across_series.html", sheet, section=SECTION)
