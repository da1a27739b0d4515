"""What a table is made of: its columns, and the keys that tie it to others.

A text in a human language has two columns beside it: the language that it is really in (BCP 47),
and how it came to be (`original`, `official`, `courtesy`, `machine`), with `-stale` added where
the original has changed since. Sources have one beside them: whether none of them is a page.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as N_  # noqa: N812 - the mark of a message

from tourdetable.kernel.enums import WordingStatus

SPACE, BAR = " ", "|"
"""Between codes, slugs and keys, which hold no space; between other texts of a list."""


class Datatype(Enum):
    """What the cells of a column are."""

    TEXT = auto()
    COUNT = auto()
    FLAG = auto()
    DATE = auto()
    LANGUAGE = auto()
    URL = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `title` is a message; `facet`, where it is set, a message with `column` in it, for
    a column that says something of another. `values` are those of a closed vocabulary. Where a
    `separator` is set, a cell is a list.
    """

    name: str
    title: str
    datatype: Datatype = Datatype.TEXT
    is_required: bool = False
    separator: str = ""
    values: tuple[str, ...] = ()
    facet: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose cells stand in those of another table. None of them may be empty in a row:
    processors of CSVW differ on what that would mean. A party stands among the countries or among
    the organisations, so its column is no key.
    """

    columns: tuple[str, ...]
    table: str
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. No two rows agree in all cells of the primary key; `title` is a message."""

    name: str
    title: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


Columns = tuple[Column, ...]
STALE = "-stale"
_STATUSES = tuple(status + stale for status in WordingStatus.values for stale in ("", STALE))


def text(name: str, title: str, *, required: bool = False) -> Columns:
    return (Column(name, title, is_required=required),)


def said(name: str, title: str, *, required: bool = False) -> Columns:
    """A text, its language and how it came to be."""
    language, status = N_("%(column)s: language"), N_("%(column)s: how the text came to be")
    return (
        Column(name, title, is_required=required),
        Column(f"{name}_language", title, Datatype.LANGUAGE, required, facet=language),
        Column(f"{name}_status", title, is_required=required, values=_STATUSES, facet=status),
    )


def cited(prefix: str = "") -> Columns:
    unverified = N_("No page among the sources")
    return (
        Column(f"{prefix}sources", N_("Sources"), separator=SPACE),
        Column(f"{prefix}is_unverified", unverified, Datatype.FLAG, is_required=True),
    )


def closed(name: str, title: str, choices: type[TextChoices], *, required: bool = True) -> Columns:
    return (Column(name, title, is_required=required, values=tuple(choices.values)),)


def count(name: str, title: str, *, required: bool = False) -> Columns:
    return (Column(name, title, Datatype.COUNT, required),)


def flag(name: str, title: str, *, required: bool = True) -> Columns:
    return (Column(name, title, Datatype.FLAG, required),)


def day(name: str, title: str, *, required: bool = False) -> Columns:
    return (Column(name, title, Datatype.DATE, required),)


def codes(name: str, title: str) -> Columns:
    return (Column(name, title, separator=SPACE),)


def texts(name: str, title: str) -> Columns:
    return (Column(name, title, separator=BAR),)


def url(name: str, title: str) -> Columns:
    return (Column(name, title, Datatype.URL),)


def together(*groups: Columns) -> Columns:
    return tuple(column for group in groups for column in group)
