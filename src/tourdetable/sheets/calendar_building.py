"""Drawing the sheets on which meetings stand in their order: lists, series, calendar."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import MeetingKind
from tourdetable.meetings.models import Meeting, Series
from tourdetable.meetings.queries import Stub, concerned_processes, revisions
from tourdetable.processes.models import Process
from tourdetable.sheets.lists import (
    CalendarSheet,
    CalendarYear,
    MeetingRow,
    MeetingsSheet,
    SeriesLine,
    SeriesSheet,
    YearSheet,
)
from tourdetable.sheets.reader import Reader

NEWEST = 100
"""How many meetings the list of meetings shows; the calendar has all, year by year."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What lists say of meetings beside what these hold themselves, by the keys of the meetings:
    the processes that they concern, and when what readers see was last changed.
    """

    processes: Mapping[int, Sequence[Process]]
    revised: Mapping[int, dt.datetime]


def beside(meetings: Sequence[Meeting]) -> Beside:
    """Two queries."""
    return Beside(concerned_processes(meetings), revisions(meetings))


def by_year(meetings: Iterable[Stub]) -> dict[int, list[Stub]]:
    """Each year with what began in it, the latest year first."""
    found: dict[int, list[Stub]] = defaultdict(list)
    for meeting in meetings:
        found[meeting.start.year].append(meeting)
    return {year: found[year] for year in sorted(found, reverse=True)}


def meeting_row(meeting: Meeting, told: Beside, reader: Reader) -> MeetingRow:
    """A meeting in a list."""
    return MeetingRow(
        reader.meeting(meeting),
        MeetingKind(meeting.kind),
        reader.say(meeting.series.names if meeting.series else Wording()),
        tuple(reader.process(process) for process in told.processes.get(meeting.pk, ())),
        told.revised[meeting.pk],
    )


def _rows(meetings: Iterable[Meeting], told: Beside, reader: Reader) -> tuple[MeetingRow, ...]:
    return tuple(meeting_row(meeting, told, reader) for meeting in meetings)


def meetings_sheet(
    known: Sequence[Stub],
    newest: Iterable[Meeting],
    series: Mapping[int, Series],
    told: Beside,
    reader: Reader,
) -> MeetingsSheet:
    """The series and the newest meetings; `known` are all, newest first, as `newest` are."""
    grouped: dict[int, list[Stub]] = defaultdict(list)
    for meeting in known:
        if meeting.series_id is not None:
            grouped[meeting.series_id].append(meeting)
    lines = tuple(
        SeriesLine(reader.series(series[key]), len(of_it), of_it[-1].start, of_it[0].start)
        for key, of_it in grouped.items()
    )
    return MeetingsSheet(reader.language, len(known), lines, _rows(newest, told, reader))


def series_sheet(
    series: Series, meetings: Iterable[Meeting], told: Beside, reader: Reader
) -> SeriesSheet:
    """One series; `meetings` are those of it that the reader may read."""
    name = reader.say(series.names)
    ordered = sorted(meetings, key=lambda meeting: meeting.number_in_series or 0)
    return SeriesSheet(
        series.slug,
        reader.language,
        name,
        reader.other_names(series.names, name),
        _rows(ordered, told, reader),
    )


def calendar_sheet(known: Sequence[Stub], reader: Reader) -> CalendarSheet:
    """The months of all years in numbers."""
    years = []
    for year, meetings in by_year(known).items():
        counts = Counter(_month(meeting.start) for meeting in meetings)
        months = tuple(counts[month] for month in range(1, MONTHS + 1))
        years.append(CalendarYear(reader.year(year), year, months, counts[0]))
    dated = sum(one.start.is_day and (one.end is None or one.end.is_day) for one in known)
    return CalendarSheet(reader.language, len(known), dated, tuple(years))


def year_sheet(
    year: int,
    years: Sequence[int],
    meetings: Iterable[Meeting],
    told: Beside,
    reader: Reader,
) -> YearSheet:
    """One of the `years`, latest first; `meetings` are those that began in it, earliest first."""
    place = years.index(year)
    by_month: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_month[_month(meeting.start)].append(meeting)
    unplaced = _rows(by_month.pop(0, ()), told, reader)
    return YearSheet(
        str(year),
        reader.language,
        year,
        reader.year(years[place + 1]) if place + 1 < len(years) else None,
        reader.year(years[place - 1]) if place else None,
        tuple((month, _rows(by_month[month], told, reader)) for month in sorted(by_month)),
        unplaced,
    )


def _month(start: PartialDate) -> int:
    """The month in which it began, 0 where only the year is known."""
    return int(start.text[len("YYYY-") : len("YYYY-MM")] or 0)
