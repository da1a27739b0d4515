"""What a party is asked."""

from typing import Any

from django import forms
from django.db.models import Model

from tourdetable.invitations.enums import NAMED_BY_PARTIES, Function
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.zones import zone_names
from tourdetable.screens.choices import labels
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.widgets import LongSelect
from tourdetable.screens.words import message

NAMED = ("honorific", "name", "post", "unit", "mail", "function", "consents")


class AnswerForm(ActionForm):
    remark = forms.CharField(
        required=False,
        max_length=4000,
        label=message("Remark"),
        help_text=message("The secretariat reads it beside your answer."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class NominationForm(ActionForm):
    honorific = forms.CharField(
        required=False,
        max_length=60,
        label=message("Honorific"),
        help_text=message("Such as H.E., Dr or Ms; it stands before the name."),
    )
    name = forms.CharField(
        max_length=300,
        label=message("Name"),
        help_text=message("As it is to stand on the list of participants and on the badge."),
    )
    post = forms.CharField(required=False, max_length=300, label=message("Post"))
    unit = forms.CharField(required=False, max_length=300, label=message("Ministry or unit"))
    mail = forms.EmailField(
        required=False,
        max_length=254,
        label=message("E-mail address"),
        help_text=message("Only the secretariat sees it."),
    )
    function = forms.ChoiceField(
        label=message("Function"), choices=labels(NAMED_BY_PARTIES), initial=Function.DELEGATE
    )
    consents = forms.BooleanField(
        required=False,
        label=message("This person agrees to be named in the public list of participants"),
        help_text=message("Left open, the name stays with the secretariat and the delegation."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("honorific", "name", "post", "unit"):
            self.fields[name].widget.attrs["dir"] = "auto"

    @staticmethod
    def filled(row: Model) -> dict[str, object]:
        """A nomination as the fields show it."""
        return {**{name: getattr(row, name) for name in NAMED}, "seen": state_of(row)}


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class ZoneForm(forms.Form):
    """In which zone the reader wants to see the hours; sent as a question, it changes nothing."""

    zone = forms.ChoiceField(
        required=False, label=message("Hours also as they are in"), widget=LongSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((name, name.replace("_", " ")) for name in zone_names())
        self.fields["zone"].choices = [("", "—"), *named]  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data["zone"]) if self.is_valid() else ""
