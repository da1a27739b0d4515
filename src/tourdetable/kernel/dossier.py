"""A dossier is a thing with all its facts, taken in and compared as one (decision 0004).

The first field of a dossier is its root; every other field is a list of rows that belong to it,
parents before children. Rows are model instances, saved or not.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording


def canonical_json(value: object) -> str:
    """One text for one value: sorted keys, no spaces, no escapes beyond JSON's own."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> object:
    """A column's value as JSON can hold it."""
    if isinstance(value, Wording):
        return value.to_json()
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


def derived(row: models.Model) -> tuple[str, ...]:
    """Columns that follow from the others, as the model says in `derived`."""
    columns: tuple[str, ...] = getattr(row, "derived", ())
    return columns


@dataclasses.dataclass(frozen=True)
class Dossier:
    """Base of every stage's dossiers. Whatever a row refers to outside is shown as `str(it)`,
    so `str` of such a model is its stable name (slug or code).

    Where `owns_root` is false the root is only what the rows belong to: it is neither shown in
    the snapshot nor saved. `name_field` is the root's column that `str` shows. `left_alone` are
    columns, of whatever row has them, that other actions decide: a dossier sets them on what is
    new, and neither shows nor changes them on what is stored. `told_apart_by` gives the column by
    which rows of a part are told apart: one with another value there is another row, and never
    the successor of this one. `kept_together` names the parts that the desk keeps too, each with
    the column by which rows belong together when a file meets them (kernel.reconciling).
    """

    owns_root: ClassVar[bool] = True
    name_field: ClassVar[str] = "slug"
    left_alone: ClassVar[tuple[str, ...]] = ()
    told_apart_by: ClassVar[Mapping[str, str]] = {}
    kept_together: ClassVar[Mapping[str, str]] = {}

    @property
    def root(self) -> models.Model:
        root: models.Model = getattr(self, dataclasses.fields(self)[0].name)
        return root

    @property
    def parts(self) -> dict[str, Sequence[models.Model]]:
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)[1:]}

    @property
    def thing(self) -> str:
        """The name under which the journal knows it, such as `process:bali-process`."""
        kind = type(self.root)._meta.model_name  # noqa: SLF001 - Django's public Meta
        part = "" if self.owns_root else f"/{dataclasses.fields(self)[1].name}"
        return f"{kind}:{self.root}{part}"

    def in_order(
        self,
        part: str,  # noqa: ARG002 - read by those who number a part otherwise
        files: Sequence[models.Model],
        kept: Sequence[models.Model],
    ) -> Sequence[models.Model]:
        """The rows of a part that a file gives, and behind them those that the desk keeps."""
        rows = [*files, *kept]
        for place, row in enumerate(rows):
            if hasattr(row, "position"):
                row.position = place
        return rows

    def snapshot(self) -> dict[str, object]:
        """Everything the dossier says, in plain values; what is empty is left out."""
        found: dict[str, object] = {"root": self._row(self.root)} if self.owns_root else {}
        for name, rows in self.parts.items():
            if rows:
                found[name] = [self._row(row) for row in rows]
        return found

    def _row(self, row: models.Model) -> dict[str, object]:
        shown: dict[str, object] = {}
        for field in type(row)._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
            value: object
            if field.primary_key or field.name in self._unsaid(row):
                continue
            if field.is_relation:
                value = None if self._is_root(row, field) else self._name(getattr(row, field.name))
            else:
                value = plain(getattr(row, field.attname))
            if value not in (None, "", [], {}, False):
                shown[field.name] = value
        return shown

    def _unsaid(self, row: models.Model) -> tuple[str, ...]:
        return derived(row) + self.left_alone

    def _is_root(self, row: models.Model, field: Any) -> bool:
        """Does the row point to the root there? Asked by key, so that nothing is fetched."""
        if field.related_model is not type(self.root):
            return False
        key = getattr(row, field.attname)
        if key is not None and self.root.pk is not None:
            return bool(key == self.root.pk)
        return getattr(row, field.name) is self.root

    def _name(self, target: models.Model | None) -> str | None:
        if target is None:
            return None
        for name, rows in self.parts.items():
            for index, row in enumerate(rows):
                if row is target:
                    return f"{name}#{index}"
        return str(target)

    def save(self, stored: "Dossier | None") -> None:
        """Bring what is stored to what this dossier says; rows that stay the same keep their key.

        Left-over rows are changed in place, in order, before any is added or removed, so that
        whatever points to one still finds it.
        """
        if self.owns_root:
            if stored:
                self._succeed(self.root, stored.root)
            self.root.save()
        surplus: list[models.Model] = []
        for name, rows in self.parts.items():
            old = list(stored.parts[name]) if stored else []
            surplus += self._match(name, rows, stored, old)
            for row in (row for row in rows if row.pk is not None):
                row.save()
            fresh = [row for row in rows if row.pk is None]
            if fresh:
                type(fresh[0])._default_manager.bulk_create(fresh)  # noqa: SLF001 - Django's API
        for row in reversed(surplus):
            row.delete()

    def _succeed(self, row: models.Model, old: models.Model) -> None:
        """Let a row take the place of a stored one, with all that this dossier leaves alone."""
        row.pk = old.pk
        for field in type(row)._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
            if field.name in self.left_alone:
                setattr(row, field.attname, getattr(old, field.attname))

    def _match(
        self,
        part: str,
        rows: Sequence[models.Model],
        stored: "Dossier | None",
        old: list[models.Model],
    ) -> list[models.Model]:
        """Let every row succeed its stored twin or the next that fits; return those left over."""
        if not stored or not old:
            return []
        waiting, spare = list(rows), list(old)
        for key in (canonical_json, self._apart(part)):
            by_key: dict[str, list[models.Model]] = {}
            for row in spare:
                by_key.setdefault(key(stored._row(row)), []).append(row)  # noqa: SLF001 - same class
            still = []
            for row in waiting:
                same = by_key.get(key(self._row(row)))
                if same:
                    self._succeed(row, same.pop(0))
                else:
                    still.append(row)
            waiting = still
            left = {id(row) for rows in by_key.values() for row in rows}
            spare = [row for row in spare if id(row) in left]
        return spare

    def _apart(self, part: str) -> Callable[[dict[str, object]], str]:
        """What tells rows of a part apart, in what is shown of them; the same for all otherwise."""
        column = self.told_apart_by.get(part)
        return lambda shown: canonical_json(shown.get(column)) if column else ""
