"""What is asked of who brings a list of people."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tourdetable.intake.enums import Column
from tourdetable.intake.people.encodings import ENCODINGS
from tourdetable.intake.people.reading import NO_PARTY, PeopleList
from tourdetable.invitations.queries.listed import NEW, OUT, SAME, Verdict
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.models import Upload
from tourdetable.kernel.rows import state_of
from tourdetable.screens.choices import labels, telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

UNDECIDED = message("not decided yet: waits")
SOMEBODY_NEW = message("somebody new")
LEAVE_OUT = message("leave out")


class PageForm(forms.Form):
    """Which lines are looked at: those of one prospect, or all, and which page of them."""

    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    prospect = forms.ChoiceField(required=False, choices=Prospect.choices)

    @property
    def number(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("page") or 1)

    @property
    def shown(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("prospect") or "")


class ReadingForm(ActionForm):
    """How a list is to be read and who its people are; of the lines, those on the page."""

    def __init__(
        self,
        *args: Any,
        upload: Upload,
        people: PeopleList | None,
        verdicts: Sequence[Verdict],
        reader: Reader,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"seen": state_of(upload)}, **kwargs)
        self.upload, self.people, self.verdicts = upload, people, verdicts
        self.reader = reader
        self._add_reading()
        if people:
            self._add_columns(people)
            self._add_parties(people)
            self._add_lines()

    def _choose(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], value: str, **told: Any
    ) -> None:
        self.fields[name] = forms.ChoiceField(
            required=False, label=label, choices=choices, initial=value, **told
        )

    def _add_reading(self) -> None:
        said = self.upload.said
        grid = self.people.grid if self.people else None
        if grid is None or grid.encoding:
            now = said.get("encoding") or (grid.encoding if grid else "")
            known = [("", "—")] if grid is None else []
            self._choose("encoding", message("Encoding"), [*known, *ENCODINGS.items()], now)
        if grid and len(grid.pages) > 1:
            pages = [(name, name) for name in grid.pages]
            self._choose("page", message("Page of the workbook"), pages, grid.page)

    def _add_columns(self, people: PeopleList) -> None:
        self.fields["has_header"] = forms.BooleanField(
            required=False,
            label=message("The first row names the columns"),
            initial=people.layout.has_header,
        )
        kinds = labels(Column)()
        for place, column in enumerate(people.layout.columns):
            self._choose(f"column-{place}", message("Column"), kinds, column.value)

    def _add_parties(self, people: PeopleList) -> None:
        words = telling().translations.gettext
        from_list = self.upload.said.get("parties", {})
        for place, name in enumerate(people.unmatched):
            near = [(code, self._party(code)) for code in name.near]
            none = [("", words(message("no party: kept as the unit")))]
            value = from_list.get(name.text, "")
            self._choose(
                f"party-{place}", name.text, [*none, *near], "" if value == NO_PARTY else value
            )

    def _party(self, code: str) -> str:
        line = self.reader.party_lines.get(code)
        return line.name.text if line else code

    def _add_lines(self) -> None:
        words = telling().translations.gettext
        first, new = ("", words(UNDECIDED)), (NEW, words(SOMEBODY_NEW))
        out, said = (OUT, words(LEAVE_OUT)), self.upload.said
        same = (SAME, words(message("the one who is proposed first")))
        self._choose(
            "otherwise",
            message("All others who may be there already"),
            [first, same, new, out],
            said.get("otherwise", ""),
        )
        for verdict in self.verdicts:
            if verdict.likes:
                number = verdict.person.number
                likes = [(one.ref, one.name) for one in verdict.likes]
                answer = said.get("lines", {}).get(str(number), "")
                name = verdict.person.name
                self._choose(f"line-{number}", name, [first, *likes, new, out], answer)

    def said(self) -> dict[str, object]:
        """All that was said so far with what this form says, once it holds."""
        typed, before = self.values, self.upload.said
        found: dict[str, object] = {
            name: typed[name] for name in ("encoding", "page", "otherwise") if typed.get(name)
        }
        parties, lines = dict(before.get("parties", {})), dict(before.get("lines", {}))
        if self.people:
            width = len(self.people.layout.columns)
            found["columns"] = [typed[f"column-{place}"] for place in range(width)]
            found["has_header"] = typed["has_header"]
            for place, party in enumerate(self.people.unmatched):
                parties[party.text] = typed[f"party-{place}"]
        for name, answer in typed.items():
            if name.startswith("line-"):
                lines[name.removeprefix("line-")] = answer
        found["parties"] = {name: code for name, code in parties.items() if code}
        found["lines"] = {number: answer for number, answer in lines.items() if answer}
        return found


class StepForm(ActionForm):
    """Nothing but the deliberate step."""
