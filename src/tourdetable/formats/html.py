"""A sheet as a page of HTML. Templates see the sheet, its frame and nothing else."""

import gettext
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tourdetable.kernel.wording import direction
from tourdetable.sheets.comparison import ComparisonSheet
from tourdetable.sheets.document import DocumentSheet, DocumentsSheet
from tourdetable.sheets.lists import (
    CalendarSheet,
    HomeSheet,
    MeetingsSheet,
    ProcessesSheet,
    SeriesSheet,
    YearSheet,
)
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.party import PartiesSheet, PartySheet
from tourdetable.sheets.process import ProcessSheet
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.standing import AboutSheet, DataSheet, SearchSheet, TombstoneSheet
from tourdetable.ui import compiling, figures, seating
from tourdetable.ui.assets import narrow_class
from tourdetable.ui.atlas import atlas
from tourdetable.ui.catalogue import translations
from tourdetable.ui.compiled import CompiledTemplates
from tourdetable.ui.compiling import StraightEnvironment, remembered
from tourdetable.ui.frame import Frame
from tourdetable.ui.instants import Instants
from tourdetable.ui.reading import Saying
from tourdetable.ui.telling import Telling, telling_of

TEMPLATES: dict[type, str] = {
    HomeSheet: "home.html",
    ProcessesSheet: "processes.html",
    ProcessSheet: "process.html",
    MeetingsSheet: "meetings.html",
    MeetingSheet: "meeting.html",
    ComparisonSheet: "compare.html",
    PartiesSheet: "parties.html",
    PartySheet: "party.html",
    DocumentsSheet: "documents.html",
    DocumentSheet: "document.html",
    SeriesSheet: "series.html",
    CalendarSheet: "calendar.html",
    YearSheet: "year.html",
    SideBySideSheet: "answers.html",
    AboutSheet: "about.html",
    DataSheet: "data.html",
    SearchSheet: "search.html",
    TombstoneSheet: "tombstone.html",
}
"""Which template shows which sheet."""

FILTERS = (
    "date",
    "dates",
    "span",
    "language_name",
    "in_language",
    "own_name",
    "month",
    "narrow_month",
    "number",
    "ordinal",
    "label",
    "region",
    "place",
    "theme",
    "field_of_work",
    "size",
    "doubt",
)
"""Methods of `Telling` that templates use. What they tell is remembered."""
LISTED = ("all_of", "one_of")
"""Those of lists, which are told anew each time."""

INSTANT_FILTERS = ("day", "weekday", "hour", "moment")
"""Methods of `Instants` that templates use."""

TOUCHING = re.compile(rb'><(?:(?<=</t[hd]><)|(?<=</d[td]><)|(?=small|span class="remark"))')
"""What only its look keeps apart from its neighbour. Whoever reads the text alone (an excerpt of
the search, a text browser, what is copied) would find two words in one.
"""

INVITATION = (
    "The public record of inter-State consultation mechanisms on migration: who takes part, who "
    "presides, what was asked and what came of it."
)
"""What the root of the record says in each language; the home page says it too."""


COMPILED = CompiledTemplates(
    [
        Path(__file__).read_bytes(),
        Path(compiling.__file__).read_bytes(),
        version("jinja2").encode(),
    ]
)


def render_page(sheet: object, frame: Frame) -> bytes:
    """The page of a sheet. Raises KeyError for a sheet that has no page."""
    return render(TEMPLATES[type(sheet)], sheet, frame)


def render_not_found(frame: Frame) -> bytes:
    """What a reader meets at an address that leads nowhere, in the language of the frame."""
    return render("not-found.html", None, frame)


def render_choice(frame: Frame) -> bytes:
    """The root of the record: a choice among the languages of the frame, each in its own words."""
    return render("choice.html", None, frame)


def render(template: str, sheet: object, frame: Frame) -> bytes:
    """A template with its sheet. Raises AttributeError where the sheet lacks a field."""
    page = environment(frame.language).get_template(template).render(sheet=sheet, frame=frame)
    return TOUCHING.sub(b">\n<", page.encode())


@cache
def environment(language: str) -> Environment:
    """One for each language: its words are compiled into nothing, its templates only once.

    Raises FileNotFoundError for a language without a catalogue.
    """
    made = StraightEnvironment(
        loader=PackageLoader("tourdetable.ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=False,
        cache_size=-1,  # all of them are kept
        optimized=False,  # no word is worked out beforehand: all languages share it
        bytecode_cache=COMPILED,
    )
    made.policies["ext.i18n.trimmed"] = True
    words = translations(language)
    _install(made, words)
    telling = telling_of(language)
    instants = Instants(language)
    made.filters.update({name: remembered(getattr(telling, name)) for name in FILTERS})
    made.filters.update({name: getattr(telling, name) for name in LISTED})
    made.filters.update({name: getattr(instants, name) for name in INSTANT_FILTERS})
    made.filters.update(direction=direction, said_in=said_in, narrow_class=narrow_class)
    made.globals.update(_globals(telling))
    return made


def _globals(telling: Telling) -> dict[str, object]:
    """What templates can call beside filters."""
    saying = Saying(telling)
    return {
        "table_plan": figures.table_plan,
        "timeline": figures.timeline,
        "growth_figure": figures.growth,
        "points": figures.points,
        "meeting_seats": seating.meeting_seats,
        "member_seats": seating.member_seats,
        "atlas": atlas,
        "remembered": remembered,
        "comma": telling.comma,
        "bare": remembered(saying.bare),
        "said": remembered(saying.said),
        "tongue": remembered(saying.tongue),
        "language_mark": remembered(saying.language_mark),
        "invitation": INVITATION,
        "refused": saying.refused,
    }


def said_in(message: str, language: str) -> str:
    """A message of the catalogue in another language than that of the page."""
    return translations(language).gettext(message)


def _install(made: Environment, words: gettext.NullTranslations) -> None:
    """Words by message as Jinja2's own new style has them: what stands in a message is escaped, and
    `num` is the number. Its own asks the catalogue and puts every message together anew each
    time, which was a fifth of the time of a page.

    `_` is for the literal messages of templates alone. What comes in a variable (a label, an error)
    may hold words that somebody typed: `translated` says it in the language of the page, formats
    nothing and leaves the escaping to the template (decision 36).
    """

    @remembered
    def one(message: str, **variables: object) -> Markup:
        return Markup(words.gettext(message)) % variables  # noqa: S704 - the catalogue is ours

    def translated(text: object) -> str:
        return words.gettext(str(text)) if str(text) else ""

    @remembered
    def many(singular: str, plural: str, num: int, **variables: object) -> Markup:
        message = Markup(words.ngettext(singular, plural, num))  # noqa: S704 - as above
        return message % {"num": num, **variables}

    # Jinja2 adds this method with its extension; its types do not show it.
    install: Any = made.install_gettext_callables  # type: ignore[attr-defined]  # see above
    install(one, many, newstyle=True)
    made.globals.update(gettext=one, ngettext=many, _=one, translated=translated)
