"""Who sits where in a drawn table: the seats of a meeting and of a process, in their order."""

from dataclasses import dataclass
from enum import Enum

from tourdetable.invitations.enums import Office
from tourdetable.parties.enums import Certainty
from tourdetable.sheets.meeting import InvitationLine, MeetingSheet
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.process import MemberBlock


class Mark(Enum):
    """How a seat is drawn: filled, outlined, or dashed."""

    HELD = "held"
    HOST = "host"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat and whoever may sit on it: several are candidates for it, none is not known.

    `office` and `process` say by what right; a host and a member need none.
    """

    parties: tuple[PartyLine, ...]
    mark: Mark
    office: Office | None = None
    process: ThingLink | None = None


def meeting_seats(sheet: MeetingSheet) -> tuple[Seat, ...]:
    """The seats that the rules of the meeting ask for, then its hosts."""
    hosts = (Seat((host,), Mark.HOST) for host in sheet.hosts)
    return (*map(_seat, sheet.invitations.seats), *hosts)


def member_seats(block: MemberBlock) -> tuple[Seat, ...]:
    """Every member who has not left, in the order of the block."""
    return tuple(
        Seat((line.party,), _mark(line.certainty)) for line in block.lines if not line.is_former
    )


def _seat(line: InvitationLine) -> Seat:
    parties = tuple(holder.party for holder in line.candidates)
    mark = Mark.DOUBT if len(parties) != 1 else _mark(line.certainty)
    return Seat(parties, mark, line.office, line.process)


def _mark(certainty: Certainty) -> Mark:
    return Mark.DOUBT if certainty is Certainty.DOUBTFUL else Mark.HELD
