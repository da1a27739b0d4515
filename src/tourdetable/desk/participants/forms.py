"""What is asked of who keeps the list of participants."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model

from tourdetable.invitations.enums import Category, Function, Showing
from tourdetable.invitations.models import Participant
from tourdetable.kernel.rows import state_of
from tourdetable.parties.models import Party, Person
from tourdetable.screens.choices import labels, telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

NOBODY = ("", "—")
SOMEBODY_NEW = message("somebody new")
CALLED = ("honorific", "name", "mail")


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class PageForm(forms.Form):
    """Which page of the list is asked for; a number that is none asks for the first."""

    page = forms.IntegerField(min_value=1, max_value=1_000_000)

    @property
    def number(self) -> int:
        return int(self.cleaned_data["page"]) if self.is_valid() else 1


class AcceptForm(ActionForm):
    """Which of the people who might be meant it is; `persons` are those who are proposed."""

    person = forms.ChoiceField(
        required=False,
        label=message("This person is"),
        help_text=message("People with the same name or address are proposed, never joined."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, persons: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = telling().translations.gettext(SOMEBODY_NEW)
        self.persons = {str(person.pk): person for person in persons}
        known = [(key, f"{p.name} · {p.mail or p.slug}") for key, p in self.persons.items()]
        self.fields["person"].choices = [("", new), *known]  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> Person | None:
        return self.persons.get(self.values["person"]) if self.is_valid() else None


class QueryForm(ActionForm):
    question = forms.CharField(
        max_length=4000,
        label=message("Question"),
        help_text=message("The party reads it beside the nomination and can correct it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class LineForm(ActionForm):
    """A line of the list."""

    post = forms.CharField(required=False, max_length=300, label=message("Post"))
    unit = forms.CharField(required=False, max_length=300, label=message("Ministry or unit"))
    function = forms.ChoiceField(choices=labels(Function), label=message("Function"))
    category = forms.ChoiceField(choices=labels(Category), label=message("Category"))

    @staticmethod
    def filled(row: Model) -> dict[str, object]:
        """A participant as the fields show it."""
        names = ("post", "unit", "function", "category")
        return {**{name: getattr(row, name) for name in names}, "seen": state_of(row)}


class AddForm(LineForm):
    """Somebody whom no party has named."""

    party = forms.ChoiceField(required=False, label=message("Party"))
    honorific = forms.CharField(required=False, max_length=60, label=message("Honorific"))
    name = forms.CharField(max_length=300, label=message("Name"))
    mail = forms.EmailField(required=False, max_length=254, label=message("E-mail address"))
    field_order = ("honorific", "name", "mail", "party", "post", "unit", "function", "category")

    def __init__(
        self, *args: Any, parties: dict[str, Party], reader: Reader, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        lines = reader.parties(parties.values())
        self.fields["party"].choices = [NOBODY, *((ln.code, ln.name.text) for ln in lines)]  # type: ignore[attr-defined]  # a choice field

    @property
    def line(self) -> dict[str, Any]:
        """What was typed, as the action takes it: the person, and the place on the list."""
        values = self.values
        called = {name: values.pop(name) for name in CALLED}
        party = self.parties.get(values.pop("party"))
        return {"called": called, "typed": {**values, "party": party}}


class ShowingForm(ActionForm):
    showing = forms.ChoiceField(choices=labels(Showing), label=message("Shown publicly"))
    source = forms.CharField(
        required=False,
        max_length=300,
        label=message("Where the consent can be read"),
        help_text=message("A letter or a form, with its date; for consent alone."),
    )

    @staticmethod
    def filled(row: Model) -> dict[str, object]:
        """A participant as the fields show it."""
        assert isinstance(row, Participant)  # noqa: S101 - narrows for the type checker
        source = row.consent_source
        return {"showing": row.showing, "source": source, "seen": state_of(row)}


class CategoryForm(ActionForm):
    category = forms.ChoiceField(choices=labels(Category), label=message("Category"))
    showing = forms.ChoiceField(
        choices=labels((Showing.NOT_SHOWN, Showing.OFFICIAL_CAPACITY)),
        label=message("Shown publicly"),
        help_text=message("Who has consented is left as it is: consent is each person's own."),
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        values = self.values
        return {"category": Category(values["category"]), "showing": Showing(values["showing"])}
