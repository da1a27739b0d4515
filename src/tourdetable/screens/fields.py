"""Fields of forms that more than one screen has: a text in several languages, a date as far as it
is known, something by its name.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.nearest import folded
from tourdetable.kernel.wording import Version, Wording
from tourdetable.parties.models import Party
from tourdetable.parties.queries import nameable_parties
from tourdetable.screens.choices import page_language, telling
from tourdetable.screens.widgets import LANGUAGE_TAG, NamesInput, WordingInput
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

Thing = TypeVar("Thing")

AMBIGUOUS = message("Several things have this name; choose one of those that are proposed.")
UNKNOWN = message("Nothing of this name is known; choose one of those that are proposed.")


class WordingTyped(forms.Field):
    """A text in any languages, one line or one box for each. What is typed is an original; a text
    that stays as it was keeps how it came to be.
    """

    widget = WordingInput

    def __init__(self, *, lines: int = 1, longest: int = 1000, **kwargs: Any) -> None:
        self.longest, self.held = longest, Wording()
        super().__init__(widget=WordingInput(lines=lines), **kwargs)

    def offer(self, languages: Iterable[str], held: Wording | None = None) -> None:
        """Say in which languages there is a line even where nothing is said in them, and what the
        texts are that somebody amends.
        """
        self.widget.languages, self.held = tuple(dict.fromkeys(languages)), held or Wording()

    def clean(self, value: Any) -> Wording:
        """Raises ValidationError for a tag that names no language and for a text too long."""
        typed: Mapping[str, str] = value or {}
        versions = {}
        for tag, text in typed.items():
            if not LANGUAGE_TAG.fullmatch(tag):
                raise ValidationError(message("This is not the tag of a language (such as pt-BR)."))
            if len(text) > self.longest:
                raise ValidationError(message("This text is too long."))
            if text.strip():
                same = self.held.versions.get(tag)
                kept = same and same.text == text.strip()
                versions[tag] = same if same and kept else Version(text.strip())
        if self.required and not versions:
            raise ValidationError(self.error_messages["required"])
        return Wording(versions)


class PartialDateTyped(forms.CharField):
    """A date as far as it is known: a year, a month or a day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"
        self.widget.attrs["placeholder"] = "2027-04-14"

    def clean(self, value: Any) -> PartialDate | None:
        """Raises ValidationError for what is no date."""
        text = super().clean(str(value) if isinstance(value, PartialDate) else value)
        if not text:
            return None
        try:
            return PartialDate(text)
        except ValueError:
            shape = message("This is no date. Write YYYY-MM-DD, or YYYY-MM, or the year alone.")
            raise ValidationError(shape) from None


class DayTyped(forms.DateField):
    """A day, in the browser's own field for days."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class ClockTyped(forms.TimeField):
    """An hour and minutes by a clock, in the browser's own field for times."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **kwargs)

    def clean(self, value: Any) -> dt.time | None:
        found: dt.time | None = super().clean(value)
        return found.replace(second=0, microsecond=0) if found else None


class ByName(forms.Field, Generic[Thing]):
    """One thing or several (`many`) by their names, which the browser proposes while one types.

    `know` says which things there are before the form is used.
    """

    widget = NamesInput

    def __init__(self, *, many: bool = False, **kwargs: Any) -> None:
        self.many = many
        self.shown: dict[str, str] = {}
        self.things: dict[str, Thing] = {}
        self.others: Callable[[Thing], Iterable[str]] = lambda _thing: ()
        super().__init__(widget=NamesInput(many=many), **kwargs)

    def know(
        self,
        things: Iterable[Thing],
        key: Callable[[Thing], str],
        name: Callable[[Thing], str],
        others: Callable[[Thing], Iterable[str]] = lambda _thing: (),
    ) -> None:
        """`key` tells things apart, `name` is shown and proposed, `others` are understood too."""
        self.things = {key(thing): thing for thing in things}
        self.shown = {key: name(thing) for key, thing in self.things.items()}
        self.others = others
        self.widget.shown = self.shown

    def clean(self, value: Any) -> Any:
        """The things, or the one thing or None. Raises ValidationError for a name that is nobody's
        or several things'.
        """
        given = [value] if isinstance(value, str) else list(value or ())
        typed = [text for text in given if text and text.strip()]
        known = self._known() if typed else {}
        found = [self._found(text, known) for text in typed]
        if self.required and not found:
            raise ValidationError(self.error_messages["required"])
        if self.many:
            return tuple(dict.fromkeys(found))
        return found[0] if found else None

    def _known(self) -> dict[str, set[str]]:
        """Keys of things by each of their names, folded: made for what is typed, not for showing
        the form.
        """
        known = defaultdict[str, set[str]](set)
        for key, thing in self.things.items():
            for text in (key, self.shown[key], *self.others(thing)):
                known[folded(text).strip()].add(key)
        return known

    def _found(self, text: str, known: Mapping[str, set[str]]) -> Thing:
        named = [key for key, name in self.shown.items() if text.strip() in (name, key)]
        keys = named if len(named) == 1 else list(known.get(folded(text).strip(), ()))
        if len(keys) != 1:
            raise ValidationError(AMBIGUOUS if keys else UNKNOWN)
        return self.things[keys[0]]


class PartyTyped(ByName[Party]):
    """A party by its name, in whatever language. All of them are proposed in that of the page."""

    def offer(self) -> None:
        """Say which parties there are; one query."""
        reader = Reader(page_language())
        parties = sorted(nameable_parties(), key=lambda party: reader.party(party).sort_key)
        self.know(parties, str, lambda p: reader.party(p).name.text, lambda p: p.names.texts())


class LanguagesTyped(forms.MultipleChoiceField):
    """Languages by their tags (BCP 47), named in the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple(), **kwargs)

    def offer(self, tags: Iterable[str]) -> None:
        """Say which languages can be chosen."""
        words = telling()
        self.choices = [(tag, words.language_name(tag)) for tag in dict.fromkeys(tags)]

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))
