"""A form for an answer, of the kind that the question asks for."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model

from tourdetable.kernel.nearest import folded
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import AnswerState, QuestionKind
from tourdetable.notes.models import Answer, Note, Question
from tourdetable.notes.queries.attributions import STRICTNESS
from tourdetable.notes.queries.contents import typed_again
from tourdetable.notes.queries.differences import differences
from tourdetable.room.notes.table_input import TableInput
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.loosening import LooseningForm
from tourdetable.screens.widgets import LANGUAGE_TAG
from tourdetable.screens.words import message

_LINE = {"dir": "auto", "autocomplete": "off"}
LANGUAGES_PROPOSED = "languages"
"""The list of the page that proposes languages."""


class LanguageTyped(forms.CharField):
    """A language by its name in the language of the page, or by its tag (BCP 47)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {"list": LANGUAGES_PROPOSED, "dir": "auto", "class": "short"}

    def prepare_value(self, value: Any) -> Any:
        """A tag is shown by its name; what was typed stays as it is."""
        return telling().language_name(value) if _is_tag(value) else value

    def clean(self, value: Any) -> str:
        """Raises ValidationError for what names no language."""
        typed = str(super().clean(value)).strip()
        named = _named(page_language()).get(folded(typed))
        if named:
            return named
        if _is_tag(typed):
            return typed
        raise ValidationError(
            message("No language has this name. Write its name or its tag (such as pt-BR).")
        )


def _is_tag(value: Any) -> bool:
    text = str(value or "")
    first = text.partition("-")[0].lower()
    return bool(LANGUAGE_TAG.fullmatch(text)) and first in _known_tags()


@cache
def _named(language: str) -> dict[str, str]:
    """Tags by the folded names of languages in that language."""
    known = Locale.parse(language).languages
    return {folded(name): str(tag).replace("_", "-") for tag, name in known.items()}


@cache
def _known_tags() -> frozenset[str]:
    return frozenset(Locale.parse("en").languages)


def proposed_languages(note: Note) -> tuple[str, ...]:
    """Names of languages in that of the page: those of the house, of the meeting, of the note."""
    tags = [*settings.INTERFACE_LANGUAGES, *note.questionnaire.meeting.languages, note.language]
    words = telling()
    return tuple(words.language_name(tag) for tag in dict.fromkeys(filter(None, tags)))


class DraftForm(ActionForm):
    """What one writes to a question: `content` by its kind, and the language of it."""

    language = LanguageTyped(label=message("Language of this answer"))

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id-{question.key}-%s", **kwargs)
        self.question = question
        content = content_field(question)
        self.fields = {"content": content, **self.fields}
        self.changes: tuple[tuple[str, str], ...] = ()
        self.taken_from = ""

    def compare(self) -> None:
        """Where somebody else has saved a text in between, show what differs by words."""
        if self.theirs and self.question.kind == QuestionKind.TEXT:
            theirs = str(self.theirs.get("content", ""))
            self.changes = differences(theirs, str(self.cleaned_data["content"]))


class AnswerForm(LooseningForm, DraftForm):
    """The respondent's own answer, which may be kept closer than its note."""

    attribution = forms.ChoiceField(
        required=False, label=message("What may be said of this answer")
    )

    def __init__(self, *args: Any, note: Note, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, question=question, **kwargs)
        stricter = STRICTNESS[STRICTNESS.index(Attribution(note.attribution)) + 1 :]
        self.fields["attribution"].choices = labels(stricter, message("the same as of the note"))  # type: ignore[attr-defined]  # a choice field


class DecliningForm(ActionForm):
    """A question is not answered, with a reason or without."""

    reason = forms.CharField(
        required=False,
        max_length=4000,
        label=message("Reason"),
        help_text=message("It is submitted with the note. Leave it empty to give none."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id-{question.key}-declining-%s", **kwargs)


class TakingBackForm(ActionForm):
    """An answer is taken back as if nothing had been said."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id-{question.key}-taking-back-%s", **kwargs)


def content_field(question: Question) -> forms.Field:
    """What the question asks for; whether it is that, the stage says."""
    kind, label = QuestionKind(question.kind), message("Answer")
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        named = [(key, question.option(key).read(page_language()).text)
                 for key in question.option_keys]  # fmt: skip
        if kind == QuestionKind.CHOICE:
            return forms.ChoiceField(label=label, choices=named, widget=forms.RadioSelect)
        return forms.MultipleChoiceField(
            label=label, choices=named, widget=forms.CheckboxSelectMultiple
        )
    if kind == QuestionKind.TABLE:
        columns = [question.option(key).read(page_language()) for key in question.option_keys]
        return forms.Field(label=label, widget=TableInput(columns))
    if kind == QuestionKind.TEXT:
        box = forms.Textarea(attrs={**_LINE, "rows": 8, "data-text": ""})
        return forms.CharField(label=label, strip=False, widget=box)
    mode = "decimal" if kind == QuestionKind.NUMBER else "numeric"
    helps = {
        QuestionKind.NUMBER: message("In figures, such as 12 or 3.5."),
        QuestionKind.DATE: message("As 2005-04-14, 2005-04 or 2005."),
    }
    line = forms.TextInput(attrs={"inputmode": mode, "class": "short", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=60, help_text=helps[kind], widget=line)


def filled(row: Model | None, language: str) -> dict[str, object]:
    """An answer or a draft as the fields show it, with how it stood; `language` where there is
    none yet.
    """
    if not isinstance(row, Answer):
        return {"language": language, "seen": ""}
    if row.state != AnswerState.ANSWERED:
        return {"language": row.language or language, "seen": state_of(row)}
    return {**content_of(row), "language": row.language or language, "seen": state_of(row)}


def content_of(row: Answer) -> dict[str, object]:
    """Content and attribution as the fields show them."""
    content = typed_again(row.question.kind, row.content)
    return {"content": content, "attribution": row.attribution}


def theirs(row: Model) -> Mapping[str, object]:
    """What somebody else has saved, as the fields tell it."""
    if not isinstance(row, Answer) or row.state != AnswerState.ANSWERED:
        return {"content": ""}
    told = content_of(row)
    if row.question.kind == QuestionKind.TABLE:
        rows = json.loads(row.content or "[]")
        told["content"] = "\n".join(" | ".join(cells) for cells in rows)
    return told
