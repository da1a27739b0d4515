"""A file that somebody brings, to be looked at before anything is saved."""

from typing import Any, ClassVar

from django import forms

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import prepare
from tourdetable.kernel.media.traces import Cleaning, Traces, TracesFoundError
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.screens.choices import telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message

LARGEST = 5_000_000
"""Bytes; what is read of a file has the same limit."""


class FileForm(ActionForm):
    """Any file of at most `largest` bytes; what is in it is for those who read it."""

    largest: ClassVar[int] = LARGEST
    too_large: ClassVar[str] = message("The file is larger than 5 MB; make it smaller.")

    file = forms.FileField(
        label=message("File"),
        help_text=message("Nothing is saved before you have seen what it would bring."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prepare()

    def clean_file(self) -> Any:
        """Raises ValidationError before a file that is too large is read."""
        file = self.cleaned_data["file"]
        if file.size > self.largest:
            raise forms.ValidationError(self.too_large)
        return file

    @property
    def brought(self) -> dict[str, Any]:
        """What the action takes, once the form holds."""
        file = self.cleaned_data["file"]
        return {"name": file.name or "", "content": file.read()}


_WAYS = {
    Cleaning.ACCEPT: message("As if all changes were accepted, without the rest"),
    Cleaning.REJECT: message("As if all changes were rejected, without the rest"),
    Cleaning.REMOVE: message("Without what readers would not see"),
}


def _ways(traces: Traces | None = None) -> list[tuple[str, str]]:
    """The decisions that there are about traces, in the language of the page; all without them."""
    tracked = (Cleaning.ACCEPT, Cleaning.REJECT)
    of_traces = tracked if traces and traces.has_changes else (Cleaning.REMOVE,)
    said = telling().translations.gettext
    return [(way.value, said(_WAYS[way])) for way in (Cleaning if traces is None else of_traces)]


class KeptFileForm(FileForm):
    """A file that is kept. Where it holds what its readers would not see, whoever brings it is
    asked how it is to be cleaned, and chooses the file again: nothing of it is kept before that.
    """

    cleaning = forms.ChoiceField(
        required=False,
        label=message("How it is kept"),
        help_text=message("Choose the same file again, too: nothing of it was kept."),
        widget=forms.RadioSelect,
        choices=_ways,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traces: Traces | None = None

    def refuse(self, error: SentenceError) -> None:
        """Ask for a decision where the refusal is about one."""
        super().refuse(error)
        if isinstance(error, TracesFoundError):
            self.traces = error.traces
            self.fields["cleaning"].required = True
            self.fields["cleaning"].choices = _ways(error.traces)  # type: ignore[attr-defined]  # a choice field

    def shown_fields(self) -> list[forms.BoundField]:
        fields = super().shown_fields()
        return [one for one in fields if one.name != "cleaning" or self.traces is not None]

    @property
    def decision(self) -> Cleaning | None:
        """What was decided, once the form holds."""
        chosen = self.cleaned_data["cleaning"]
        return Cleaning(chosen) if chosen else None


def is_refused(form: ActionForm, arrival: Arrival) -> bool:
    """Is a document none that can be kept? Then the form says why. Asked before an action begins:
    it may take seconds, and while an action runs nobody else can write.
    """
    try:
        _ = arrival.recognised
    except SentenceError as refusal:
        form.refuse(refusal)
        return True
    return False
