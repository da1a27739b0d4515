"""What the desk reads of processes: rows to be kept, and the history of each fact."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.nearest import folded
from tourdetable.parties.models import Party
from tourdetable.parties.queries import Reason
from tourdetable.parties.rules import is_officer
from tourdetable.processes.enums import PRESIDING
from tourdetable.processes.models import FocalPoint, Mandate, MemberList, Membership, Process
from tourdetable.processes.queries.offices import offices_on
from tourdetable.processes.rules import readable_focal_points

Row = TypeVar("Row", bound=Model)


def kept_processes(by: Actor) -> QuerySet[Process]:
    """The processes that somebody keeps."""
    return Process.objects.all() if is_officer(by) else Process.objects.none()


def listed_processes(by: Actor) -> QuerySet[Process]:
    """The same with what a list shows of them, and what they are found by."""
    return kept_processes(by).only("slug", "names", "acronym", "also_known_as", "kind")


def kept_memberships(by: Actor) -> QuerySet[Membership]:
    rows = Membership.objects.select_related("party", "process")
    return rows if is_officer(by) else rows.none()


def kept_mandates(by: Actor) -> QuerySet[Mandate]:
    rows = Mandate.objects.select_related("party", "process")
    return rows if is_officer(by) else rows.none()


def focal_points(by: Actor, now: dt.datetime) -> QuerySet[FocalPoint]:
    """Who answers for whom, as far as somebody may know it."""
    rows = FocalPoint.objects.select_related("party", "process", "person")
    return rows.filter(readable_focal_points(by, now))


def of_process(rows: QuerySet[Row], process: Process, *others: str) -> list[Row]:
    """Those of one process, with their parties and `others`; the process itself is at hand."""
    found = rows.filter(process=process).select_related(None).select_related("party", *others)
    return list(found)


def history(process: Process, by: Actor) -> QuerySet[Event]:
    """What was ever changed of a process, the newest first."""
    name = f"process:{process}"
    rows = Event.objects.filter(Q(thing=name) | Q(thing__startswith=f"{name}/"))
    return rows.order_by("-pk") if is_officer(by) else rows.none()


def named_like(processes: Iterable[Process], words: str) -> list[Process]:
    """Those whose names, in whatever language, or acronyms hold all the words. Pure."""
    wanted = folded(words).split()
    return [row for row in processes if all(word in _named(row) for word in wanted)]


def _named(row: Process) -> str:
    texts = (row.slug, row.acronym, *row.also_known_as, *row.names.texts())
    return folded(" ".join(texts))


def presiding_by_process(on: PartialDate) -> dict[int, list[tuple[Party, tuple[Reason, ...]]]]:
    """Who presides over each process on a date, or may do so, with the doubts. Two queries: the
    parties are read of those alone.
    """
    rows: dict[int, list[Mandate]] = defaultdict(list)
    for row in Mandate.objects.filter(role__in=PRESIDING).defer("note"):
        rows[row.process_id].append(row)
    held = [(key, h) for key, own in rows.items() for h in offices_on(own, on).presiding]
    parties = Party.objects.in_bulk({h.mandate.party_id for _, h in held if h.mandate.party_id})
    found: dict[int, list[tuple[Party, tuple[Reason, ...]]]] = defaultdict(list)
    for key, holder in held:
        if holder.mandate.party_id:
            found[key].append((parties[holder.mandate.party_id], holder.reasons))
    return found


def numbers_of_members() -> dict[int, int]:
    """How many parties are on record in each process, whatever their seat; one query."""
    rows = Membership.objects.order_by().values_list("process")
    return dict(rows.annotate(count=Count("party", distinct=True)))


def list_sources(process: Process) -> dict[str, tuple[str, ...]]:
    """On what the lists of a process rest, by their kind; one query."""
    rows = MemberList.objects.filter(process=process)
    return {row.kind: tuple(row.sources) for row in rows}
