"""Membership of organisations on a date, with its certainty and the reasons for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.enums import Answer
from tourdetable.kernel.sources import is_unverified
from tourdetable.parties.enums import (
    Certainty,
    Doubt,
    SeatEvidence,
    SeatStatus,
)
from tourdetable.parties.models import (
    OrganisationMembership,
    Party,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One doubt, and the year, month or day that it turns on, where there is one."""

    code: Doubt
    unit: PartialDate | None = None


class SeatRow(Protocol):
    """What a row must tell for a seat to be judged by it: in a process or in an organisation."""

    evidence: str
    is_territory: bool

    @property
    def period(self) -> Period: ...


@dataclass(frozen=True, slots=True)
class Seat:
    """A party's seat in a body on a date, the doubts that stand against it, and its sources."""

    party: Party
    certainty: Certainty
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    is_territory: bool = False


def period_reasons(period: Period, on: PartialDate) -> tuple[Reason, ...]:
    """Why it is not known whether a period covers a date; empty where it is known."""
    if period.covers(on) is not Answer.UNKNOWN:
        return ()
    found = []
    if period.started_by(on) is Answer.UNKNOWN:
        code = Doubt.START_PRECISION if period.start else Doubt.START_UNKNOWN
        found.append(Reason(code, period.start))
    if period.ended_before(on) is Answer.UNKNOWN:
        code = Doubt.END_PRECISION if period.end else Doubt.END_UNKNOWN
        found.append(Reason(code, period.end))
    return tuple(found)


def graded(reasons: Sequence[Reason]) -> Certainty:
    """The grade that follows from the doubts: none, only the missing date of entry, or others."""
    if not reasons:
        return Certainty.CERTAIN
    only_listed = all(reason.code is Doubt.LISTED for reason in reasons)
    return Certainty.LISTED if only_listed else Certainty.DOUBTFUL


def seat_reasons(rows: Sequence[SeatRow], on: PartialDate) -> tuple[Reason, ...] | None:
    """The doubts about a seat on a date, or None where there was no seat.

    Dated spells decide where they can. The plain list speaks only where they are silent: where
    none has a bound, or all had ended before the date. An uncertain mention speaks last. What is
    listed or uncertain has an end where somebody has said so: before it, it stays what it was.
    """
    dated = [row.period for row in rows if row.evidence == SeatEvidence.DATED]
    covering = [period for period in dated if period.covers(on) is not Answer.NO]
    if any(period.covers(on) is Answer.YES for period in covering):
        return ()
    bounded = [p for p in dated if p.start or p.end or p.end_unknown]
    is_silent = all(p.ended_before(on) is Answer.YES for p in bounded)
    if is_silent and (ends := _ends(rows, SeatEvidence.LISTED, on)) is not None:
        return (Reason(Doubt.LISTED), *ends)
    if covering:
        return tuple(dict.fromkeys(r for period in covering for r in period_reasons(period, on)))
    if (ends := _ends(rows, SeatEvidence.UNCERTAIN, on)) is not None:
        return (Reason(Doubt.UNCERTAIN), *ends)
    return None


def _ends(
    rows: Sequence[SeatRow], evidence: SeatEvidence, on: PartialDate
) -> tuple[Reason, ...] | None:
    """Whether rows of that evidence had not all ended before the date: None where they had, and
    otherwise the doubt whether they had.
    """
    periods = [row.period for row in rows if row.evidence == evidence]
    answers = {period.ended_before(on): period for period in periods}
    if Answer.NO in answers:
        return ()
    period = answers.get(Answer.UNKNOWN)
    return (Reason(Doubt.END_PRECISION, period.end),) if period else None


def seat_on(
    party: Party, rows: Sequence[SeatRow], sources: Sequence[str], on: PartialDate
) -> Seat | None:
    """The seat that a party's rows in one body make on a date; `sources` are those of all rows."""
    reasons = seat_reasons(rows, on)
    if reasons is None:
        return None
    if is_unverified(sources):
        reasons = (*reasons, Reason(Doubt.UNVERIFIED))
    is_territory = any(row.is_territory for row in rows)
    return Seat(party, graded(reasons), reasons, tuple(dict.fromkeys(sources)), is_territory)


def seats_in_organisations(
    on: PartialDate, organisation: Party | None = None
) -> dict[str, list[Seat]]:
    """Who sat as a full member on a date, by the code of the organisation; one query.

    An associate, a participant or a suspended spell neither makes nor ends membership. The seats
    stand in the order of the parties' codes.
    """
    rows = OrganisationMembership.objects.filter(status=SeatStatus.MEMBER)
    if organisation:
        rows = rows.filter(organisation=organisation)
    return seats_among(rows.select_related("party", "organisation__organisation"), on)


def organisations_with_members(parties: Iterable[int] | None = None) -> QuerySet[Party]:
    """The organisations in which anybody sits or has ever sat, or any of the `parties` (by their
    keys).
    """
    rows = OrganisationMembership.objects.filter(status=SeatStatus.MEMBER)
    if parties is not None:
        rows = rows.filter(party__in=parties)
    return Party.objects.filter(pk__in=rows.values("organisation"))


def seats_among(rows: Iterable[OrganisationMembership], on: PartialDate) -> dict[str, list[Seat]]:
    """The same of rows that are read already. Pure."""
    held: dict[str, dict[Party, list[OrganisationMembership]]] = defaultdict(dict)
    members = (row for row in rows if row.status == SeatStatus.MEMBER)
    for row in sorted(
        members, key=lambda row: (row.organisation.code, row.party.code, row.position)
    ):
        held[row.organisation.code].setdefault(row.party, []).append(row)
    found: dict[str, list[Seat]] = {}
    for code, by_party in held.items():
        seats = (seat_on(p, spells, seat_sources(spells), on) for p, spells in by_party.items())
        found[code] = [seat for seat in seats if seat]
    return found


def seat_sources(rows: Sequence[OrganisationMembership]) -> list[str]:
    """Those of the spells; where there is none, those of the plain list."""
    own = [key for row in rows for key in row.sources]
    return own or list(rows[0].organisation.organisation.member_sources)
