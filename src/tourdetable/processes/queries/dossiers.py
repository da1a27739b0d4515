"""Processes as stored, with all their facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.nearest import nearest_names
from tourdetable.processes.models import (
    FoundingClaim,
    Mandate,
    MemberList,
    Membership,
    Process,
    ProcessStatus,
    Relation,
)
from tourdetable.processes.queries.terms import with_mandate

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class ProcessDossier(Dossier):
    """A process with all its facts but its relations, which need the other processes first."""

    kept_together = {"memberships": "party", "mandates": "party"}  # noqa: RUF012 - a ClassVar of the class above

    process: Process
    claims: Sequence[FoundingClaim]
    statuses: Sequence[ProcessStatus]
    lists: Sequence[MemberList]
    memberships: Sequence[Membership]
    mandates: Sequence[Mandate]

    def in_order(self, part: str, files: Sequence[Model], kept: Sequence[Model]) -> Sequence[Model]:
        """Mandates stand in the order of time, whoever says them."""
        if part != "mandates":
            return super().in_order(part, files, kept)
        mandates = [row for row in files if isinstance(row, Mandate)]
        for row in (row for row in kept if isinstance(row, Mandate)):
            mandates = with_mandate(mandates, row)
        return mandates


@dataclass(frozen=True)
class RelationsDossier(Dossier):
    """How a process stands to others and to organisations."""

    owns_root = False

    process: Process
    relations: Sequence[Relation]


def _by_process(rows: QuerySet[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.process_id].append(row)  # type: ignore[attr-defined]  # every part has a process
    return found


def process_dossiers(slugs: Iterable[str] | None = None) -> dict[str, ProcessDossier]:
    """Stored processes by slug (all of them where none is named); six queries."""
    processes = Process.objects.all()
    if slugs is not None:
        processes = processes.filter(slug__in=list(slugs))
    claims = _by_process(FoundingClaim.objects.filter(process__in=processes))
    statuses = _by_process(ProcessStatus.objects.filter(process__in=processes).order_by("pk"))
    lists = _by_process(MemberList.objects.filter(process__in=processes))
    seats = Membership.objects.filter(process__in=processes).select_related("party")
    memberships = _by_process(seats)
    offices = Mandate.objects.filter(process__in=processes).select_related("party")
    mandates = _by_process(offices)
    return {
        p.slug: ProcessDossier(
            p, claims[p.pk], statuses[p.pk], lists[p.pk], memberships[p.pk], mandates[p.pk]
        )
        for p in processes
    }


def relations_dossiers(slugs: Iterable[str] | None = None) -> dict[str, RelationsDossier]:
    """Stored relations by the slug of the process; two queries."""
    processes = Process.objects.all()
    if slugs is not None:
        processes = processes.filter(slug__in=list(slugs))
    rows = Relation.objects.filter(process__in=processes)
    relations = _by_process(rows.select_related("target_process", "target_organisation"))
    return {p.slug: RelationsDossier(p, relations[p.pk]) for p in processes}


def processes_by_slug() -> dict[str, Process]:
    """Every process by its slug; one query."""
    return {process.slug: process for process in Process.objects.all()}


def find_process(name: str) -> Process:
    """The process with that slug, or with exactly that acronym or name whatever its case.

    Raises UnknownThingError with the nearest slugs. One query.
    """
    known: dict[str, tuple[str, ...]] = {}
    for process in Process.objects.all():
        others = (process.acronym, *process.also_known_as, *process.names.texts())
        known[process.slug] = tuple(text for text in others if text)
        if name.casefold() in (process.slug, *(t.casefold() for t in known[process.slug])):
            return process
    raise UnknownThingError("process", name, nearest_names(name, known))
