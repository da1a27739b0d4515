"""Files of reference data and the sources they rest on: taken in, and looked up by key."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.enums import SourceReading
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.kernel.models import Collection, Source


@dataclass(frozen=True)
class CollectionDossier(Dossier):
    """A collection and the sources that it describes."""

    collection: Collection
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class CitedPage:
    """What a key stands for, whatever collections describe it; remarks in their order."""

    key: str
    url: str
    publisher: str
    reading: SourceReading
    remarks: tuple[str, ...]


def may_record_collection(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Reference data comes in by the operator's hand."""
    return by.is_operator


@action(may_record_collection)
def record_collection(dossier: CollectionDossier, *, by: Actor, now: dt.datetime) -> Change:  # noqa: ARG001 - read by @action
    """Record what a file says of itself and of its sources, or bring it up to date."""
    return put_on_record(dossier, collection_dossiers)


def collection_dossiers(slugs: Iterable[str] | None = None) -> dict[str, CollectionDossier]:
    """Stored collections by slug; two queries."""
    collections = Collection.objects.all()
    if slugs is not None:
        collections = collections.filter(slug__in=list(slugs))
    sources: dict[int, list[Source]] = defaultdict(list)
    for row in Source.objects.filter(collection__in=collections).select_related("collection"):
        sources[row.collection_id].append(row)
    return {c.slug: CollectionDossier(c, sources[c.pk]) for c in collections}


def pages_by_key(keys: Iterable[str] | None = None) -> dict[str, CitedPage]:
    """The pages behind the keys (all of them where none is named); one query."""
    rows = Source.objects.order_by("collection__slug", "position")
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    found: dict[str, list[Source]] = defaultdict(list)
    for row in rows:
        found[row.key].append(row)
    return {key: _page(described) for key, described in found.items()}


def _page(described: Sequence[Source]) -> CitedPage:
    first = described[0]
    read_in_full = any(row.reading == SourceReading.FULL for row in described)
    return CitedPage(
        first.key,
        first.url,
        first.publisher,
        SourceReading.FULL if read_in_full else SourceReading.EXCERPT,
        tuple(dict.fromkeys(row.remark for row in described if row.remark)),
    )


def compiled_on() -> str:
    """The latest day on which a collection was put together, as text; empty where none says."""
    newest = Collection.objects.filter(compiled_on__isnull=False).order_by("-compiled_on").first()
    return str(newest.compiled_on) if newest else ""
