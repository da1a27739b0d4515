"""How many processes there were, year by year."""

from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.processes.models import Process
from tourdetable.processes.queries.dossiers import ProcessDossier


@dataclass(frozen=True, slots=True)
class YearOfGrowth:
    """`founded` by the claim that is followed; `total` counts them to the end of the year.

    Where sources disagree on a founding, the true total lies between `at_least` (all claims of a
    process have come by then) and `at_most` (one has).
    """

    year: int
    founded: tuple[Process, ...]
    total: int
    at_least: int
    at_most: int


def growth(dossiers: Iterable[ProcessDossier]) -> list[YearOfGrowth]:
    """Every year from the first claim to the last; processes that ended still count as founded."""
    claims = {d.process: [claim.year.year for claim in d.claims] for d in dossiers if d.claims}
    if not claims:
        return []
    years = [year for found in claims.values() for year in found]
    grown = []
    for year in range(min(years), max(years) + 1):
        founded = tuple(process for process, found in claims.items() if found[0] == year)
        grown.append(
            YearOfGrowth(
                year,
                founded,
                sum(found[0] <= year for found in claims.values()),
                sum(max(found) <= year for found in claims.values()),
                sum(min(found) <= year for found in claims.values()),
            )
        )
    return grown
