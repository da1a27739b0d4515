"""What is asked of who keeps a process."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, TextChoices

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import state_of
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Person
from tourdetable.processes.enums import MandateStyle, MembershipKind, SecretariatKind
from tourdetable.processes.models import FocalPoint, Mandate, Membership
from tourdetable.processes.queries.terms import check_hand_over
from tourdetable.screens.choices import labels, page_language
from tourdetable.screens.fields import PartialDateTyped, PartyTyped, WordingTyped
from tourdetable.screens.sourcing import SourcedForm
from tourdetable.screens.words import message

OFFICES: tuple[TextChoices, ...] = (*MandateStyle, *SecretariatKind)
SINCE_HELP = message("A day, a month or the year alone. Empty where it is not known.")


class TermForm(SourcedForm):
    """From when until when something holds, and what is to be said of it."""

    since = PartialDateTyped(required=False, label=message("Since"), help_text=SINCE_HELP)
    until = PartialDateTyped(required=False, label=message("Until"))
    note = WordingTyped(required=False, lines=2, longest=1000, label=message("Remark"))

    def __init__(self, *args: Any, row: Membership | Mandate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note: Any = self.fields["note"]
        note.offer([page_language()], row.note if row else None)

    @staticmethod
    def filled(row: Any) -> dict[str, Any]:
        assert isinstance(row, Membership | Mandate)  # noqa: S101 - the row of the form that asks
        return {"since": row.since, "until": row.until, "note": row.note}


class SeatForm(TermForm):
    """The facts of a seat that is on record."""

    field_order = (*SourcedForm.base_fields, "kind", "since", "until", "is_uncertain", "note")

    kind = forms.ChoiceField(choices=labels(MembershipKind), label=message("Seat"))
    is_uncertain = forms.BooleanField(
        required=False,
        label=message("The sources leave it uncertain whether the party sits there"),
    )

    @staticmethod
    def filled(row: Any) -> dict[str, Any]:
        is_uncertain = row.evidence == SeatEvidence.UNCERTAIN
        return {**TermForm.filled(row), "kind": row.kind, "is_uncertain": is_uncertain}


class NewSeatForm(SeatForm):
    party = PartyTyped(label=message("Party"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["party"])


class OfficeForm(TermForm):
    """The facts of an office that is on record."""

    until = PartialDateTyped(
        required=False,
        label=message("Until"),
        help_text=message("Empty where no end is known: still in office, or not found."),
    )


def _office(value: str) -> TextChoices:
    return next(office for office in OFFICES if office.value == value)


class NewOfficeForm(OfficeForm):
    office = forms.TypedChoiceField(
        choices=labels(OFFICES),
        coerce=_office,
        label=message("Office"),
        help_text=message("By the name that the process itself gives to it."),
    )
    party = PartyTyped(
        required=False,
        label=message("Held by"),
        help_text=message("Nobody, where there is no official secretariat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["office", "party"])


class PersonTyped(forms.CharField):
    """A person who is known, by mail address, short name, or a name that nobody shares."""

    def clean(self, value: Any) -> Person:
        """Raises ValidationError for a name that is nobody's or several people's."""
        text = super().clean(value).strip()
        named = Q(slug__iexact=text) | Q(mail__iexact=text)
        found = list(Person.objects.filter(named)[:2])
        found = found or list(Person.objects.filter(name__iexact=text)[:2])
        if len(found) == 1:
            return found[0]
        many = message("Several people have this name; type the mail address of the one you mean.")
        none = message("Nobody of this name is known. Record the person first.")
        raise ValidationError(many if found else none)


class PointForm(SourcedForm):
    """The facts of a focal point that is on record."""

    is_alternate = forms.BooleanField(required=False, label=message("As the alternate"))
    since = PartialDateTyped(required=False, label=message("Since"), help_text=SINCE_HELP)
    until = PartialDateTyped(required=False, label=message("Until"))

    def __init__(self, *args: Any, row: FocalPoint | None = None, **kwargs: Any) -> None:  # noqa: ARG002 - as the forms of other facts
        super().__init__(*args, **kwargs)

    @staticmethod
    def filled(row: Any) -> dict[str, Any]:
        assert isinstance(row, FocalPoint)  # noqa: S101 - the row of the form that asks
        return {"is_alternate": row.is_alternate, "since": row.since, "until": row.until}


class NewPointForm(SourcedForm):
    party = PartyTyped(label=message("Party"))
    person = PersonTyped(
        max_length=300,
        label=message("Person"),
        help_text=message("Name or mail address of somebody who is among the persons."),
    )
    is_alternate = forms.BooleanField(required=False, label=message("As the alternate"))
    since = PartialDateTyped(
        label=message("Since"),
        help_text=message("From the day that is sure, this person can act for the party."),
    )


class StrikeForm(SourcedForm):
    """On which page it rests that this was never so."""


class HandOverForm(SourcedForm):
    """Who hands over to whom, and when; `confirmed` once somebody has read what that does."""

    mandate = forms.TypedChoiceField(coerce=int, label=message("Who hands over"))
    party = PartyTyped(label=message("To whom"))
    on = PartialDateTyped(
        label=message("Date of the handover"),
        help_text=message("A day, a month or the year alone."),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Mandate],
        holders: Iterable[Mandate],
        named: Callable[[Mandate], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.holders = {row.pk: row for row in holders}
        field: Any = self.fields["mandate"]
        field.choices = [(key, named(row)) for key, row in self.holders.items()]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        chosen = self.holders.get(typed.get("mandate", 0))
        if chosen and typed.get("party") and typed.get("on"):
            try:
                check_hand_over(self.rows, chosen, typed["party"], typed["on"])
            except SentenceError as error:
                self.refuse(error)
        return typed

    @property
    def mandate_meant(self) -> Mandate:
        """Once the form holds."""
        return self.holders[self.values["mandate"]]

    @property
    def handing(self) -> dict[str, Any]:
        """What was typed, as the action takes it; nothing while the form does not hold."""
        if not self.is_valid() or self.refusal:
            return {}
        typed = self.facts
        return {name: typed[name] for name in ("party", "on", "source")}


def seen(row: Membership | Mandate | FocalPoint) -> dict[str, str]:
    return {"seen": state_of(row)}
