"""What is asked of who keeps the list."""

from django import forms

from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


class InviteForm(ActionForm):
    name = forms.CharField(max_length=300, label=message("Name"))
    mail = forms.EmailField(
        max_length=254,
        label=message("E-mail address"),
        help_text=message("The code for signing in is sent there."),
    )


class EndForm(ActionForm):
    """Nothing but the deliberate step."""
