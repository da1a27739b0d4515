"""A file that somebody brings, to be looked at before anything is saved."""

from typing import Any, ClassVar

from django import forms

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import prepare
from tourdetable.library.rules.arrivals import Arrival
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
