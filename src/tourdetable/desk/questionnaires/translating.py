"""Texts that are written in one language and translated into others: a translation knows what it
was made from, and is stale once that has changed.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Version, Wording, text_hash
from tourdetable.screens.choices import page_language, telling
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message


def translated(typed: Wording, held: Wording, original: str, *, is_true: bool) -> Wording:
    """What was typed, as translations of the text in the `original` language. A text that stays as
    it was keeps what it was made from, unless it is said to be true (`is_true`) of the original as
    it stands.
    """
    source = typed.versions.get(original)
    if source is None:
        return typed
    made_from, versions = text_hash(source.text), dict(typed.versions)
    versions[original] = Version(source.text, sources=source.sources)
    for tag, version in typed.versions.items():
        before = held.versions.get(tag)
        is_same = before is not None and before.text == version.text
        if tag == original or (is_same and not (is_true and version.made_from)):
            continue
        versions[tag] = Version(version.text, WordingStatus.COURTESY, made_from, version.sources)
    return Wording(versions)


def language_of(wordings: Iterable[Wording], languages: Iterable[str]) -> str:
    """In which language these texts were written: that of the first original, else the first of
    the languages, else that of the page.
    """
    for wording in wordings:
        for tag, version in wording.versions.items():
            if version.status is WordingStatus.ORIGINAL:
                return tag
    return next(iter(languages), page_language())


class TranslatedForm(ActionForm):
    """A form whose texts (`worded`) are written in one language and translated into others."""

    worded: ClassVar[tuple[str, ...]] = ()

    original = forms.ChoiceField(
        label=message("Language of the original"),
        help_text=message("The texts in other languages are translations of this one."),
    )
    is_true = forms.BooleanField(
        required=False,
        label=message("The translations are true to the original as it stands"),
        help_text=message("Otherwise those that were made before the original changed are marked."),
    )

    def offer(self, languages: Iterable[str], held: dict[str, Wording]) -> None:
        """`held` are the texts that are amended, by field."""
        self.held = held
        tongues = tuple(languages) or (page_language(),)
        own: Any = self.fields
        for name in self.worded:
            own[name].offer(tongues, held.get(name))
        texts = [*held.values()]
        known = [*tongues, *settings.INTERFACE_LANGUAGES, *(tag for one in texts for tag in one)]
        words = telling()
        own["original"].choices = [(tag, words.language_name(tag)) for tag in dict.fromkeys(known)]
        own["original"].initial = language_of(texts, tongues)
        if not any(version.made_from for one in texts for version in one.versions.values()):
            del self.fields["is_true"]
        self.order_fields([*(name for name in own if name not in _LAST), *_LAST])

    @property
    def columns(self) -> dict[str, object]:
        """Once the form holds: the typed columns, with translations that know their original."""
        typed = {name: value for name, value in self.values.items() if name not in _LAST}
        for name in self.worded:
            typed[name] = self.as_translated(typed[name], self.held.get(name, Wording()))
        return typed

    def as_translated(self, typed: Wording, held: Wording) -> Wording:
        is_true = bool(self.values.get("is_true"))
        return translated(typed, held, self.values["original"], is_true=is_true)


_LAST = ("original", "is_true")
