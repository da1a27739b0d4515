"""What is asked of who writes and approves letters."""

from collections.abc import Iterable
from typing import Any

from django import forms

from tourdetable.letters.models import Letter
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class TextForm(ActionForm):
    addressee = forms.CharField(required=False, max_length=300, label=message("Addressee"))
    mail = forms.EmailField(max_length=254, label=message("E-mail address"))
    subject = forms.CharField(max_length=300, label=message("Subject"))
    text = forms.CharField(
        label=message("Text"),
        help_text=message("The address of the reply will stand in the place of {reply-link}."),
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
        strip=False,
    )

    @staticmethod
    def filled(letter: Letter) -> dict[str, str]:
        return {
            "addressee": letter.addressee,
            "mail": letter.mail,
            "subject": letter.subject,
            "text": letter.text,
        }


class LettersForm(ActionForm):
    """Which of the letters, or of the invitations, are meant."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, keys: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(key, str(key)) for key in keys]  # type: ignore[attr-defined]  # a choice field


class BounceForm(ActionForm):
    text = forms.CharField(
        label=message("What the message says with which it came back"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
