"""Drawing the sheets of the pages that lead to others."""

from collections.abc import Iterable, Mapping, Sequence

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import MeetingKind
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind, SeatEvidence
from tourdetable.processes.enums import Basis, MembershipKind, ProcessKind, ProcessState
from tourdetable.processes.models import Process
from tourdetable.processes.queries.dossiers import ProcessDossier
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.lists import (
    GrowthYear,
    HomeSheet,
    MeetingRow,
    MeetingsSheet,
    ProcessesSheet,
    ProcessRow,
)
from tourdetable.sheets.reader import Reader

RECENT = 6


def processes_sheet(holdings: Holdings, reader: Reader) -> ProcessesSheet:
    """All processes in the order of their names."""
    rows = [_process_row(dossier, reader) for dossier in holdings.processes.values()]
    ordered = tuple(sorted(rows, key=lambda row: row.sort_key))
    return ProcessesSheet(reader.language, ordered, _growth(holdings, reader))


def _process_row(dossier: ProcessDossier, reader: Reader) -> ProcessRow:
    process = dossier.process
    link = reader.process(process)
    about = next((row for row in dossier.lists if row.kind == MembershipKind.MEMBER), None)
    status = next(iter(dossier.statuses), None)
    listed = [
        row
        for row in dossier.memberships
        if row.kind == MembershipKind.MEMBER
        and row.evidence == SeatEvidence.LISTED
        and row.party.kind != PartyKind.ORGANISATION
    ]
    return ProcessRow(
        link,
        process.acronym,
        ProcessKind(process.kind),
        Basis(process.basis),
        tuple(process.regions),
        dossier.claims[0].year,
        tuple(claim.year for claim in dossier.claims[1:]),
        ProcessState(status.state) if status else ProcessState.UNKNOWN,
        status.since if status else None,
        len(listed),
        about.stated_total if about else None,
        bool(about and about.is_complete),
        sort_key(link.name.text),
    )


def _growth(holdings: Holdings, reader: Reader) -> tuple[GrowthYear, ...]:
    return tuple(
        GrowthYear(
            year.year,
            tuple(reader.process(process) for process in year.founded),
            year.total,
            year.at_least,
            year.at_most,
        )
        for year in holdings.growth
    )


def meeting_row(
    meeting: Meeting, concerned: Mapping[int, Sequence[Process]], reader: Reader
) -> MeetingRow:
    """A meeting in a list; `concerned` gives the processes by the key of the meeting."""
    return MeetingRow(
        reader.meeting(meeting),
        MeetingKind(meeting.kind),
        reader.say(meeting.series.names if meeting.series else Wording()),
        tuple(reader.process(process) for process in concerned.get(meeting.pk, ())),
    )


def meetings_sheet(
    meetings: Iterable[Meeting], concerned: Mapping[int, Sequence[Process]], reader: Reader
) -> MeetingsSheet:
    """Meetings, newest first; those of a series also by their number."""
    meetings = list(meetings)
    rows = tuple(meeting_row(meeting, concerned, reader) for meeting in meetings)
    series = {m.series.slug: reader.say(m.series.names) for m in meetings if m.series}
    grouped = tuple(
        (
            name,
            tuple(
                row
                for meeting, row in sorted(
                    zip(meetings, rows, strict=True),
                    key=lambda pair: pair[0].number_in_series or 0,
                )
                if meeting.series and meeting.series.slug == slug
            ),
        )
        for slug, name in series.items()
    )
    return MeetingsSheet(reader.language, grouped, rows)


def home_sheet(
    holdings: Holdings,
    meetings: Sequence[Meeting],
    example: Meeting | None,
    concerned: Mapping[int, Sequence[Process]],
    reader: Reader,
) -> HomeSheet:
    """What the record holds and where to begin; `meetings` are newest first."""
    processes = processes_sheet(holdings, reader)
    parties = {row.party.code for d in holdings.processes.values() for row in d.memberships}
    return HomeSheet(
        reader.language,
        holdings.on,
        len(processes.processes),
        sum(row.state is ProcessState.ACTIVE for row in processes.processes),
        len(parties),
        len(meetings),
        len(holdings.sources),
        processes.growth,
        reader.meeting(example) if example else None,
        reader.say(example.purpose if example else Wording()),
        tuple(meeting_row(meeting, concerned, reader) for meeting in meetings[:RECENT]),
        processes.processes,
    )


def newest_first(meetings: Iterable[Meeting]) -> list[Meeting]:
    """By their first day, the latest first; the same day by their slug."""
    by_slug = sorted(meetings, key=lambda meeting: meeting.slug)
    return sorted(by_slug, key=lambda meeting: _first_day(meeting.start), reverse=True)


def _first_day(start: PartialDate) -> str:
    return start.earliest.isoformat()
