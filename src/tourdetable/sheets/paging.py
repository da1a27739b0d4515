"""A part of a long list, and where it stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Thing = TypeVar("Thing")

PAGE = 50
"""Lines of a list that stand on one page."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a number, of so many; `total` counts the lines of all."""

    number: int
    of: int
    total: int

    @property
    def is_alone(self) -> bool:
        return self.of <= 1

    @property
    def first(self) -> int:
        """How many lines stand before it."""
        return (self.number - 1) * PAGE


def paged(rows: QuerySet[Row], number: int) -> tuple[Page, Sequence[int]]:
    """The page and the keys of its rows in their order; two queries, however long the list is. A
    number beyond the last page is the last page.
    """
    page = _page(rows.count(), number)
    return page, list(rows.values_list("pk", flat=True)[page.first : page.first + PAGE])


def turned(rows: QuerySet[Row], number: int) -> tuple[Page, Sequence[Row]]:
    """The page and its rows; two queries. For rows that cost no more with all that is shown."""
    page = _page(rows.count(), number)
    return page, list(rows[page.first : page.first + PAGE])


def cut(rows: Sequence[Thing], number: int) -> tuple[Page, Sequence[Thing]]:
    """The page and the part of a list that is at hand anyway; pure."""
    page = _page(len(rows), number)
    return page, rows[page.first : page.first + PAGE]


def _page(total: int, number: int) -> Page:
    of = max(-(-total // PAGE), 1)
    return Page(min(max(number, 1), of), of, total)
