"""A part of a long list, and where it stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

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


def paged(rows: QuerySet[Row], number: int) -> tuple[Page, Sequence[int]]:
    """The page and the keys of its rows in their order; two queries, however long the list is. A
    number beyond the last page is the last page.
    """
    total = rows.count()
    of = max(-(-total // PAGE), 1)
    page = Page(min(max(number, 1), of), of, total)
    first = (page.number - 1) * PAGE
    return page, list(rows.values_list("pk", flat=True)[first : first + PAGE])
