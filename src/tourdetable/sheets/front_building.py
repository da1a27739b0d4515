"""Drawing the pages of which there is one alone: lists, the home page, those that stand apart."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tourdetable.meetings.queries import fullest_meeting, readable
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.calendar_building import NEWEST, beside, calendar_sheet, meetings_sheet
from tourdetable.sheets.comparison_building import comparison_sheet
from tourdetable.sheets.document_building import documents_sheet
from tourdetable.sheets.entry import Entry, Sheet
from tourdetable.sheets.list_building import RECENT, Doorstep, home_sheet, processes_sheet
from tourdetable.sheets.party_building import parties_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.standing_building import about_sheet, data_sheet, search_sheet

if TYPE_CHECKING:
    from tourdetable.sheets.edition import Edition

Draw = Callable[[Reader], Sheet]
"""Draws a page in one language from what was read for all of them."""


def standing_entries(edition: "Edition", kind: str) -> Iterator[Entry]:
    """The one page of a kind in every language. Raises KeyError for a kind that has several."""
    draw = _DRAWERS[kind](edition)
    for reader in edition.readers:
        yield Entry(kind, "", reader.language, draw(reader))


def _about(edition: "Edition") -> Draw:
    documents = len(edition.files())
    return lambda reader: about_sheet(edition.holdings, len(edition.known), documents, reader)


def _data(edition: "Edition") -> Draw:
    return lambda reader: data_sheet(edition.holdings, reader)


def _search(edition: "Edition") -> Draw:
    files = edition.files()
    return lambda reader: search_sheet(edition.holdings, files, reader)


def _documents(edition: "Edition") -> Draw:
    files = edition.files()
    return lambda reader: documents_sheet(files, reader)


def _countries(edition: "Edition") -> Draw:
    return lambda reader: parties_sheet(PartyKind.COUNTRY, edition.holdings, reader)


def _organisations(edition: "Edition") -> Draw:
    return lambda reader: parties_sheet(PartyKind.ORGANISATION, edition.holdings, reader)


def _calendar(edition: "Edition") -> Draw:
    return lambda reader: calendar_sheet(edition.known, reader)


def _meetings(edition: "Edition") -> Draw:
    newest = edition.load(edition.known[:NEWEST])
    told = beside(newest)
    return lambda reader: meetings_sheet(edition.known, newest, edition.series, told, reader)


def _compare(edition: "Edition") -> Draw:
    return lambda reader: comparison_sheet(edition.holdings, reader)


def _processes(edition: "Edition") -> Draw:
    return lambda reader: processes_sheet(edition.holdings, reader)


def meetings_at_home(edition: "Edition") -> set[str]:
    """The slugs of the meetings that the home page shows."""
    example = fullest_meeting(readable(edition.by, edition.now))
    shown = {stub.slug for stub in edition.known[:RECENT]}
    return shown | {example.slug} if example else shown


def _home(edition: "Edition") -> Draw:
    recent = edition.load(edition.known[:RECENT])
    told = beside(recent)
    example = fullest_meeting(readable(edition.by, edition.now))
    doorstep = Doorstep(len(edition.known), recent, told, example)
    return lambda reader: home_sheet(edition.holdings, doorstep, reader)


_DRAWERS: dict[str, Callable[["Edition"], Draw]] = {
    "about": _about,
    "data": _data,
    "search": _search,
    "documents": _documents,
    "countries": _countries,
    "organisations": _organisations,
    "calendar": _calendar,
    "meetings": _meetings,
    "compare": _compare,
    "processes": _processes,
    "home": _home,
}
STANDING = tuple(_DRAWERS)
"""Their kinds, in the order in which they may go out: home last."""
