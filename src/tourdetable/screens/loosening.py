"""What would be read more widely than before is asked about before it is done."""

from typing import Any

from django import forms

from tourdetable.notes.queries.attributions import LoosenedError
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


class LooseningForm(ActionForm):
    """A form that could let something be read more widely. The box that confirms it stands on the
    page only once the action has said what would be read by whom.
    """

    loosens = forms.BooleanField(
        required=False, label=message("Yes, it may be read as widely as that")
    )

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
        return {**super().values, "loosens": bool(self.cleaned_data.get("loosens"))}
