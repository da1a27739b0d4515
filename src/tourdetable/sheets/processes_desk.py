"""Processes as the secretariat keeps them: the list, and one with its seats and offices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.collections import pages_by_key
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Answer
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import Certainty, SeatEvidence
from tourdetable.parties.queries import Reason, Seat, seat_on
from tourdetable.processes.enums import (
    MandateStyle,
    MembershipKind,
    ProcessKind,
    Role,
    SecretariatKind,
)
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process
from tourdetable.processes.queries.keeping import numbers_of_members, presiding_by_process
from tourdetable.processes.queries.offices import Holder, Offices, offices_on
from tourdetable.sheets.paging import Page
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine
from tourdetable.sheets.reader import Footnotes, Reader


@dataclass(frozen=True, slots=True)
class PresidingLine:
    """A party that presides on the day, or may do so, and how sure that is."""

    party: PartyLine
    doubts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ProcessDeskRow:
    """A process in the list; `members` counts the parties on record, whatever their seat."""

    slug: str
    name: Reading
    acronym: str
    kind: ProcessKind
    members: int
    presiding: tuple[PresidingLine, ...]


@dataclass(frozen=True, slots=True)
class ProcessesDeskSheet:
    """A page of the list, in the order of the names."""

    page: Page
    rows: tuple[ProcessDeskRow, ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A row on a party's seat. `doubts` are those of the party's seat on the day, by all rows;
    `is_former` where there is no seat any more.
    """

    key: int
    party: PartyLine
    kind: MembershipKind
    evidence: SeatEvidence
    since: PartialDate | None
    until: PartialDate | None
    certainty: Certainty | None
    doubts: tuple[Reason, ...]
    note: Reading
    cited: Cited

    @property
    def is_former(self) -> bool:
        return self.certainty is None


@dataclass(frozen=True, slots=True)
class MandateLine:
    """An office that a party holds; `party` is None where a row states that there is no
    secretariat.
    """

    key: int
    party: PartyLine | None
    role: Role
    style: MandateStyle | None
    secretariat_kind: SecretariatKind | None
    since: PartialDate | None
    until: PartialDate | None
    doubts: tuple[Reason, ...]
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class FocalPointLine:
    """A person who answers for a party."""

    key: int
    party: PartyLine
    slug: str
    name: str
    mail: str
    is_alternate: bool
    since: PartialDate | None
    until: PartialDate | None
    is_over: bool
    cited: Cited


@dataclass(frozen=True, slots=True)
class ProcessHead:
    """What a screen about a process says above its heading."""

    slug: str
    name: Reading
    acronym: str


@dataclass(frozen=True, slots=True)
class ProcessDeskSheet:
    """One process on a day. Of the offices, `past` are those that nobody may hold any more, the
    newest first.
    """

    head: ProcessHead
    on: PartialDate
    current: tuple[MandateLine, ...]
    incoming: tuple[MandateLine, ...]
    past: tuple[MandateLine, ...]
    seats: tuple[tuple[MembershipKind, tuple[SeatLine, ...]], ...]
    focal_points: tuple[FocalPointLine, ...]
    sources: tuple[SourceLine, ...]


def process_head(process: Process, reader: Reader) -> ProcessHead:
    return ProcessHead(process.slug, reader.say(process.names), process.acronym)


def processes_desk_sheet(
    page: Page, processes: Sequence[Process], reader: Reader, on: PartialDate
) -> ProcessesDeskSheet:
    """Three queries, however long the list is."""
    presiding, members = presiding_by_process(on), numbers_of_members()
    rows = (
        ProcessDeskRow(
            row.slug,
            reader.say(row.names),
            row.acronym,
            ProcessKind(row.kind),
            members.get(row.pk, 0),
            tuple(PresidingLine(reader.party(p), why) for p, why in presiding.get(row.pk, ())),
        )
        for row in processes
    )
    return ProcessesDeskSheet(page, tuple(rows))


def by_name(processes: Iterable[Process], reader: Reader) -> list[Process]:
    """In the order of their names in the reader's language."""
    return sorted(processes, key=lambda row: sort_key(reader.say(row.names).text, reader.language))


