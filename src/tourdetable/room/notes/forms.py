"""What is asked of those who work on a note, beside its answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tourdetable.notes.enums import ClearanceState
from tourdetable.notes.models import Note, Question
from tourdetable.notes.queries.notes import offered_attributions
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.loosening import LooseningForm
from tourdetable.screens.words import message
from tourdetable.sheets.note_room import HandLine

SAYING = (
    ClearanceState.CLEARED,
    ClearanceState.CLEARED_WITH_CHANGES,
    ClearanceState.OBJECTED,
)


class InviteForm(ActionForm):
    name = forms.CharField(
        max_length=160,
        label=message("Ministry or colleague"),
        help_text=message("As it is to stand beside what they draft and on the mail to them."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    mail = forms.EmailField(
        required=False,
        max_length=254,
        label=message("E-mail address"),
        help_text=message("The link goes there. Left empty, you pass it on yourself."),
    )
    scope = forms.ChoiceField(required=False, label=message("Invited to"))

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["scope"].choices = self._scopes()  # type: ignore[attr-defined]  # a choice field

    def _scopes(self) -> list[tuple[str, str]]:
        _, language = telling().translations.gettext, page_language()
        found = [("", _(message("the whole note")))]
        group = None
        for question in self.questions:
            if question.group_id != group:
                group = question.group_id
                title = question.group.title.read(language).text
                found.append((f"group {group}", _(message("Group: %(title)s")) % {"title": title}))
            text = question.text.read(language).text
            short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            found.append((f"question {question.pk}", f"\N{NO-BREAK SPACE}– {short}"))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """As the actions take them: the group or the question in place of the choice, and no
        address where the link is passed on without a mail.
        """
        typed = super().values
        if not typed["mail"]:
            del typed["mail"]
        kind, _, key = typed.pop("scope").partition(" ")
        groups = {str(one.group_id): one.group for one in self.questions}
        known = {str(one.pk): one for one in self.questions}
        group = groups[key] if kind == "group" else None
        return {**typed, "group": group, "question": known[key] if kind == "question" else None}


_SHOWN = 90
"""Letters of a question in a list of choices."""


class ClearanceForm(ActionForm):
    hands = forms.MultipleChoiceField(
        label=message("Who is asked"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, hands: Sequence[HandLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hands"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(hand.key), f"{hand.name} – {hand.scope.text}" if hand.scope else hand.name)
            for hand in hands
        ]


class ClearingForm(ActionForm):
    """What a ministry says to the text."""

    answer = forms.ChoiceField(
        label=message("Your answer"), choices=labels(SAYING), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        required=False,
        max_length=20_000,
        label=message("What is to be changed, or why not"),
        help_text=message("Only your own government sees it."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class AttributionForm(LooseningForm):
    """What may be said of the note outside."""

    attribution = forms.ChoiceField(
        label=message("What may be said of it"),
        help_text=message("An answer may be kept closer than its note, on its own page."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, note: Note, **kwargs: Any) -> None:
        super().__init__(*args, initial={"attribution": note.attribution}, **kwargs)
        self.fields["attribution"].choices = labels(offered_attributions(note))  # type: ignore[attr-defined]  # a choice field


class ReasonForm(ActionForm):
    reason = forms.CharField(
        required=False,
        max_length=4000,
        label=message("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
