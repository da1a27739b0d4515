"""What the desk reads of processes: rows to be kept, and the history of each fact."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.models import Event
from tourdetable.kernel.nearest import folded
from tourdetable.parties.rules import is_officer
from tourdetable.processes.models import FocalPoint, Mandate, MemberList, Membership, Process
from tourdetable.processes.rules import readable_focal_points


def kept_processes(by: Actor) -> QuerySet[Process]:
    """The processes that somebody keeps."""
    return Process.objects.all() if is_officer(by) else Process.objects.none()


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


def mandates_by_process() -> dict[int, list[Mandate]]:
    """Every office of every process; one query."""
    found: dict[int, list[Mandate]] = defaultdict(list)
    for row in Mandate.objects.select_related("party"):
        found[row.process_id].append(row)
    return found


def numbers_of_members() -> dict[int, int]:
    """How many parties are on record in each process, whatever their seat; one query."""
    rows = Membership.objects.order_by().values_list("process")
    return dict(rows.annotate(count=Count("party", distinct=True)))


def list_sources(process: Process) -> dict[str, tuple[str, ...]]:
    """On what the lists of a process rest, by their kind; one query."""
    rows = MemberList.objects.filter(process=process)
    return {row.kind: tuple(row.sources) for row in rows}
