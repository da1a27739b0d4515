"""The sheet that sets processes side by side."""

from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind
from tourdetable.sheets.lists import ProcessRow
from tourdetable.sheets.parts import ThingLink


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One process by attribute: what its chair is called, what kinds of secretariat it has had,
    how many observers can be named, what it is about.
    """

    row: ProcessRow
    presiding: tuple[MandateStyle | Role, ...]
    secretariats: tuple[SecretariatKind, ...]
    observers: int
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridHead:
    """A row or a column of a grid: a body, and how many members it has on the date."""

    link: ThingLink
    members: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """How many members two bodies share on the date, how many of them in doubt, and the share of
    the row's members in tenths, rounded up (0 to 10).
    """

    shared: int
    doubtful: int
    tenths: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A process, and what it shares with each body of the columns; None with itself."""

    head: GridHead
    cells: tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class OverlapGrid:
    """Shared members of every process with each body that shares any."""

    columns: tuple[GridHead, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """Processes side by side: geographic and thematic ones by attribute, and their overlaps with
    organisations and with each other, as both memberships stood on the date.
    """

    language: str
    on: PartialDate
    geographic: tuple[ComparedLine, ...]
    thematic: tuple[ComparedLine, ...]
    with_organisations: OverlapGrid
    with_processes: OverlapGrid
