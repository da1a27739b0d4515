"""The secretariat's own list, as the secretariat sees it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.parties.models import Officer


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A person on the list; `key` is the number of the line, `slug` is
    the person's, `until` empty for one still on it.
    """

    key: int
    slug: str
    name: str
    mail: str
    since: dt.datetime
    until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OfficersSheet:
    """Those on the list, and those who were, each by name."""

    now: tuple[OfficerLine, ...]
    before: tuple[OfficerLine, ...]


def officers_sheet(rows: Iterable[Officer], now: dt.datetime) -> OfficersSheet:
    """From rows with their persons."""
    lines = [
        OfficerLine(r.pk, r.person.slug, r.person.name, r.person.mail, r.since, r.until)
        for r in rows
    ]
    ended = tuple(line for line in lines if line.until and line.until <= now)
    return OfficersSheet(tuple(line for line in lines if line not in ended), ended)
