"""The sheets of the pages that stand by themselves: about, data, search, what was withdrawn."""

from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.parts import PartyLine, ThingLink


@dataclass(frozen=True, slots=True)
class AboutSheet:
    """How the record came to be, in numbers: what it rests on and what stands in doubt.

    `read_in_full` and `read_in_part` count the pages behind the sources by how much of them the
    compilers read; `unchecked` the keys that stand for no page. `conflicting` counts processes
    whose sources give several founding years, `partial_lists` lists of members known to be
    incomplete, `doubtful_seats` seats in processes in doubt for `on`, of `seats` in all.
    """

    language: str
    on: PartialDate
    processes: int
    parties: int
    meetings: int
    documents: int
    read_in_full: int
    read_in_part: int
    conflicting: int
    partial_lists: int
    lists: int
    doubtful_seats: int
    seats: int


@dataclass(frozen=True, slots=True)
class DataSheet:
    """What the page on the data needs of the data: the day for which they hold."""

    language: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class SearchSheet:
    """The index that a reader without JavaScript searches by eye, in the reader's order.

    Meetings are many and stand in their own lists.
    """

    language: str
    processes: tuple[ThingLink, ...]
    organisations: tuple[PartyLine, ...]
    countries: tuple[PartyLine, ...]
    documents: tuple[ThingLink, ...]


@dataclass(frozen=True, slots=True)
class TombstoneSheet:
    """What stands at the address of a thing that was public and is withdrawn: nothing of the thing,
    only the day and the reason.
    """

    kind: str
    slug: str
    language: str
    withdrawn_on: PartialDate
    reason: Reading
