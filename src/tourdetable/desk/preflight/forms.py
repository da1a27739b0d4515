"""What is asked before a meeting is made public, or taken back."""

from django import forms

from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


class PublishForm(ActionForm):
    seen_it = forms.BooleanField(
        label=message("I have looked at what will be public"),
        help_text=message("What was public once is never deleted: it can only be withdrawn."),
    )


class WithdrawForm(ActionForm):
    reason = forms.CharField(
        label=message("Reason, for the readers of the record"),
        help_text=message("It stands at its address in place of what was there."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
