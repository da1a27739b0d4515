"""What would be read more widely than before is asked about before it is done."""

from typing import Any

from django import forms
from django.http import QueryDict

from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.queries.attributions import LoosenedError
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


class LooseningForm(ActionForm):
    """A form that could let something be read more widely. The box that confirms it stands on the
    page only once the action has said what would be read by whom, and confirms just that: where it
    is something else by the time the form comes, it is asked again.
    """

    loosens = forms.BooleanField(
        required=False, label=message("Yes, it may be read as widely as that")
    )

    loosened = forms.CharField(required=False, widget=forms.HiddenInput)

    def refuse(self, error: SentenceError) -> None:
        """Leave the box open for what is told now, whatever was confirmed before."""
        super().refuse(error)
        if isinstance(error, LoosenedError):
            kept = QueryDict(mutable=True)
            kept.update(self.data)
            kept["loosened"] = error.confirms
            kept.pop("loosens", None)
            self.data = kept

    @property
    def asks_to_confirm(self) -> bool:
        return isinstance(self.refusal, LoosenedError) or bool(self.data.get("loosens"))

    def shown_fields(self) -> list[forms.BoundField]:
        return [
            bound
            for bound in super().shown_fields()
            if bound.name != "loosens" or self.asks_to_confirm
        ]

    @property
    def values(self) -> dict[str, Any]:
        typed = super().values
        told = str(typed.pop("loosened", ""))
        return {**typed, "loosens": told if typed.get("loosens") else ""}
