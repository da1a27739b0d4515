"""What is known of parties: dossiers as stored, and membership of organisations on a date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q, QuerySet

from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.enums import ActorKind, Answer
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.models import Event
from tourdetable.kernel.nearest import nearest_names
from tourdetable.kernel.sources import is_unverified
from tourdetable.parties.enums import (
    Capacity,
    Certainty,
    Doubt,
    PartyKind,
    SeatEvidence,
    SeatStatus,
)
from tourdetable.parties.models import (
    Affiliation,
    Country,
    Officer,
    Organisation,
    OrganisationMembership,
    Party,
    Person,
)
from tourdetable.parties.rules import is_officer


@dataclass(frozen=True)
class CountryDossier(Dossier):
    """A country; `details` holds its one row of codes."""

    name_field = "code"

    party: Party
    details: Sequence[Country]


@dataclass(frozen=True)
class OrganisationDossier(Dossier):
    """An organisation; `details` holds its one row, empty for an uncoded participant."""

    name_field = "code"

    party: Party
    details: Sequence[Organisation]
    memberships: Sequence[OrganisationMembership]


@dataclass(frozen=True)
class PersonDossier(Dossier):
    """A person and their posts. How to write to them is for the desk."""

    left_alone = ("honorific", "mail", "language")
    kept_together = {"affiliations": "party"}  # noqa: RUF012 - a ClassVar of the class above

    person: Person
    affiliations: Sequence[Affiliation]


def parties_by_code() -> dict[str, Party]:
    """Every party by its code; one query."""
    return {party.code: party for party in Party.objects.all()}


def country_dossiers(codes: Iterable[str] | None = None) -> dict[str, CountryDossier]:
    """Stored countries by code (all of them where none is named); one query."""
    rows = Country.objects.select_related("party")
    if codes is not None:
        rows = rows.filter(party__code__in=list(codes))
    return {row.party.code: CountryDossier(row.party, [row]) for row in rows}


def organisation_dossiers(codes: Iterable[str] | None = None) -> dict[str, OrganisationDossier]:
    """Stored organisations and uncoded participants by code; six queries."""
    parties = Party.objects.exclude(kind=PartyKind.COUNTRY)
    details = Organisation.objects.select_related("party", "seat_country")
    seats = OrganisationMembership.objects.prefetch_related("party", "organisation__organisation")
    if codes is not None:
        codes = list(codes)
        parties = parties.filter(code__in=codes)
        details = details.filter(party__code__in=codes)
        seats = seats.filter(organisation__code__in=codes)
    found = {party.pk: OrganisationDossier(party, [], []) for party in parties}
    row_lists: dict[int, tuple[list[Organisation], list[OrganisationMembership]]]
    row_lists = defaultdict(lambda: ([], []))
    for detail in details:
        row_lists[detail.pk][0].append(detail)
    for seat in seats:
        row_lists[seat.organisation_id][1].append(seat)
    return {
        dossier.party.code: OrganisationDossier(dossier.party, *row_lists[pk])
        for pk, dossier in found.items()
    }


def person_dossiers(slugs: Iterable[str] | None = None) -> dict[str, PersonDossier]:
    """Stored persons by slug; two queries."""
    people = Person.objects.all()
    if slugs is not None:
        people = people.filter(slug__in=list(slugs))
    posts: dict[int, list[Affiliation]] = defaultdict(list)
    for row in Affiliation.objects.select_related("party", "person").filter(person__in=people):
        posts[row.person_id].append(row)
    return {person.slug: PersonDossier(person, posts[person.pk]) for person in people}


def standings_of_officers(person: Person, now: dt.datetime) -> Iterator[Standing]:
    """What the secretariat's own list makes of a person at that moment; one query."""
    listed = Officer.objects.filter(person=person, since__lte=now)
    if listed.filter(Q(until__isnull=True) | Q(until__gt=now)).exists():
        yield Standing(Capacity.OFFICER)


def readable_officers(by: Actor) -> QuerySet[Officer]:
    """The lines of the secretariat's list that somebody may read; one query."""
    rows = Officer.objects.select_related("person")
    return rows if is_officer(by) else rows.none()


def nameable_parties() -> list[Party]:
    """Every country and organisation, to be chosen by name; one query."""
    return list(Party.objects.select_related("country"))


def country_code(party: Party) -> str:
    """ISO 3166-1 alpha-2 of a party from `nameable_parties`; empty where it is no country."""
    return party.country.alpha2 if hasattr(party, "country") else ""


def namesakes(name: str) -> list[Affiliation]:
    """The posts of people who are called just so, whatever the case; one query. Nobody is taken for
    somebody else on the ground of a name: these are proposed.
    """
    rows = Affiliation.objects.filter(person__name__iexact=" ".join(name.split()))
    return list(rows.select_related("person", "party").order_by("person__slug", "pk"))


def is_named_on_record(person: Person) -> bool:
    """Did a file of published meetings bring this person in? One query."""
    return Event.objects.filter(thing=f"person:{person}", verb="record_person").exists()


def name_of_actor(told: str) -> str:
    """What somebody is called whom the journal names (`person:ana`): a person by their name, all
    others as they are. One query for a person.
    """
    kind, _, key = told.partition(":")
    named = Person.objects.filter(slug=key) if kind == ActorKind.PERSON else Person.objects.none()
    return named.values_list("name", flat=True).first() or told


def find_organisation(name: str) -> Party:
    """The organisation with that code, or with exactly that acronym or name whatever its case.

    Raises UnknownThingError with the nearest codes. One query.
    """
    known: dict[str, tuple[str, ...]] = {}
    for party in Party.objects.filter(kind=PartyKind.ORGANISATION):
        known[party.code] = (*party.acronyms.texts(), *party.names.texts())
        if name.casefold() in (party.code, *(text.casefold() for text in known[party.code])):
            return party
    raise UnknownThingError("organisation", name, nearest_names(name, known))


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
