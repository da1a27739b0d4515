"""Single rows as actions change them: locked, compared with what was seen, saved, remembered.

A form shows a row and carries its `state_of`. Whoever saves it says so with `seen`; where somebody
else has changed the row in between, nothing is saved and both versions can be shown.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from tourdetable.kernel.dossier import canonical_json, derived, plain
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change

Row = TypeVar("Row", bound=Model)


class ChangedMeanwhileError(SentenceError):
    """Somebody else has changed the thing since it was shown; `stored` is how it stands now."""

    def __init__(self, stored: Model) -> None:
        self.stored = stored
        super().__init__(
            "Somebody else has changed this since you opened it. Both versions are shown; "
            "nothing of yours is lost, and nothing is saved yet."
        )


def snapshot(row: Model) -> dict[str, object]:
    """The row in plain values; other rows stand under their names. What is empty is left out, and
    what follows from other columns (`derived` of the model).
    """
    shown: dict[str, object] = {}
    for field in type(row)._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
        if (field.primary_key and not field.is_relation) or field.name in derived(row):
            continue
        value = getattr(row, field.name)
        value = str(value) if isinstance(value, Model) else plain(value)
        if value not in (None, "", [], {}, False):
            shown[field.name] = value
    return shown


def state_of(row: Model) -> str:
    """16 hexadecimal digits that change whenever the row does."""
    return hashlib.sha256(canonical_json(snapshot(row)).encode()).hexdigest()[:16]


def name_of(row: Model) -> str:
    """Its name in the journal, such as `meeting:bali-2`."""
    return f"{type(row)._meta.model_name}:{row}"  # noqa: SLF001 - Django's public Meta


def locked(row: Row) -> Row:
    """The row as it stands now, which nobody else can change until the transaction ends.

    Raises SentenceError where it is gone.
    """
    rows = type(row)._default_manager.select_for_update()  # noqa: SLF001 - Django's API
    found = rows.filter(pk=row.pk).order_by("pk").first()  # not over relations
    if found is None:
        raise SentenceError("This is no longer there; somebody else has removed it.")
    return found


def hold(row: Model) -> None:
    """Lock a row and bring its own columns up to date, so that what is read of it afterwards is how
    it stands: also where the transaction was broken off and is tried again, and the row has kept
    what the first attempt gave it. Raises SentenceError where it is gone.
    """
    stored = locked(row)
    for column in type(row)._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
        value = getattr(stored, column.attname)
        if getattr(row, column.attname) != value:
            setattr(row, column.attname, value)


def enter(row: Model, *, thing: str = "") -> Change:
    """Save a new row. `thing` is the journal's name where it is not that of the row."""
    row.save(force_insert=True)
    return Change(thing or name_of(row), None, snapshot(row))


def amend(row: Model, values: Mapping[str, object], *, seen: str = "", thing: str = "") -> Change:
    """Give columns of a row new values, under lock. `row` itself is brought up to date too.

    Raises ChangedMeanwhileError where `seen` is not how the row stands.
    """
    stored = locked(row)
    if seen and seen != state_of(stored):
        raise ChangedMeanwhileError(stored)
    before = snapshot(stored)
    for column, value in values.items():
        setattr(stored, column, value)
        setattr(row, column, value)
    stored.save()
    return Change(thing or name_of(stored), before, snapshot(stored))


def move(  # noqa: PLR0913 - a move is a row, a column, a state and its table; the rest by name
    row: Model,
    column: str,
    to: str,
    moves: Mapping[Any, Sequence[Any]],
    *,
    values: Mapping[str, object] | None = None,
    thing: str = "",
) -> Change:
    """Bring a row from its state to another along the table `moves`, with other columns.

    Raises SentenceError where the table has no such move.
    """
    stored = locked(row)
    before = str(getattr(stored, column))
    if to not in moves[before]:
        raise SentenceError(
            "This is %(state)s and cannot become %(wanted)s.", state=before, wanted=str(to)
        )
    return amend(row, {column: to, **(values or {})}, thing=thing)


def remove(row: Model, *, seen: str = "", thing: str = "") -> Change:
    """Delete a row that was never public. Raises ChangedMeanwhileError as `amend` does."""
    stored = locked(row)
    if seen and seen != state_of(stored):
        raise ChangedMeanwhileError(stored)
    before, name = snapshot(stored), thing or name_of(stored)
    stored.delete()
    return Change(name, before, None)
