"""The sheets of the pages that lead to others: home, processes, meetings, calendar."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import MeetingKind
from tourdetable.processes.enums import Basis, ProcessKind, ProcessState
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.process import MeetingLine


@dataclass(frozen=True, slots=True)
class GrowthYear:
    """How many processes had been founded by the end of a year.

    `founded` are those that the followed claim dates to this year; `at_least` and `at_most` count
    all claims: where sources disagree, the number lies between the two.
    """

    year: int
    founded: tuple[ThingLink, ...]
    total: int
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process in the list. `members` is how many we can name, None where no list was found."""

    link: ThingLink
    acronym: str
    kind: ProcessKind
    basis: Basis
    regions: tuple[str, ...]
    founded: PartialDate
    other_years: tuple[PartialDate, ...]
    state: ProcessState
    since: PartialDate | None
    members: int
    stated_total: int | None
    list_is_complete: bool
    sort_key: str


@dataclass(frozen=True, slots=True)
class CountryDot:
    """A country on the map of dots, by its code (ISO 3166-1 alpha-2), and in how many processes it
    sits.
    """

    alpha2: str
    name: Reading
    processes: int


@dataclass(frozen=True, slots=True)
class ProcessesSheet:
    """All processes in the order of their names, how their number grew, and how many of them each
    country sits in as known for `on`.
    """

    language: str
    on: PartialDate
    processes: tuple[ProcessRow, ...]
    growth: tuple[GrowthYear, ...]
    dots: tuple[CountryDot, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list. `revised` is when what readers see of it was last changed."""

    line: MeetingLine
    kind: MeetingKind
    series: Reading
    processes: tuple[ThingLink, ...]
    revised: dt.datetime


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """Meetings that continue each other: how many, from the first day known to the last."""

    link: ThingLink
    count: int
    first: PartialDate
    last: PartialDate


@dataclass(frozen=True, slots=True)
class MeetingsSheet:
    """The series, and the newest meetings of all; `total` counts all. The calendar has the rest."""

    language: str
    total: int
    series: tuple[SeriesLine, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesSheet:
    """The meetings of a series in the order of their numbers."""

    slug: str
    language: str
    name: Reading
    names: tuple[Reading, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """How many meetings began in each of the twelve months of a year, and how many at a time in it
    that is not known to the month.
    """

    link: ThingLink
    year: int
    months: tuple[int, ...]
    unplaced: int


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """Every year in which a meeting is on record, the latest first. Of `total` meetings, `dated`
    are known to the day, so that a calendar can hold them.
    """

    language: str
    total: int
    dated: int
    years: tuple[CalendarYear, ...]


@dataclass(frozen=True, slots=True)
class YearSheet:
    """The meetings that began in a year, from its first month on; `unplaced` are those of which
    the month is not known. `earlier` and `later` are the nearest years with a meeting.
    """

    slug: str
    language: str
    year: int
    earlier: ThingLink | None
    later: ThingLink | None
    months: tuple[tuple[int, tuple[MeetingRow, ...]], ...]
    unplaced: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class HomeSheet:
    """The first page: what the record holds, and where to begin.

    `example` is the meeting with the fullest record, `recent` the newest meetings; `compiled_on`
    is the day on which the reference data was put together.
    """

    language: str
    compiled_on: PartialDate | None
    process_count: int
    active_count: int
    party_count: int
    meeting_count: int
    source_count: int
    growth: tuple[GrowthYear, ...]
    example: MeetingLine | None
    example_purpose: Reading
    recent: tuple[MeetingRow, ...]
    processes: tuple[ProcessRow, ...]
