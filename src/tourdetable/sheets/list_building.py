"""Drawing the sheets of the pages that lead to others: home and processes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind, SeatEvidence
from tourdetable.processes.enums import Basis, MembershipKind, ProcessKind, ProcessState
from tourdetable.processes.queries.dossiers import ProcessDossier
from tourdetable.sheets.calendar_building import Beside, meeting_row
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.lists import (
    CountryDot,
    GrowthYear,
    HomeSheet,
    ProcessesSheet,
    ProcessRow,
)
from tourdetable.sheets.reader import Reader

RECENT = 6


def processes_sheet(holdings: Holdings, reader: Reader) -> ProcessesSheet:
    """All processes in the order of their names."""
    rows = [process_row(dossier, reader) for dossier in holdings.processes.values()]
    ordered = tuple(sorted(rows, key=lambda row: row.sort_key))
    dots = _dots(holdings, reader)
    return ProcessesSheet(reader.language, holdings.on, ordered, _growth(holdings, reader), dots)


def _dots(holdings: Holdings, reader: Reader) -> tuple[CountryDot, ...]:
    """Every country that sits in a process, those in few before those in many, so that a large
    dot never hides under a small one's neighbour by chance of order.
    """
    counts = Counter(seat.party.code for seats in holdings.process_seats.values() for seat in seats)
    dots = [
        CountryDot(
            dossier.details[0].alpha2, reader.party(holdings.parties[code]).name, counts[code]
        )
        for code, dossier in holdings.countries.items()
    ]
    return tuple(sorted(dots, key=lambda dot: (dot.processes, dot.alpha2)))


def process_row(dossier: ProcessDossier, reader: Reader) -> ProcessRow:
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
        sort_key(link.name.text, reader.language),
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


@dataclass(frozen=True, slots=True)
class Doorstep:
    """The meetings of the home page: how many there are in all, the newest, one as an example."""

    meeting_count: int
    recent: Sequence[Meeting]
    told: Beside
    example: Meeting | None


def home_sheet(
    holdings: Holdings,
    doorstep: Doorstep,
    reader: Reader,
) -> HomeSheet:
    """What the record holds and where to begin."""
    example = doorstep.example
    processes = processes_sheet(holdings, reader)
    parties = {row.party.code for d in holdings.processes.values() for row in d.memberships}
    return HomeSheet(
        reader.language,
        holdings.on,
        len(processes.processes),
        sum(row.state is ProcessState.ACTIVE for row in processes.processes),
        len(parties),
        doorstep.meeting_count,
        len(holdings.sources),
        processes.growth,
        reader.meeting(example) if example else None,
        reader.say(example.purpose if example else Wording()),
        tuple(meeting_row(row, doorstep.told, reader) for row in doorstep.recent),
        processes.processes,
    )
