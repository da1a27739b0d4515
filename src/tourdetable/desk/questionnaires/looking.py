"""How a table of answers is looked at, as its address says it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.http import urlencode

from tourdetable.desk.questionnaires.board import page_number
from tourdetable.kernel.order import sort_key
from tourdetable.notes.enums import Audience, RowsBy
from tourdetable.parties.models import Party
from tourdetable.parties.queries import organisations_of, seats_in_organisations
from tourdetable.processes.enums import ProcessKind
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import Asked, View
from tourdetable.sheets.side_by_side_narrowing import Narrowing


class ViewForm(forms.Form):
    """How the table is looked at, in its address; what makes no sense asks nothing. It offers the
    regions of the processes that were asked, and the organisations of the parties; one query, and
    another one where an organisation is asked for.
    """

    audience = forms.ChoiceField(
        choices=labels(Audience), required=False, label=message("As it is read by")
    )
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
        known = {name for note in self.asked.notes if note.process for name in note.process.regions}
        return [(name, telling().region(name)) for name in known]

    def _organisations(self, language: str) -> list[tuple[str, str]]:
        reader = Reader(language)
        return [(one.code, reader.party(one).name.text) for one in self.organisations]

    @cached_property
    def organisations(self) -> Sequence[Party]:
        return list(organisations_of({note.party_id for note in self.asked.notes}))

    @property
    def view(self) -> View:
        self.full_clean()
        asked = self.cleaned_data
        return View(
            audience=Audience(asked.get("audience") or Audience.SECRETARIAT),
            rows_by=RowsBy(asked.get("rows") or RowsBy.RESPONDENT),
            narrowing=Narrowing(
                ProcessKind(asked["kind"]) if asked.get("kind") else None,
                asked.get("region", ""),
                *self._members(asked.get("organisation", "")),
            ),
            is_full=bool(asked.get("full")),
            page=page_number(self.data.get("page", "")),
        )

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
