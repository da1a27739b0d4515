"""What the sheets are drawn from, read once: processes, seats, sources. Constant queries.

Meetings are not held here: they are many, and are read in portions.
"""

from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.collections import CitedPage, pages_by_key
from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.models import Party
from tourdetable.parties.queries import Seat, parties_by_code, seats_in_organisations
from tourdetable.processes.queries.dossiers import (
    ProcessDossier,
    RelationsDossier,
    process_dossiers,
    relations_dossiers,
)
from tourdetable.processes.queries.growth import YearOfGrowth, growth
from tourdetable.processes.queries.members import seats_on


@dataclass(frozen=True)
class Holdings:
    """`on` is the date for which memberships are compared: the day the data was put together."""

    on: PartialDate
    parties: dict[str, Party]
    processes: dict[str, ProcessDossier]
    relations: dict[str, RelationsDossier]
    sources: dict[str, CitedPage]
    organisation_seats: dict[str, list[Seat]]

    @cached_property
    def process_seats(self) -> dict[str, list[Seat]]:
        return {slug: seats_on(dossier, self.on) for slug, dossier in self.processes.items()}

    @cached_property
    def growth(self) -> list[YearOfGrowth]:
        return growth(self.processes.values())


def read_holdings(on: PartialDate) -> Holdings:
    """Everything but the meetings, as it stood on a date; eleven queries."""
    return Holdings(
        on,
        parties_by_code(),
        process_dossiers(),
        relations_dossiers(),
        pages_by_key(),
        seats_in_organisations(on),
    )
