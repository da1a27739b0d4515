"""A sheet as a page of HTML. Templates see the sheet, its frame and nothing else."""

import gettext
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tourdetable.kernel.wording import direction
from tourdetable.sheets.lists import HomeSheet, MeetingsSheet, ProcessesSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.process import ProcessSheet
from tourdetable.ui import figures, seating
from tourdetable.ui.catalogue import translations
from tourdetable.ui.frame import Frame
from tourdetable.ui.telling import Telling

TEMPLATES: dict[type, str] = {
    HomeSheet: "home.html",
    ProcessesSheet: "processes.html",
    ProcessSheet: "process.html",
    MeetingsSheet: "meetings.html",
    MeetingSheet: "meeting.html",
}
"""Which template shows which sheet."""

FILTERS = (
    "date",
    "dates",
    "span",
    "language_name",
    "in_language",
    "own_name",
    "number",
    "ordinal",
    "all_of",
    "one_of",
    "label",
    "region",
    "place",
    "theme",
    "doubt",
)
"""Methods of `Telling` that templates use."""

INVITATION = (
    "The public record of inter-State consultation mechanisms on migration: who takes part, who "
    "presides, what was asked and what came of it."
)
"""What the root of the record says in each language; the home page says it too."""


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
    """A template with its sheet. Raises jinja2.UndefinedError where the sheet lacks a field."""
    page = environment(frame.language).get_template(template)
    return page.render(sheet=sheet, frame=frame).encode()


@cache
def environment(language: str) -> Environment:
    """One for each language: its words are compiled into nothing, its templates only once.

    Raises FileNotFoundError for a language without a catalogue.
    """
    made = Environment(
        loader=PackageLoader("tourdetable.ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.policies["ext.i18n.trimmed"] = True
    words = translations(language)
    _install(made, words)
    telling = Telling(language, words)
    made.filters.update({name: getattr(telling, name) for name in FILTERS})
    made.filters.update(direction=direction, said_in=said_in)
    made.globals.update(
        {
            "table_plan": figures.table_plan,
            "timeline": figures.timeline,
            "growth_figure": figures.growth,
            "points": figures.points,
            "meeting_seats": seating.meeting_seats,
            "member_seats": seating.member_seats,
            "invitation": INVITATION,
        }
    )
    return made


def said_in(message: str, language: str) -> str:
    """A message of the catalogue in another language than that of the page."""
    return translations(language).gettext(message)


def _install(made: Environment, words: gettext.NullTranslations) -> None:
    """Jinja2 adds this method to environments with its extension; its types do not show it."""
    install: Any = made.install_gettext_translations  # type: ignore[attr-defined]  # see above
    install(words, newstyle=True)
