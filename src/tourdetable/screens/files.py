"""A file that somebody brings, to be looked at before anything is saved."""

from typing import Any, ClassVar

from django import forms

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
