"""What focal points' terms and their parties' mandates make of a person on a date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from tourdetable.kernel.actors import Standing
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Answer
from tourdetable.parties.enums import Capacity, Certainty
from tourdetable.parties.models import Person
from tourdetable.processes.models import FocalPoint, Mandate
from tourdetable.processes.queries.offices import offices_on


def seat_of(party_code: str, process_slug: str) -> str:
    """What a focal point stands for: a party's seat in a process, as a standing names it."""
    return f"party:{party_code}@{process_slug}"


def standings_of_focal_points(person: Person, now: dt.datetime) -> Iterator[Standing]:
    """A focal point answers for a party in a process, and is that process's chair's office while
    the party presides; only what is sure counts. Two queries, one for most people.
    """
    on = PartialDate.of(now)
    rows = FocalPoint.objects.filter(person=person).select_related("party", "process")
    terms = [row for row in rows if row.period.covers(on) is Answer.YES]
    if not terms:
        return
    presiding = _presiding({row.process_id for row in terms}, on)
    for row in terms:
        yield Standing(Capacity.FOCAL_POINT, seat_of(row.party.code, row.process.slug))
        yield Standing(Capacity.FOCAL_POINT, f"party:{row.party.code}")
        if row.party_id in presiding[row.process_id]:
            yield Standing(Capacity.CHAIR, f"process:{row.process.slug}")


def _presiding(processes: set[int], on: PartialDate) -> dict[int, set[int | None]]:
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    for row in Mandate.objects.filter(process__in=processes).select_related("party"):
        mandates[row.process_id].append(row)
    found: dict[int, set[int | None]] = defaultdict(set)
    for key, rows in mandates.items():
        sure = (
            holder
            for holder in offices_on(rows, on).presiding
            if holder.certainty is not Certainty.DOUBTFUL
        )
        found[key] = {holder.mandate.party_id for holder in sure}
    return found
