"""Forms that act: what was typed is kept, a form acts once, two who edit see each other.

Labels and help are message ids, said in the page's language by the templates.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import ChangedMeanwhileError, state_of
from tourdetable.kernel.storable import is_storable, unstorable_character
from tourdetable.kernel.wording import Wording


class ScreenForm(forms.Form):
    """A form as the pages show it. `refusal` is a sentence for the whole form; `theirs` holds, by
    field, what somebody else has saved in between.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.refusal: SentenceError | None = None
        self.theirs: Mapping[str, object] = {}

    def full_clean(self) -> None:
        """Refuse a text that cannot be stored before any field looks it up (decision 36)."""
        unstorable = self._first_unstorable() if self.is_bound else None
        if unstorable is None:
            super().full_clean()
            return
        self._errors, self.cleaned_data = ErrorDict(), {}
        field = unstorable if unstorable in self.fields else None
        self.add_error(field, unstorable_character().message)

    def _first_unstorable(self) -> str | None:
        """Name of the first value or uploaded file name that holds such a character."""
        for name, values in (*_lists(self.data), *_lists(self.files)):
            texts = (getattr(value, "name", value) for value in values)
            if not all(is_storable(str(text)) for text in (name, *texts)):
                return name
        return None

    def shown_fields(self) -> list[forms.BoundField]:
        return self.visible_fields()


class ActionForm(ScreenForm):
    """A form for one action. `form` is its number, by which it acts once however often it is
    sent; `seen` is the state of the row that it was filled from.
    """

    form = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def number(self) -> str:
        return str(self.cleaned_data["form"])

    @property
    def sent_number(self) -> str:
        """The number with which an invalid form came, empty where it has none."""
        return str(self.cleaned_data.get("form") or "") if self.is_bound else ""

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field, without the form's own two."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("form", "seen")}

    @property
    def state_seen(self) -> str:
        """The state in which the row was shown."""
        return str(self.cleaned_data["seen"])

    def refuse(self, error: SentenceError) -> None:
        """Keep what was typed and say why nothing was saved."""
        self.refusal = error

    def show_theirs(
        self, error: ChangedMeanwhileError, told: Callable[[Model], Mapping[str, object]]
    ) -> None:
        """Show what stands now beside what was typed; saved again, what was typed wins knowingly.

        `told` gives the row as this form's fields show it.
        """
        self.refuse(error)
        now = told(error.stored)
        self.theirs = {
            name: told_by(self.fields[name], value)
            for name, value in now.items()
            if name in self.fields and value != self.cleaned_data.get(name)
        }
        kept = QueryDict(mutable=True)
        kept.update(self.data)
        kept["seen"] = state_of(error.stored)
        self.data = kept


def _lists(data: Mapping[str, Any]) -> Iterable[tuple[str, Iterable[object]]]:
    """Names with all their values, of a QueryDict or of a plain mapping."""
    if isinstance(data, MultiValueDict):
        return data.lists()
    return ((name, (value,)) for name, value in data.items())


def told_by(field: forms.Field, value: object) -> str:
    """A value of a field as people read it: choices by their labels, things by their
    names, a wording in its languages.
    """
    if isinstance(value, Wording):
        return "\n".join(f"{tag}: {version.text}" for tag, version in value.versions.items()) or "–"
    if isinstance(value, tuple | list):
        return ", ".join(told_by(field, one) for one in value) or "–"
    if value in (None, ""):
        return "–"
    named = {**dict(getattr(field, "choices", ())), **getattr(field, "shown", {})}
    return str(named.get(str(value), value))
