"""A sheet and its place in the record."""

from dataclasses import dataclass

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

Sheet = (
    HomeSheet
    | ProcessesSheet
    | ProcessSheet
    | ComparisonSheet
    | MeetingsSheet
    | MeetingSheet
    | PartiesSheet
    | PartySheet
    | DocumentsSheet
    | DocumentSheet
    | SeriesSheet
    | CalendarSheet
    | YearSheet
    | SideBySideSheet
    | AboutSheet
    | DataSheet
    | SearchSheet
    | TombstoneSheet
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet and its place in the record: `kind` is that of a ThingLink, or the name of a page
    of which there is one alone (`home`, `processes`, `search` and so on), whose `slug` is empty.
    """

    kind: str
    slug: str
    language: str
    sheet: Sheet
