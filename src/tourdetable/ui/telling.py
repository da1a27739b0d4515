"""How a page tells things in a language: dates, spans, lists, names of languages, doubts.

Words go through gettext with English message ids; shapes of dates, numbers and lists come from
CLDR by way of Babel. A message takes `year`, `month` or `day` by the precision of its date, for a
language may need another preposition for each of them.
"""

import gettext
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal
from babel.units import format_unit
from django.db.models import TextChoices

from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.enums import Doubt
from tourdetable.parties.queries import Reason
from tourdetable.ui.catalogue import translations
from tourdetable.ui.joining import join_texts
from tourdetable.ui.terms import FIELDS_OF_WORK, PLACES, REGIONS, THEMES

_CLDR_NAMES = {"en": "en-GB"}
"""Where the interface's language is written after one country's use: 14 April 2005."""

_ORDINALS = {
    "ar": {"other": "{}"},
    "en": {"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
    "es": {"other": "{}.ª"},
    "fr": {"one": "{}re", "other": "{}e"},
    "ru": {"other": "{}-е"},
    "zh": {"other": "第{}"},
}
"""By CLDR's ordinal category; feminine where there is a gender, as meetings and sessions are."""

_COMMAS = {"ar": "، ", "zh": "、"}
"""Between the things of a list that has no “and”, where it is not the Latin comma."""

_INTERVALS = {4: "y", 7: "yMMMM", 10: "yMMMMd"}
"""The CLDR skeleton of an interval by the length of its ends' text."""

_MEGABYTE = 1_000_000

_FIRST_OF_MONTH = re.compile(r"(?<!\d)1(?=[\s–])")


def dressed(language: str, date: str) -> str:
    """What CLDR leaves out: in French the first day of a month is an ordinal. Its thin spaces
    around a dash become plain ones, at which a line may break.
    """
    date = date.replace("\N{THIN SPACE}", " ")
    return _FIRST_OF_MONTH.sub("1er", date) if language == "fr" else date


@dataclass(frozen=True)
class Telling:
    """A language and its catalogue. Each public method is a filter of the same name in templates.

    `language` is the BCP 47 tag of an interface language.
    """

    language: str
    translations: gettext.NullTranslations

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(_CLDR_NAMES.get(self.language, self.language), sep="-")

    @property
    def comma(self) -> str:
        """What stands between the things of a list that has no “and”."""
        return _COMMAS.get(self.language, ", ")

    # ── Dates ────────────────────────────────────────────────────────────────

    @cached_property
    def _told(self) -> dict[str, str]:
        """Dates told so far: the same ones stand on many pages."""
        return {}

    def date(self, date: PartialDate | None) -> str:
        """`14 April 2005`, `April 2005` or `2005`; nothing for no date."""
        if date is None:
            return ""
        told = self._told.get(date.text)
        if told is None:
            told = self._told[date.text] = self._date(date)
        return told

    def _date(self, date: PartialDate) -> str:
        if date.is_day:
            return dressed(self.language, format_date(date.earliest, "long", locale=self._locale))
        skeleton = _INTERVALS[len(date.text)]
        return format_skeleton(skeleton, date.earliest, locale=self._locale)

    def dates(self, start: PartialDate | None, end: PartialDate | None = None) -> str:
        """`14–15 April 2005`; only one date where there is no other or both are the same."""
        if start is None or end is None or start == end:
            return self.date(start or end)
        if len(start.text) == len(end.text):
            parts = self._interval(start, end)
            if parts:
                return dressed(self.language, "".join(parts))
        return f"{self.date(start)} – {self.date(end)}"

    def span(self, since: PartialDate | None, until: PartialDate | None) -> str:
        """`2004–2005`, `since 2002`, `until 21 March 2017`, `dates unknown`."""
        _ = self.translations.gettext
        if since and until:
            return self.dates(since, until)
        if since:
            return self._by_precision(
                since, _("since %(year)s"), _("since %(month)s"), _("since %(day)s")
            )
        if until:
            return self._by_precision(
                until, _("until %(year)s"), _("until %(month)s"), _("until %(day)s")
            )
        return _("dates unknown")

    def _interval(self, start: PartialDate, end: PartialDate) -> Sequence[str]:
        """Both ends by CLDR's pattern for the largest field in which they differ."""
        first, last = start.earliest, end.earliest
        field = "d" if first.month == last.month else "M"
        field = field if first.year == last.year else "y"
        skeleton = _INTERVALS[len(start.text)]
        formats = self._locale.interval_formats
        patterns = formats.get(skeleton, {}).get(field)
        if patterns is None:
            # CLDR gives most intervals with the short name of the month; the long one fits in it.
            short = formats.get(skeleton.replace("MMMM", "MMM"), {}).get(field, ())
            patterns = [re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern) for pattern in short]
        ends = zip((first, last), patterns, strict=False)
        return [format_date(day, pattern, locale=self._locale) for day, pattern in ends]

    def _by_precision(self, date: PartialDate, year: str, month: str, day: str) -> str:
        """The message for the precision of the date, with the date in its place."""
        name, message = {4: ("year", year), 7: ("month", month), 10: ("day", day)}[len(date.text)]
        return message % {name: self.date(date)}

    # ── Languages ────────────────────────────────────────────────────────────

    def language_name(self, tag: str) -> str:
        """The name of a language (BCP 47) in the reader's; the tag itself where CLDR has none."""
        return _display_name(tag, self._locale)

    def in_language(self, tag: str) -> str:
        """`in English`; the codes of ISO 639-2 that name no language have their own words."""
        _ = self.translations.gettext
        special = {
            "mul": _("in several languages"),
            "und": _("in a language not stated"),
            "zxx": _("without words"),
        }
        name = self.language_name(tag)
        return special.get(tag) or _("in %(language)s") % {"language": name}

    def own_name(self, tag: str) -> str:
        """The name that a language gives itself, with a capital where its script has capitals."""
        name = _display_name(tag, None)
        return name[:1].upper() + name[1:]

    # ── Files ────────────────────────────────────────────────────────────────

    def size(self, size: int) -> str:
        """`120 kB` or `1.2 MB`, of a number of bytes; never less than one kilobyte."""
        unit, of_it = ("megabyte", 1e6) if size >= _MEGABYTE else ("kilobyte", 1e3)
        number = max(round(size / of_it, 1 if unit == "megabyte" else None), 1)
        told: str = format_unit(number, f"digital-{unit}", "short", locale=self._locale)
        return told

    # ── Numbers and lists ────────────────────────────────────────────────────

    def month(self, number: int) -> str:
        """The name of a month standing alone, with a capital where the language has capitals."""
        name: str = get_month_names("wide", "stand-alone", self._locale)[number]
        return name[:1].upper() + name[1:]

    def narrow_month(self, number: int) -> str:
        """The shortest name of a month standing alone, as over a narrow column."""
        name: str = get_month_names("narrow", "stand-alone", self._locale)[number]
        return name

    def number(self, n: float) -> str:
        """`1,234`, with the separators of the language."""
        return format_decimal(n, locale=self._locale)

    def ordinal(self, n: int) -> str:
        """`1st`; in the feminine, for it counts meetings."""
        forms = _ORDINALS.get(self._locale.language, {})
        category: str = self._locale.ordinal_form(n)
        form = forms.get(category) or forms.get("other", "{}")
        return form.format(n)

    def all_of(self, texts: Iterable[str]) -> str:
        """`A, B and C`. Texts that are markup give markup; the others among them are escaped."""
        return join_texts(list(texts), "standard", self._locale)

    def one_of(self, texts: Iterable[str]) -> str:
        """`A, B or C`; markup as in `all_of`."""
        return join_texts(list(texts), "or", self._locale)

    # ── Words of the house ───────────────────────────────────────────────────

    def label(self, member: TextChoices) -> str:
        """The label of a member of a closed vocabulary."""
        key = (type(member), member.name)
        told = self._labels.get(key)
        if told is None:
            told = self._labels[key] = self.translations.gettext(str(member.label))
        return told

    @cached_property
    def _labels(self) -> dict[tuple[type, str], str]:
        return {}

    def region(self, name: str) -> str:
        """The name of a region; as it stands where the catalogue does not know it."""
        return self.translations.gettext(name) if name in REGIONS else name

    def place(self, name: str) -> str:
        """The name of a city, or of where something began; as it stands where it is not known."""
        return self.translations.gettext(name) if name in PLACES else name

    def theme(self, name: str) -> str:
        """A theme of a process; as it stands where the catalogue does not know it."""
        return self.translations.gettext(name) if name in THEMES else name

    def field_of_work(self, name: str) -> str:
        """What an organisation works on; as it stands where the catalogue does not know it."""
        return self.translations.gettext(name) if name in FIELDS_OF_WORK else name

    def invented(self, *, is_invented: bool) -> str:
        """What was made up as an example says so, in every form; of anything else, nothing."""
        told = self.translations.gettext("Invented as an example: nothing of it took place.")
        return told if is_invented else ""

    def doubt(self, reason: Reason) -> str:
        """A doubt as a clause without a full stop, with the date that it turns on."""
        _ = self.translations.gettext
        if reason.unit and reason.code is Doubt.HANDOVER:
            return self._by_precision(
                reason.unit,
                _("depends on a handover in %(year)s, on a day not known"),
                _("depends on a handover in %(month)s, on a day not known"),
                _("depends on the handover on %(day)s"),
            )
        if reason.unit and reason.code is Doubt.START_PRECISION:
            return self._by_precision(
                reason.unit,
                _("began in %(year)s, on a day not known"),
                _("began in %(month)s, on a day not known"),
                _("began on %(day)s, within the time asked about"),
            )
        if reason.unit and reason.code is Doubt.END_PRECISION:
            return self._by_precision(
                reason.unit,
                _("ended in %(year)s, on a day not known"),
                _("ended in %(month)s, on a day not known"),
                _("ended on %(day)s, within the time asked about"),
            )
        return self.label(reason.code)


@cache
def telling_of(language: str) -> Telling:
    """The one of an interface language, which remembers what it told.

    Raises FileNotFoundError for a language without a catalogue.
    """
    return Telling(language, translations(language))


def _display_name(tag: str, locale: Locale | None) -> str:
    """CLDR's name of a language, in that of the locale or, where there is none, in its own."""
    if locale:
        name: str | None = locale.languages.get(tag.replace("-", "_"))
        if name:
            return name
    try:
        named = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    return named.get_display_name(locale) or tag
