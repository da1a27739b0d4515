"""What a file with agendas holds, whichever program wrote it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.pages import text as text_of_page
from tourdetable.kernel.nearest import folded
from tourdetable.kernel.zones import instant_at, zone_of
from tourdetable.meetings.enums import ItemKind
from tourdetable.meetings.queries.planned import PlannedItem, PlannedSession, day_in

LONGEST_TITLE, LONGEST_ANNOTATION, LONGEST_ITEM = 1_000, 8_000, 24 * 60
"""Characters of a title and of an annotation; minutes of an item."""
MOST_ITEMS = 3_000
"""Of one file."""
FIRST_YEAR, LAST_YEAR = 1945, 2200
_KINDS = {
    ItemKind.TOUR_DE_TABLE: "tour de table",
    ItemKind.ROUND_TABLE: "round table|table ronde|mesa redonda|круглый стол|مائدة مستديرة|圆桌",
    ItemKind.OPENING: "opening|welcome|ouverture|bienvenue|apertura|открытие|افتتاح|开幕",
    ItemKind.DISCUSSION: (
        "discussion|debate|questions|débat|débats|discusión|обсуждение|дискуссия|прения|"
        "مناقشة|نقاش|讨论|辩论"
    ),
}
"""What titles say in the six languages; the first kind that fits is it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One agenda of a file. `zone` is the one that its program keeps it in, empty where none is
    named; `remarks` are what is to be known of the whole.
    """

    name: str
    zone: str
    sessions: tuple[PlannedSession, ...]
    remarks: tuple[SentenceError, ...] = ()

    @property
    def size(self) -> int:
        return sum(len(session.items) for session in self.sessions)


@dataclass(frozen=True, slots=True)
class Timed:
    """An item on its way into a session, which is told by its title and, where several rooms are
    used at a time, by the room.
    """

    day: dt.date
    item: PlannedItem
    session: str = ""

    @property
    def turn(self) -> tuple[bool, dt.datetime, str]:
        never = dt.datetime.max.replace(tzinfo=dt.UTC)
        return self.item.starts_at is None, self.item.starts_at or never, self.item.title


def by_session(found: Iterable[Timed]) -> tuple[PlannedSession, ...]:
    """A session for each day and title, from its first item to the end of its last."""
    groups: dict[tuple[dt.date, str], list[Timed]] = defaultdict(list)
    for one in found:
        groups[one.day, one.session].append(one)
    sessions = []
    for (day, title), timed in groups.items():
        items = tuple(one.item for one in sorted(timed, key=lambda one: one.turn))
        starts = [item.starts_at for item in items if item.starts_at]
        ends = [end for item in items if (end := _end(item))]
        first, last = min(starts, default=None), max(ends, default=None)
        over = last if first and last and last > first else None
        sessions.append(PlannedSession(day, title, first, over, items))
    return in_order(sessions)


def in_order(sessions: Iterable[PlannedSession]) -> tuple[PlannedSession, ...]:
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return tuple(sorted(sessions, key=lambda one: (one.day, one.starts_at or never, one.title)))


def _end(item: PlannedItem) -> dt.datetime | None:
    if item.starts_at is None or item.minutes is None:
        return None
    return item.starts_at + dt.timedelta(minutes=item.minutes)


def item_of(  # noqa: PLR0913 - what a program says of an item, each by name
    title: str,
    *,
    starts_at: dt.datetime | None,
    minutes: int | None,
    description: str = "",
    speakers: Iterable[str] = (),
    is_break: bool = False,
) -> PlannedItem:
    """An item from what a program says of it. Speakers are names without posts: they stand at the
    head of the annotation. A break is no item.
    """
    said = plain(title)[:LONGEST_TITLE]
    names = "; ".join(filter(None, map(plain, speakers)))
    annotation = "\n".join(filter(None, (names, prose(description))))[:LONGEST_ANNOTATION]
    length, remarks = _length(minutes)
    left_out = None
    if not said:
        left_out = SentenceError("It has no title.")
    elif is_break:
        left_out = SentenceError("It is a break; the items around it keep their hours.")
    return PlannedItem(said, kind_of(said), starts_at, length, annotation, left_out, remarks)


def _length(minutes: int | None) -> tuple[int | None, tuple[SentenceError, ...]]:
    if minutes is None or minutes <= 0:
        return None, ()
    if minutes > LONGEST_ITEM:
        return None, (SentenceError("It takes longer than a day; its length is left open."),)
    return minutes, ()


def kind_of(title: str) -> ItemKind:
    """By the words of its title, in the six languages; a presentation where they say nothing."""
    told = f" {_key(title)} "
    for kind, words in _KINDS.items():
        for key in map(_key, words.split("|")):
            # Chinese writes no spaces, and Arabic joins its article.
            if f" {key} " in told or (not key.isascii() and key in told):
                return kind
    return ItemKind.PRESENTATION


def _key(text: str) -> str:
    return " ".join(folded(text).split())


def instant(moment: dt.datetime, zone: str) -> dt.datetime:
    """In UTC; a moment without a zone is by the clock of `zone`. An hour that does not come there
    is the one that clocks show instead. Raises SentenceError for a year out of all reason.
    """
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        raise SentenceError("The year %(year)s stands in the file.", year=moment.year)
    if moment.tzinfo is not None:
        return moment.astimezone(dt.UTC)
    try:
        return instant_at(moment.date(), moment.time(), zone)
    except SentenceError:
        return moment.replace(tzinfo=zone_of(zone)).astimezone(dt.UTC)


def plain(text: str) -> str:
    """One line without what does not print, but with marks of direction and joiners."""
    kept = (
        c if c.isprintable() or c in "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069" else " "
        for c in text
    )
    return " ".join("".join(kept).split())


def prose(text: str) -> str:
    """Lines of text; of HTML what a reader sees."""
    seen = text_of_page(text.encode("utf-8", "replace")) if "<" in text and ">" in text else text
    return "\n".join(filter(None, map(plain, seen.splitlines())))


__all__ = [
    "MOST_ITEMS",
    "Plan",
    "Timed",
    "by_session",
    "day_in",
    "in_order",
    "instant",
    "item_of",
    "plain",
    "prose",
]
