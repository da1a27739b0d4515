"""The sheets of the pages that lead to others: home, processes, meetings."""

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
class ProcessesSheet:
    """All processes, in the order of their names, and how their number grew."""

    language: str
    processes: tuple[ProcessRow, ...]
    growth: tuple[GrowthYear, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list."""

    line: MeetingLine
    kind: MeetingKind
    series: Reading
    processes: tuple[ThingLink, ...]


@dataclass(frozen=True, slots=True)
class MeetingsSheet:
    """All published meetings, newest first; `series` holds those that continue each other."""

    language: str
    series: tuple[tuple[Reading, tuple[MeetingRow, ...]], ...]
    meetings: tuple[MeetingRow, ...]


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
