"""What is asked of who keeps the invitation list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from tourdetable.invitations.enums import Office
from tourdetable.invitations.models import Invitation, InvitationRule
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import OrganisationKind
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process
from tourdetable.screens.choices import labels
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

NOWHERE = ("", "—")


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class LinesForm(ActionForm):
    """Which of the lines that follow are taken."""

    line = forms.MultipleChoiceField(
        required=False, label=message("Lines to invite"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # a choice field


class OfficesForm(ActionForm):
    """Which offices of which processes; `office` holds `process/office`, `fitting` those that are
    left to the hosts.
    """

    office = forms.MultipleChoiceField(required=False)
    fitting = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, processes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [f"{slug}/{office.value}" for slug in processes for office in Office]
        for field in ("office", "fitting"):
            self.fields[field].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # a choice field

    def rules(self, meeting: Meeting, processes: dict[str, Process]) -> list[InvitationRule]:
        """The rules as chosen, in the order of the grid."""
        fitting = set(self.cleaned_data["fitting"])
        chosen = list(dict.fromkeys((*self.cleaned_data["office"], *sorted(fitting))))
        return [
            InvitationRule(
                meeting=meeting,
                process=processes[name.split("/")[0]],
                office=name.split("/")[1],
                where_fitting=name in fitting,
                position=position,
            )
            for position, name in enumerate(chosen)
        ]


class KindsForm(ActionForm):
    kind = forms.MultipleChoiceField(
        required=False,
        choices=labels(OrganisationKind),
        label=message("Organisations of these kinds"),
        widget=forms.CheckboxSelectMultiple,
    )


class ByHandForm(ActionForm):
    party = forms.ChoiceField(label=message("Party"))
    process = forms.ChoiceField(
        required=False,
        label=message("For which process"),
        help_text=message("Empty where the party is asked for itself."),
    )
    reason = forms.CharField(
        label=message("Reason"),
        help_text=message("It is kept in the journal and shown on the list."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        parties: dict[str, Party],
        processes: dict[str, Process],
        reader: Reader,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.processes = parties, processes
        lines = reader.parties(parties.values())
        links = map(reader.process, processes.values())
        named = sorted(links, key=lambda link: sort_key(link.name.text, reader.language))
        self.fields["party"].choices = [NOWHERE, *((ln.code, ln.name.text) for ln in lines)]  # type: ignore[attr-defined]  # a choice field
        self.fields["process"].choices = [NOWHERE, *((n.slug, n.name.text) for n in named)]  # type: ignore[attr-defined]  # the same

    @property
    def line(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        process = self.processes.get(self.values["process"])
        party = self.parties[self.values["party"]]
        return {"party": party, "process": process, "reason": self.values["reason"]}


class ReasonForm(ActionForm):
    reason = forms.CharField(
        label=message("Reason"),
        help_text=message("It is kept in the journal and shown on the list."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoubtForm(ActionForm):
    reason = forms.CharField(
        label=message("What settles the doubt"), widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        max_length=500,
        label=message("Where that can be read"),
        help_text=message("An address, or a letter with its date."),
    )


class AddressForm(ActionForm):
    addressee = forms.CharField(
        required=False,
        max_length=300,
        label=message("Addressee"),
        help_text=message("A person or an office, as it stands at the head of the letter."),
    )
    mail = forms.EmailField(required=False, max_length=254, label=message("E-mail address"))
    language = forms.ChoiceField(label=message("Language of the letter"))

    def __init__(self, *args: Any, languages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def filled(row: Invitation, language: str) -> dict[str, str]:
        return {
            "addressee": row.addressee,
            "mail": row.mail,
            "language": row.language or language,
            "seen": state_of(row),
        }
