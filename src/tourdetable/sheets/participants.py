"""The list of participants by delegation, in the protocol order of the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tourdetable.invitations.enums import Category, Function, Showing
from tourdetable.invitations.models import Nomination, Participant
from tourdetable.invitations.queries.participants import Seat, seats, sitting_on
from tourdetable.kernel.order import sort_key
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.room import NominatedLine, nominated_line

PAGE = 50
"""Participants on a page."""


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """Somebody who takes part, as every list names them."""

    honorific: str
    name: str
    post: str
    unit: str
    function: Function


@dataclass(frozen=True, slots=True)
class KeptLine:
    """The same as the secretariat keeps it; `key` is its number in addresses."""

    key: int
    person: ParticipantLine
    showing: Showing
    consent_source: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """Those of one party, and for one process where they come for one: by function, then name.
    Both are empty for those who come for nobody.
    """

    category: Category
    party: PartyLine | None
    process: ThingLink | None
    lines: tuple[KeptLine, ...]


@dataclass(frozen=True, slots=True)
class PublicDelegation:
    """The same as the public reads it: those alone whose names may be shown."""

    category: Category
    party: PartyLine | None
    process: ThingLink | None
    lines: tuple[ParticipantLine, ...]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A nomination that the secretariat has not accepted yet."""

    party: PartyLine
    process: ThingLink | None
    nomination: NominatedLine


@dataclass(frozen=True, slots=True)
class ParticipantsSheet:
    """A page of the list, or all of it where there is but one; `total` counts all pages."""

    meeting: MeetingHead
    language: str
    delegations: tuple[Delegation, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """The nominations that wait, the oldest first; `total` counts those beyond the page too."""

    lines: tuple[WaitingLine, ...]
    total: int


def participants_sheet(
    meeting: Meeting, rows: QuerySet[Participant], reader: Reader, page: int = 0
) -> ParticipantsSheet:
    """The page of that number (from 1), or for 0 the whole list. Four queries at any length: only
    the delegations that stand on the page are read.
    """
    counted = seats(rows)
    order = _in_protocol_order(counted, reader)
    total = sum(counted.values())
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    first, last = ((page - 1) * PAGE, page * PAGE) if page else (0, total)
    found: list[Delegation] = []
    place = 0
    wanted: list[tuple[Seat, int]] = []
    for seat in order:
        end = place + counted[seat]
        if place < last and end > first:
            wanted.append((seat, place))
        place = end
    sitting = sitting_on(rows, [seat for seat, _ in wanted], is_all=not page)
    for seat, start in wanted:
        lines = _lines(sitting[seat], reader)[max(0, first - start) : last - start]
        head = sitting[seat][0]
        found.append(Delegation(Category(seat.category), *_whose(head, reader), lines))
    head_of = meeting_head(meeting, reader)
    return ParticipantsSheet(head_of, reader.language, tuple(found), total, page or 1, pages)


def _in_protocol_order(counted: Iterable[Seat], reader: Reader) -> list[Seat]:
    seen = list(counted)
    parties = Party.objects.in_bulk({seat.party for seat in seen if seat.party})
    processes = Process.objects.in_bulk({seat.process for seat in seen if seat.process})
    categories = [category.value for category in Category]

    def turn(seat: Seat) -> tuple[int, bool, str, str]:
        party = reader.party(parties[seat.party]).sort_key if seat.party else ""
        process = reader.process(processes[seat.process]).name.text if seat.process else ""
        told = sort_key(process, reader.language) if process else ""
        return categories.index(seat.category), not party, party, told

    return sorted(seen, key=turn)


def _whose(row: Participant, reader: Reader) -> tuple[PartyLine | None, ThingLink | None]:
    party = reader.party(row.party) if row.party else None
    return party, reader.process(row.process) if row.process else None


def _lines(rows: Sequence[Participant], reader: Reader) -> tuple[KeptLine, ...]:
    order = [function.value for function in Function]
    ranked = sorted(
        rows,
        key=lambda r: (order.index(r.function), sort_key(r.person.name, reader.language), r.pk),
    )
    return tuple(kept_line(row) for row in ranked)


def participant_line(row: Participant) -> ParticipantLine:
    person = row.person
    return ParticipantLine(
        person.honorific, person.name, row.post, row.unit, Function(row.function)
    )


def kept_line(row: Participant) -> KeptLine:
    return KeptLine(row.pk, participant_line(row), Showing(row.showing), row.consent_source)


def waiting_sheet(rows: QuerySet[Nomination], reader: Reader) -> WaitingSheet:
    """From nominations with their invitations; two queries."""
    lines = tuple(waiting_line(row, reader) for row in rows.order_by("received_at", "pk")[:PAGE])
    return WaitingSheet(lines, rows.count() if len(lines) == PAGE else len(lines))


def waiting_line(row: Nomination, reader: Reader) -> WaitingLine:
    invitation = row.invitation
    process = reader.process(invitation.process) if invitation.process else None
    return WaitingLine(reader.party(invitation.party), process, nominated_line(row))


def public_delegations(rows: Iterable[Participant], reader: Reader) -> tuple[PublicDelegation, ...]:
    """From rows that the public may read, with their persons, parties and processes. No query."""
    by_seat: dict[Seat, list[Participant]] = defaultdict(list)
    for row in rows:
        by_seat[Seat(row.category, row.party_id, row.process_id)].append(row)
    found = [
        PublicDelegation(
            Category(seat.category),
            *_whose(those[0], reader),
            tuple(line.person for line in _lines(those, reader)),
        )
        for seat, those in by_seat.items()
    ]
    categories = list(Category)
    return tuple(
        sorted(
            found,
            key=lambda d: (
                categories.index(d.category),
                d.party is None,
                d.party.sort_key if d.party else "",
                sort_key(d.process.name.text, reader.language) if d.process else "",
            ),
        )
    )
