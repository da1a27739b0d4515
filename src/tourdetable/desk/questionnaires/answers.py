"""Submitted answers side by side: the table, two of them closely, one respondent over the years."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.questionnaires.pages import SECTION, the_note, the_questionnaire
from tourdetable.notes.enums import Audience
from tourdetable.notes.queries.submitted import (
    across_series,
    mandates_of,
    questions_of,
)
from tourdetable.parties.models import Party
from tourdetable.parties.queries import organisations_with_members
from tourdetable.processes.models import Process
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import labels
from tourdetable.screens.paging import page_number
from tourdetable.screens.side_by_side import ViewForm, file_of, table_of
from tourdetable.screens.words import message
from tourdetable.sheets.across_series import across_series_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import View, as_it_stands
from tourdetable.sheets.side_by_side_building import respondents, side_by_side_sheet


class AudienceForm(ViewForm):
    """The secretariat reads the table as any audience would. It is offered what fits those who were
    asked; one query.
    """

    audience = forms.ChoiceField(
        choices=labels(Audience), required=False, label=message("As it is read by")
    )
    field_order = ("audience",)

    @property
    def read_as(self) -> Audience:
        return Audience(self.cleaned_data.get("audience") or Audience.SECRETARIAT)

    def processes(self) -> list[Process]:
        return [note.process for note in self.asked.notes if note.process]

    @cached_property
    def organisations(self) -> list[Party]:
        return list(organisations_with_members({note.party_id for note in self.asked.notes}))


def _looked_at(request: Asking, slug: str) -> AudienceForm:
    return AudienceForm(request.GET, as_it_stands(the_questionnaire(request, slug)))


@for_officers
def table(request: Asking, slug: str) -> HttpResponse:
    """Respondent by question, as one audience reads it."""
    form = _looked_at(request, slug)
    more: dict[str, Any] = {"section": SECTION, "narrow": form}
    return show(request, "desk/side_by_side.html", table_of(request, form), **more)


@for_officers
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole table in another form, for the audience of the address."""
    return file_of(request, _looked_at(request, slug), name, reverse("desk:answers", args=[slug]))


@for_officers
def closely(request: Asking, slug: str) -> HttpResponse:
    """Two respondents in two columns, question by question."""
    asked, reader = as_it_stands(the_questionnaire(request, slug)), Reader(request.language)
    known = {note.pk: note for note in asked.notes}
    chosen = [page_number(request.GET.get(name) or "0") for name in ("left", "right")]
    notes = [known[key] for key in dict.fromkeys(chosen) if key in known]
    view = View(Audience.SECRETARIAT, is_full=True, page=None)
    sheet = side_by_side_sheet(replace(asked, notes=notes), view, reader)
    rows = {row.key: row for row in sheet.rows}
    pair, offered = [rows[note.pk] for note in notes], respondents(asked, reader)
    return show(
        request, "desk/closely.html", sheet, section=SECTION, pair=pair, respondents=offered
    )


@for_officers
def series(request: Asking, key: int) -> HttpResponse:
    """One respondent's answers across the meetings of the series, with the offices of each time."""
    note = the_note(request, key)
    found = list(across_series(note, request.actor, request.moment))
    sheet = across_series_sheet(
        note, found, questions_of(found), mandates_of(note.process), Reader(request.language)
    )
    return show(request, "desk/across_series.html", sheet, section=SECTION)
