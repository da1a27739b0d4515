"""Who sits in a process on a date, and which parties two bodies share."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Answer
from tourdetable.parties.enums import Certainty, Doubt
from tourdetable.parties.models import Party
from tourdetable.parties.queries import Reason, Seat, graded, seat_on
from tourdetable.processes.enums import MembershipKind, ProcessState
from tourdetable.processes.models import Membership
from tourdetable.processes.queries.dossiers import ProcessDossier

_OVER = (ProcessState.ENDED, ProcessState.ABSORBED)


@dataclass(frozen=True)
class Shared:
    """A party that sits in both bodies; the doubts are those of either seat."""

    party: Party
    own: Seat
    other: Seat

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(dict.fromkeys((*self.own.reasons, *self.other.reasons)))

    @cached_property
    def certainty(self) -> Certainty:
        return graded(self.reasons)


def existed_on(dossier: ProcessDossier, on: PartialDate) -> Answer:
    """Was the process there on that date? *Unknown* between conflicting claims of its founding."""
    claims = [claim.year.not_after(on) for claim in dossier.claims]
    founded = Answer.UNKNOWN
    if claims and all(answer is claims[0] for answer in claims):
        founded = claims[0]
    for status in dossier.statuses:
        if status.state in _OVER and status.since:
            founded = founded & on.not_after(status.since)
    return founded


def seats_on(
    dossier: ProcessDossier, on: PartialDate, kind: MembershipKind = MembershipKind.MEMBER
) -> list[Seat]:
    """The seats of a process on a date, in the order of the parties' codes. Pure: no query.

    Nobody sat before the process was founded; where that is not known, every seat is doubtful.
    """
    alive = existed_on(dossier, on)
    if alive is Answer.NO:
        return []
    list_sources = next((row.sources for row in dossier.lists if row.kind == kind), ())
    rows: dict[Party, list[Membership]] = {}
    for row in dossier.memberships:
        if row.kind == kind:
            rows.setdefault(row.party, []).append(row)
    found = []
    for party in sorted(rows, key=lambda party: party.code):
        sources = [key for row in rows[party] for key in row.sources or list_sources]
        seat = seat_on(party, rows[party], sources, on)
        if seat:
            found.append(seat if alive is Answer.YES else _born_in_doubt(seat, dossier))
    return found


def _born_in_doubt(seat: Seat, dossier: ProcessDossier) -> Seat:
    unit = min(claim.year for claim in dossier.claims) if dossier.claims else None
    reasons = tuple(dict.fromkeys((*seat.reasons, Reason(Doubt.START_PRECISION, unit))))
    return Seat(seat.party, graded(reasons), reasons, seat.sources, seat.is_territory)


def shared_seats(own: Iterable[Seat], other: Iterable[Seat]) -> list[Shared]:
    """The parties that sit in both, in the order of the first."""
    there = {seat.party.code: seat for seat in other}
    return [Shared(s.party, s, there[s.party.code]) for s in own if s.party.code in there]
