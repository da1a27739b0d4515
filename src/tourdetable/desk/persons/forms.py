"""What is asked of who keeps persons."""

from typing import Any

from django import forms

from tourdetable.kernel.rows import state_of
from tourdetable.parties.models import Person
from tourdetable.screens.choices import language_choices, page_language
from tourdetable.screens.fields import PartialDateTyped, PartyTyped, WordingTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.sourcing import SourcedForm
from tourdetable.screens.words import message


class PersonForm(ActionForm):
    """How somebody is called and written to. What the published record calls somebody stays."""

    honorific = forms.CharField(
        required=False,
        max_length=60,
        label=message("Honorific"),
        help_text=message("As it stands before the name in a letter, such as H.E. Ms."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    name = forms.CharField(
        max_length=300, label=message("Name"), widget=forms.TextInput(attrs={"dir": "auto"})
    )
    mail = forms.EmailField(
        required=False,
        max_length=254,
        label=message("E-mail address"),
        help_text=message("Where letters go. It is never in the record."),
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    language = forms.ChoiceField(
        required=False, label=message("Language of letters"), choices=[("", "–")]
    )

    def __init__(self, *args: Any, is_named_on_record: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["language"].choices = [("", "–"), *language_choices(page_language())]
        if is_named_on_record:
            own["name"].disabled = True
            own["name"].help_text = message("The published record names this person so.")

    @staticmethod
    def filled(row: Any) -> dict[str, str]:
        assert isinstance(row, Person)  # noqa: S101 - the row of the form that asks
        return {
            "honorific": row.honorific,
            "name": row.name,
            "mail": row.mail,
            "language": row.language,
        }

    @staticmethod
    def seen_in(row: Person) -> dict[str, str]:
        return {**PersonForm.filled(row), "seen": state_of(row)}


class PostForm(SourcedForm):
    party = PartyTyped(label=message("Party"))
    post = WordingTyped(longest=300, label=message("Post"))
    unit = forms.CharField(
        required=False,
        max_length=300,
        label=message("Ministry or division"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    since = PartialDateTyped(
        label=message("Since"), help_text=message("A day, a month or the year alone.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["post"].offer([page_language()])


class ResetForm(ActionForm):
    reason = forms.CharField(
        max_length=1000,
        label=message("Reason"),
        help_text=message("How you made sure that it is this person who asks. It is kept."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
