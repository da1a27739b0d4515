"""What is known of parties and persons: dossiers as stored, found by code, slug or name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.nearest import nearest_names
from tourdetable.parties.enums import (
    PartyKind,
)
from tourdetable.parties.models import (
    Affiliation,
    Country,
    Organisation,
    OrganisationMembership,
    Party,
    Person,
)


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
