"""A file meets what the desk has changed since it was read last (decision 0025).

What the file says anew is compared with what it said before: what only the file changed comes in,
what only the desk changed stands. Where both changed what is known of the same party, the desk's
stands and is named, so that somebody can look.
"""

import copy
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from django.db.models import Model

from tourdetable.kernel.dossier import Dossier, canonical_json
from tourdetable.kernel.models import Event

Held = TypeVar("Held", bound=Dossier)
Snapshot = Mapping[str, Any]
FILE = "file"
"""Where an event tells what the file said, if that is not what was recorded."""
ORDER = frozenset({"position", "term"})
"""Columns that number rows, and say nothing of a fact."""


@dataclass(frozen=True)
class Settled(Generic[Held]):
    """What is to be recorded, and where the desk's word stands against the file's:
    `mandates: AUS`.
    """

    dossier: Held
    standing: tuple[str, ...] = ()


def settled(fresh: Held, stored: Held | None) -> Settled[Held]:
    """One query, and none for things that the desk does not keep or that are as the file says."""
    if stored is None or not fresh.kept_together:
        return Settled(fresh)
    now, told = stored.snapshot(), fresh.snapshot()
    if told == now:
        return Settled(fresh)
    said = _said_last(fresh.thing)
    if told == said:
        return Settled(stored)
    return Settled(fresh) if said == now else _merged(fresh, stored, said)


def told_with_file(fresh: Dossier, recorded: Dossier) -> dict[str, object]:
    """What an event says of the thing afterwards."""
    after, file = recorded.snapshot(), fresh.snapshot()
    return after if after == file else {**after, FILE: file}


def _said_last(thing: str) -> Snapshot:
    """What a file said last of a thing; empty where none ever did."""
    events = Event.objects.filter(thing=thing, after__contains='"root":{').order_by("pk")
    newest = events.last()
    said: dict[str, Any] = json.loads(newest.after) if newest else {}
    return dict(said.get(FILE, said))


def _merged(fresh: Held, stored: Held, said: Snapshot) -> Settled[Held]:
    parts: dict[str, Sequence[Model]] = {}
    standing = []
    for part, column in fresh.kept_together.items():
        before = _grouped(said.get(part, ()), column)
        now = _grouped(stored.snapshot().get(part, ()), column)
        then = _grouped(fresh.snapshot().get(part, ()), column)
        desk = {name for name in {*now, *before} if now[name] != before[name]}
        desk = {name for name in desk if then[name] != now[name]}
        standing += [f"{part}: {name}" for name in sorted(desk) if then[name] != before[name]]
        files = [copy.copy(r) for r in fresh.parts[part] if _name(r, column) not in desk]
        kept = [row for row in stored.parts[part] if _name(row, column) in desk]
        kept = [_moved(row, stored.root, fresh.root) for row in kept]
        parts[part] = fresh.in_order(part, files, kept)
    return Settled(replace(fresh, **parts), tuple(standing))


def _name(row: Model, column: str) -> str:
    return str(getattr(row, column) or "")


def _grouped(rows: Any, column: str) -> dict[str, list[str]]:
    """Rows as texts that can be compared, by what keeps them together."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        facts = {name: value for name, value in row.items() if name not in ORDER}
        found[str(row.get(column, ""))].append(canonical_json(facts))
    return defaultdict(list, {name: sorted(texts) for name, texts in found.items()})


def _moved(row: Model, old: Model, root: Model) -> Model:
    """A stored row as one of the other dossier, to be matched with what is stored anew."""
    moved = copy.copy(row)
    moved.pk = None
    for field in type(row)._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
        if field.related_model is type(old) and getattr(row, field.attname) == old.pk:
            setattr(moved, field.name, root)
    return moved
