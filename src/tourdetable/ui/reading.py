"""A text as a page says it: in the language it is really in, with what a reader must know of it.

These four stand in every template, hundreds of times on a page, and the same names again and again;
so they are functions, and what they said is remembered.
"""

from dataclasses import dataclass

from markupsafe import Markup, escape

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Reading, direction
from tourdetable.ui.telling import Telling

_ISOLATED, _ENDED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Around a foreign text in a sentence from right to left, lest its signs change sides (UAX 9)."""


@dataclass(frozen=True)
class Saying:
    """For one language of pages."""

    telling: Telling

    def tongue(self, reading: Reading) -> Markup:
        """Language and direction as attributes, where they are not those of the page."""
        if not reading.is_fallback:
            return Markup()
        language = escape(reading.language)
        return Markup(f' lang="{language}" dir="{reading.direction}"')  # noqa: S704 - as escaped

    def bare(self, reading: Reading) -> Markup:
        """The text alone, isolated from the direction of what stands around it."""
        text = escape(reading.text)
        return Markup(f"<bdi{self.tongue(reading)}>{text}</bdi>")  # noqa: S704 - both are escaped

    def language_mark(self, reading: Reading) -> Markup:
        """“(in English)”, how the text came to be, and whether it lags behind its original."""
        marks = Markup()
        if reading.is_fallback:
            told = self.telling.in_language(reading.language)
            marks += Markup(' <span class="mark">({})</span>').format(told)
        if reading.status.value == "machine":
            told = self.telling.label(reading.status)
            marks += Markup(' <span class="mark">({})</span>').format(told)
        if reading.is_stale:
            _ = self.telling.translations.gettext
            told = _("the original has changed since this translation")
            marks += Markup(' <span class="doubtful">{}</span>').format(told)
        return marks

    def refused(self, error: SentenceError) -> str:
        """A refusal in the language of the page; where a value is a message, a number or another
        refusal, that as well.
        """
        _ = self.telling.translations.gettext
        if not error.values:
            return _(error.message) if error.message else str(error)
        values = {name: self._told(value) for name, value in error.values.items()}
        return _(error.message) % values

    def _told(self, value: object) -> str:
        if isinstance(value, SentenceError):
            return self.refused(value)
        if isinstance(value, float):
            return self.telling.number(value)
        if not str(value):
            return ""
        told = self.telling.translations.gettext(str(value))
        is_foreign = isinstance(value, str) and told == value
        is_isolated = is_foreign and direction(self.telling.language) == "rtl"
        return f"{_ISOLATED}{told}{_ENDED}" if is_isolated else told

    def said(self, reading: Reading) -> Markup:
        """The text and its marks."""
        return self.bare(reading) + self.language_mark(reading)
