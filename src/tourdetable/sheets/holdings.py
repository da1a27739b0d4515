"""What the sheets are drawn from, read once: processes, seats, sources. Constant queries.

Meetings are not held here: they are many, and are read in portions.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby

from tourdetable.kernel.collections import CitedPage, pages_by_key
from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.models import OrganisationMembership, Party
from tourdetable.parties.queries import (
    CountryDossier,
    OrganisationDossier,
    Seat,
    country_dossiers,
    organisation_dossiers,
    parties_by_code,
    seats_among,
)
from tourdetable.processes.enums import MembershipKind, Role
from tourdetable.processes.models import Mandate, Membership
from tourdetable.processes.queries.dossiers import (
    ProcessDossier,
    RelationsDossier,
    process_dossiers,
    relations_dossiers,
)
from tourdetable.processes.queries.growth import YearOfGrowth, growth
from tourdetable.processes.queries.members import Shared, seats_on, shared_seats


@dataclass(frozen=True)
class Holdings:
    """`on` is the date for which memberships are compared: the day the data was put together."""

    on: PartialDate
    parties: dict[str, Party]
    processes: dict[str, ProcessDossier]
    relations: dict[str, RelationsDossier]
    sources: dict[str, CitedPage]
    countries: dict[str, CountryDossier]
    organisations: dict[str, OrganisationDossier]

    @cached_property
    def process_seats(self) -> dict[str, list[Seat]]:
        return {slug: seats_on(dossier, self.on) for slug, dossier in self.processes.items()}

    def shared_with_process(self, slug: str, other: str) -> list[Shared]:
        """The parties with a seat in both processes on the date."""
        return self._shared(slug, "process", other, self.process_seats[other])

    def shared_with_organisation(self, slug: str, code: str) -> list[Shared]:
        """The parties with a seat in the process and in the organisation on the date."""
        return self._shared(slug, "organisation", code, self.organisation_seats[code])

    def _shared(self, slug: str, kind: str, body: str, seats: list[Seat]) -> list[Shared]:
        key = (slug, kind, body)
        if key not in self._shared_so_far:
            self._shared_so_far[key] = shared_seats(self.process_seats[slug], seats)
        return self._shared_so_far[key]

    @cached_property
    def _shared_so_far(self) -> dict[tuple[str, str, str], list[Shared]]:
        """Asked for again in every language, and by two pages."""
        return {}

    @cached_property
    def seats_in_processes(self) -> dict[tuple[str, str], dict[str, Seat]]:
        """The seats on the date by process and kind of membership, each by the party's code."""
        return {
            (slug, kind.value): {seat.party.code: seat for seat in seats_on(dossier, self.on, kind)}
            for slug, dossier in self.processes.items()
            for kind in MembershipKind
        }

    @cached_property
    def memberships_of(self) -> dict[str, list[tuple[str, str, list[Membership]]]]:
        """By the party's code: process, kind and all that its sources say of that seat."""
        found = defaultdict(list)
        for slug, dossier in self.processes.items():
            ordered = sorted(dossier.memberships, key=lambda row: (row.party.code, row.kind))
            for (code, kind), rows in groupby(ordered, lambda row: (row.party.code, row.kind)):
                found[code].append((slug, kind, list(rows)))
        return found

    @cached_property
    def terms_of(self) -> dict[str, list[tuple[str, list[Mandate]]]]:
        """By the party's code: process and all mandates of a term that it held or shared."""
        found = defaultdict(list)
        for slug, dossier in self.processes.items():
            ordered = sorted(dossier.mandates, key=lambda row: (*_term(row), row.position))
            for _number, rows in groupby(ordered, _term):
                term = list(rows)
                for code in dict.fromkeys(row.party.code for row in term if row.party):
                    found[code].append((slug, term))
        return found

    @cached_property
    def organisation_seats(self) -> dict[str, list[Seat]]:
        rows = chain.from_iterable(self.seats_of_organisations.values())
        return seats_among(rows, self.on)

    @cached_property
    def seats_of_parties(self) -> dict[str, list[OrganisationMembership]]:
        found = defaultdict(list)
        for rows in self.seats_of_organisations.values():
            for row in rows:
                found[row.party.code].append(row)
        return found

    @cached_property
    def seats_of_organisations(self) -> dict[str, list[OrganisationMembership]]:
        return {code: list(d.memberships) for code, d in self.organisations.items()}

    @cached_property
    def organisations_of(self) -> dict[str, list[str]]:
        """By the party's code: the organisations in which it is a full member on the date."""
        found = defaultdict(list)
        for code, seats in self.organisation_seats.items():
            for seat in seats:
                found[seat.party.code].append(code)
        return found

    @cached_property
    def growth(self) -> list[YearOfGrowth]:
        return growth(self.processes.values())


def _term(mandate: Mandate) -> tuple[bool, int]:
    """Chairs and hosts of a process are numbered together, secretariats apart."""
    return mandate.role == Role.SECRETARIAT, mandate.term


def read_holdings(on: PartialDate) -> Holdings:
    """Everything but the meetings, as it stood on a date; seventeen queries."""
    return Holdings(
        on,
        parties_by_code(),
        process_dossiers(),
        relations_dossiers(),
        pages_by_key(),
        country_dossiers(),
        organisation_dossiers(),
    )