def process_desk_sheet(  # noqa: PLR0913 - a process has these rows, each from one query
    process: Process,
    reader: Reader,
    on: PartialDate,
    *,
    memberships: Sequence[Membership],
    mandates: Sequence[Mandate],
    points: Sequence[FocalPoint],
    listed: Mapping[str, tuple[str, ...]],
) -> ProcessDeskSheet:
    """From rows with their parties and persons; `listed` are the sources of the lists. One
    query.
    """
    rows: list[Membership | Mandate | FocalPoint] = [*memberships, *mandates, *points]
    keys = {key for row in rows for key in row.sources}
    notes = Footnotes(pages_by_key(keys.union(*listed.values())))
    offices = offices_on(mandates, on)
    known = _known(offices)
    incoming = [row for row in mandates if row.period.started_by(on) is Answer.NO]
    past = [row for row in mandates if row.pk not in known and row not in incoming]
    return ProcessDeskSheet(
        head=process_head(process, reader),
        on=on,
        current=_lines([row for row in mandates if row.pk in known], known, reader, notes),
        incoming=_lines(incoming, {}, reader, notes),
        past=_lines(past[::-1], {}, reader, notes),
        seats=tuple(_seats(memberships, listed, reader, notes, on)),
        focal_points=tuple(_point(row, reader, notes, on) for row in points),
        sources=notes.lines(),
    )


def _known(offices: Offices) -> dict[int, Holder]:
    """What holds on the day, or may hold."""
    held = (*offices.presiding, *offices.hosts, *offices.secretariats, *offices.no_secretariat)
    return {holder.mandate.pk: holder for holder in held}


def _lines(
    rows: Iterable[Mandate], known: Mapping[int, Holder], reader: Reader, notes: Footnotes
) -> tuple[MandateLine, ...]:
    return tuple(
        mandate_line(row, known[row.pk].reasons if row.pk in known else (), reader, notes)
        for row in rows
    )


def mandate_line(
    row: Mandate, doubts: tuple[Reason, ...], reader: Reader, notes: Footnotes
) -> MandateLine:
    return MandateLine(
        row.pk,
        reader.party(row.party) if row.party else None,
        Role(row.role),
        MandateStyle(row.style) if row.style else None,
        SecretariatKind(row.secretariat_kind) if row.secretariat_kind else None,
        row.since,
        row.until,
        doubts,
        reader.say(row.note),
        notes.cite(row.sources),
    )


def _seats(
    rows: Sequence[Membership],
    listed: Mapping[str, tuple[str, ...]],
    reader: Reader,
    notes: Footnotes,
    on: PartialDate,
) -> Iterator[tuple[MembershipKind, tuple[SeatLine, ...]]]:
    """By kind, those who sit there first, each by name."""
    for kind in MembershipKind:
        own = [row for row in rows if row.kind == kind]
        seats = _seats_on(own, listed.get(kind, ()), on)
        lines = [_seat(row, seats[row.party_id], reader, notes) for row in own]
        if lines:
            order = sorted(lines, key=lambda line: (line.is_former, line.party.sort_key))
            yield kind, tuple(order)


def _seats_on(
    rows: Iterable[Membership], listed: tuple[str, ...], on: PartialDate
) -> dict[int, Seat | None]:
    """The seat of each party on the day, by all rows that speak of it."""
    own: dict[int, list[Membership]] = {}
    for row in rows:
        own.setdefault(row.party_id, []).append(row)
    return {
        key: seat_on(found[0].party, found, [k for r in found for k in r.sources or listed], on)
        for key, found in own.items()
    }


def _seat(row: Membership, seat: Seat | None, reader: Reader, notes: Footnotes) -> SeatLine:
    return SeatLine(
        row.pk,
        reader.party(row.party),
        MembershipKind(row.kind),
        SeatEvidence(row.evidence),
        row.since,
        row.until,
        seat.certainty if seat else None,
        seat.reasons if seat else (),
        reader.say(row.note),
        notes.cite(row.sources),
    )


def _point(row: FocalPoint, reader: Reader, notes: Footnotes, on: PartialDate) -> FocalPointLine:
    return FocalPointLine(
        row.pk,
        reader.party(row.party),
        row.person.slug,
        row.person.name,
        row.person.mail,
        row.is_alternate,
        row.since,
        row.until,
        row.period.covers(on) is Answer.NO,
        notes.cite(row.sources),
    )
