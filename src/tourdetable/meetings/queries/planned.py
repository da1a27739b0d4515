"""What would become of an agenda that another program has kept: session by session, item by item.

An item is there already where the agenda has one of the same title at the same moment, in whatever
session; so an agenda that is taken in twice adds nothing the second time (decision 24).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import name_of
from tourdetable.kernel.wording import Wording
from tourdetable.kernel.zones import zone_of
from tourdetable.meetings.enums import ItemKind
from tourdetable.meetings.models import Meeting, Session
from tourdetable.meetings.queries.clashes import day_of


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as a file has it. `starts_at` is an instant in UTC; `day` is for one without an hour.
    `left_out` says why it does not come, where it does not, `remarks` what else is to be known.
    """

    title: str
    kind: ItemKind = ItemKind.PRESENTATION
    starts_at: dt.datetime | None = None
    minutes: int | None = None
    annotation: str = ""
    left_out: SentenceError | None = None
    remarks: tuple[SentenceError, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session as a file has it, on a day by the clock of the meeting."""

    day: dt.date
    title: str = ""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    items: tuple[PlannedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """What becomes of an item."""

    item: PlannedItem
    prospect: Prospect
    remark: SentenceError | None = None


@dataclass(frozen=True, slots=True)
class SessionVerdict:
    """What becomes of a session; `row` is the one on the agenda that it is."""

    session: PlannedSession
    prospect: Prospect
    items: tuple[ItemVerdict, ...]
    row: Session | None = None


def agenda_verdicts(
    meeting: Meeting,
    rows: Sequence[Session],
    planned: Iterable[PlannedSession],
    *,
    other_days: bool,
) -> list[SessionVerdict]:
    """Pure, from the sessions of the meeting with their items. What is on a day that is not of the
    meeting is left out unless `other_days` are wanted too.
    """
    there = {
        (str(title), item.starts_at or day_of(row, meeting.zone))
        for row in rows
        for item in row.items.all()
        for title in item.title.texts()
    }
    first, last = meeting.start.earliest, (meeting.end or meeting.start).latest
    found = []
    for session in planned:
        is_ours = other_days or first <= session.day <= last
        row = next((row for row in rows if _is_same(row, session, meeting.zone)), None)
        items = []
        for item in session.items:
            key = item.title, item.starts_at or session.day
            verdict = _item(item, is_there=key in there, is_ours=is_ours)
            if verdict.prospect is Prospect.ADDED:
                there.add(key)
            items.append(verdict)
        prospect = _fate(row, items, is_ours=is_ours)
        found.append(SessionVerdict(session, prospect, tuple(items), row))
    return found


def _item(item: PlannedItem, *, is_there: bool, is_ours: bool) -> ItemVerdict:
    if not is_ours:
        remark = SentenceError("This day is not one of the meeting.")
        return ItemVerdict(item, Prospect.LEFT_OUT, remark)
    if item.left_out:
        return ItemVerdict(item, Prospect.LEFT_OUT, item.left_out)
    return ItemVerdict(item, Prospect.THERE if is_there else Prospect.ADDED)


def _fate(row: Session | None, items: Sequence[ItemVerdict], *, is_ours: bool) -> Prospect:
    """A session is added with the first item that is new, or empty where it has none."""
    if not is_ours:
        return Prospect.LEFT_OUT
    is_new = not items or any(one.prospect is Prospect.ADDED for one in items)
    return Prospect.ADDED if is_new and row is None else Prospect.THERE


def _is_same(row: Session, session: PlannedSession, zone: str) -> bool:
    """The same day and title, and where both have an hour the same one."""
    if day_of(row, zone) != session.day:
        return False
    hours = row.starts_at, session.starts_at
    same_hour = hours[0] == hours[1] or None in hours or not session.title
    return same_hour and (session.title in row.title.texts() or not (session.title or row.title))


def day_in(instant: dt.datetime, zone: str) -> dt.date:
    """The day that a calendar at the meeting shows at an instant."""
    return instant.astimezone(zone_of(zone)).date()


def titled(text: str, language: str) -> Wording:
    """A text of a file as an original in that language."""
    return Wording.of(**{language: text.strip()})


def agenda_name(meeting: Meeting) -> str:
    """The agenda's name in the journal."""
    return f"{name_of(meeting)}/agenda"
