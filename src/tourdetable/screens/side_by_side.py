"""How a table of answers is looked at on a screen, and the files in which it is taken away."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode

from tourdetable.formats.side_by_side import side_by_side_json, side_by_side_xlsx
from tourdetable.formats.spreadsheet import MEDIA_TYPE
from tourdetable.notes.enums import Audience, RowsBy
from tourdetable.notes.models import Questionnaire
from tourdetable.processes.enums import ProcessKind
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import labels
from tourdetable.screens.paging import page_number
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import View, as_it_stands
from tourdetable.sheets.side_by_side_building import side_by_side_sheet

FILES: dict[str, tuple[Callable[[SideBySideSheet], bytes], str]] = {
    "answers.xlsx": (side_by_side_xlsx, MEDIA_TYPE),
    "answers.json": (side_by_side_json, "application/json"),
}
"""The table in other forms, each made of the same sheet."""


class ViewForm(forms.Form):
    """How the table is looked at, in its address; what makes no sense asks nothing."""

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
            audience=self.read_as,
            rows_by=RowsBy(asked.get("rows") or RowsBy.RESPONDENT),
            kind=ProcessKind(asked["kind"]) if asked.get("kind") else None,
            is_full=bool(asked.get("full")),
            page=page_number(self.data.get("page", "")),
        )

    @property
    def read_as(self) -> Audience:
        """Once the form is cleaned. Participants cannot choose another one."""
        return Audience.PARTICIPANTS

    @property
    def query(self) -> str:
        """What is asked for, as it stands in the address before the number of a page."""
        asked = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return f"{urlencode(asked)}&" if asked else ""


def table_of(request: Asking, questionnaire: Questionnaire, view: View) -> SideBySideSheet:
    """The table as it stands; whoever asks may read it as that audience."""
    return side_by_side_sheet(as_it_stands(questionnaire), view, Reader(request.language))


def file_of(request: Asking, questionnaire: Questionnaire, view: View, name: str) -> HttpResponse:
    """The whole table in another form, in the language of the address."""
    write, kind = FILES[name]
    made = write(table_of(request, questionnaire, replace(view, is_full=True, page=None)))
    told = f"{questionnaire}-{request.language}-{view.audience}-{name}"
    disposition = {"Content-Disposition": f'attachment; filename="{told}"'}
    return HttpResponse(made, content_type=kind, headers=disposition)
