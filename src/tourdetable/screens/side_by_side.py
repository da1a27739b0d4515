"""How a table of answers is looked at on a screen, and the files in which it is taken away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from tourdetable.formats import paper_document, spreadsheet
from tourdetable.formats.side_by_side import (
    side_by_side_docx,
    side_by_side_json,
    side_by_side_pdf,
    side_by_side_xlsx,
)
from tourdetable.kernel.order import sort_key
from tourdetable.notes.enums import Audience, RowsBy
from tourdetable.parties.models import Party
from tourdetable.parties.queries import organisations_with_members, seats_in_organisations
from tourdetable.processes.enums import ProcessKind
from tourdetable.processes.models import Process
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.given import given
from tourdetable.screens.paging import page_number
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import Asked, View
from tourdetable.sheets.side_by_side_building import side_by_side_sheet
from tourdetable.sheets.side_by_side_narrowing import Narrowing

FILES: dict[str, tuple[Callable[[SideBySideSheet], bytes], str]] = {
    "answers.xlsx": (side_by_side_xlsx, spreadsheet.MEDIA_TYPE),
    "answers.docx": (side_by_side_docx, paper_document.MEDIA_TYPE),
    "answers.pdf": (side_by_side_pdf, "application/pdf"),
    "answers.json": (side_by_side_json, "application/json"),
}
"""The table in other forms, each made of the same sheet."""


class ViewForm(forms.Form):
    """How the table is looked at, in its address; what makes no sense asks nothing. What it offers
    hints at nobody who was asked: the regions of all processes, and all organisations with members.
    Two queries, and another one where an organisation is asked for.
    """

    rows = forms.ChoiceField(choices=labels(RowsBy), required=False, label=message("Rows"))
    kind = forms.ChoiceField(
        choices=labels(ProcessKind, message("all")),
        required=False,
        label=message("Kind of process"),
    )
    region = forms.ChoiceField(required=False, label=message("Region of the process"))
    organisation = forms.ChoiceField(
        required=False, label=message("Member, on the day of the meeting, of")
    )
    full = forms.BooleanField(required=False, label=message("Answers in full"))

    def __init__(self, data: Any, asked: Asked) -> None:
        super().__init__(data)
        self.asked = asked
        told, language = telling(), page_language()
        offered = {"region": self._regions(), "organisation": self._organisations(language)}
        for name, choices in offered.items():
            choices.sort(key=lambda choice: sort_key(choice[1], language))
            field = self.fields[name]
            field.choices = [("", told.translations.gettext("all")), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def _regions(self) -> list[tuple[str, str]]:
        known = {name for process in self.processes() for name in process.regions}
        return [(name, telling().region(name)) for name in known]

    def _organisations(self, language: str) -> list[tuple[str, str]]:
        reader = Reader(language)
        return [(one.code, reader.party(one).name.text) for one in self.organisations]

    def processes(self) -> Iterable[Process]:
        """Those whose regions are offered."""
        return Process.objects.all()

    @cached_property
    def organisations(self) -> Sequence[Party]:
        """Those that are offered."""
        return list(organisations_with_members())

    @property
    def view(self) -> View:
        self.full_clean()
        asked = self.cleaned_data
        return View(
            audience=self.read_as,
            rows_by=RowsBy(asked.get("rows") or RowsBy.RESPONDENT),
            narrowing=Narrowing(
                ProcessKind(asked["kind"]) if asked.get("kind") else None,
                asked.get("region", ""),
                *self._members(asked.get("organisation", "")),
            ),
            is_full=bool(asked.get("full")),
            page=page_number(self.data.get("page", "")),
        )

    @property
    def read_as(self) -> Audience:
        """Once the form is cleaned. Participants cannot choose another one."""
        return Audience.PARTICIPANTS

    def _members(self, code: str) -> tuple[Party | None, frozenset[int]]:
        """The organisation, and whoever may have sat in it as far as its sources can tell."""
        chosen = next((one for one in self.organisations if one.code == code), None)
        if chosen is None:
            return None, frozenset()
        seats = seats_in_organisations(self.asked.questionnaire.meeting.start, chosen)
        return chosen, frozenset(seat.party.pk for seat in seats.get(code, ()))

    @property
    def query(self) -> str:
        """What is asked for, as it stands in the address before the number of a page."""
        asked = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return f"{urlencode(asked)}&" if asked else ""


def table_of(request: Asking, form: ViewForm) -> SideBySideSheet:
    """The table as it stands; whoever asks may read it as the audience of the form."""
    return side_by_side_sheet(form.asked, form.view, Reader(request.language))


def file_of(request: Asking, form: ViewForm, name: str, page: str) -> HttpResponse:
    """The whole table in another form, in the language of the address; `page` is where the table
    stands.
    """
    write, kind = FILES[name]
    view = replace(form.view, is_full=True, page=None)
    made = write(side_by_side_sheet(form.asked, view, Reader(request.language)))
    if not made:
        messages.error(request, message("This machine has no font for a language of this table."))
        return redirect(f"{page}?{request.GET.urlencode()}")
    told = f"{form.asked.questionnaire}-{request.language}-{view.audience}-{name}"
    return given(made, kind, told)
