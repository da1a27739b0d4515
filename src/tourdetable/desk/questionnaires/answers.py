"""Submitted answers side by side: the table, two of them closely, one respondent over the years."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode

from tourdetable.desk.questionnaires.board import page_number
from tourdetable.desk.questionnaires.pages import SECTION, the_note, the_questionnaire
from tourdetable.formats.side_by_side import side_by_side_json, side_by_side_xlsx
from tourdetable.formats.spreadsheet import MEDIA_TYPE
from tourdetable.notes.enums import Audience, RowsBy
from tourdetable.notes.queries.submitted import (
    across_series,
    mandates_of,
    questions_of,
)
from tourdetable.processes.enums import ProcessKind
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import labels
from tourdetable.screens.words import message
from tourdetable.sheets.across_series import across_series_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import Asked, View, as_it_stands
from tourdetable.sheets.side_by_side_building import side_by_side_sheet

FILES: dict[str, tuple[Callable[[SideBySideSheet], bytes], str]] = {
    "answers.xlsx": (side_by_side_xlsx, MEDIA_TYPE),
    "answers.json": (side_by_side_json, "application/json"),
}
"""The table in other forms, each made of the same sheet."""


class ViewForm(forms.Form):
    """How the table is looked at, in its address; what makes no sense asks nothing."""

    audience = forms.ChoiceField(
        choices=labels(Audience), required=False, label=message("As it is read by")
    )
    rows = forms.ChoiceField(choices=labels(RowsBy), required=False, label=message("Rows"))
    kind = forms.ChoiceField(
        choices=labels(ProcessKind, message("all")),
        required=False,
        label=message("Kind of process"),
    )
    full = forms.BooleanField(required=False, label=message("Answers in full"))

    @property
    def view(self) -> View:
        self.full_clean()
        asked = self.cleaned_data
        return View(
            audience=Audience(asked.get("audience") or Audience.SECRETARIAT),
            rows_by=RowsBy(asked.get("rows") or RowsBy.RESPONDENT),
            kind=ProcessKind(asked["kind"]) if asked.get("kind") else None,
            is_full=bool(asked.get("full")),
            page=page_number(self.data.get("page", "")),
        )

    @property
    def query(self) -> str:
        """What is asked for, as it stands in the address before the number of a page."""
        asked = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return f"{urlencode(asked)}&" if asked else ""


def _asked(request: Asking, slug: str) -> Asked:
    return as_it_stands(the_questionnaire(request, slug))


@for_officers
def table(request: Asking, slug: str) -> HttpResponse:
    """Respondent by question, as one audience reads it."""
    form = ViewForm(request.GET)
    sheet = side_by_side_sheet(_asked(request, slug), form.view, Reader(request.language))
    return show(request, "desk/side_by_side.html", sheet, section=SECTION, narrow=form)


@for_officers
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole table in another form, in the language and for the audience of the address."""
    write, kind = FILES[name]
    view = replace(ViewForm(request.GET).view, is_full=True, page=None)
    made = write(side_by_side_sheet(_asked(request, slug), view, Reader(request.language)))
    told = f'attachment; filename="{slug}-{request.language}-{view.audience}-{name}"'
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": told})


@for_officers
def closely(request: Asking, slug: str) -> HttpResponse:
    """Two respondents in two columns, question by question."""
    asked = _asked(request, slug)
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
