"""Indico's JSON export: `/export/event/ID.json?detail=sessions` (or `contributions`), and
`/export/timetable/ID.json`.

Each of its times names a zone of its own, in practice UTC, whatever the zone of the event is: that
one stands in `timezone` of the event alone. Days are those of the meeting that takes them in.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tourdetable.intake.agendas.plans import (
    Plan,
    Timed,
    by_session,
    day_in,
    in_order,
    instant,
    item_of,
    plain,
)
from tourdetable.intake.agendas.shapes import Shape
from tourdetable.kernel.errors import SentenceError
from tourdetable.meetings.queries.planned import PlannedSession


def plans_of(data: Shape, zone: str) -> list[Plan]:
    """The events of an export; `zone` is that of the meeting. Raises SentenceError for none."""
    results = data["results"]
    found = [_event(event, zone) for event in results if event["title"].text]
    found += [_timetable(key, days, zone) for key, days in results.named()]
    if not found:
        raise SentenceError("There is no event in this export of Indico.")
    return found


def _event(event: Shape, zone: str) -> Plan:
    own = event["timezone"].text
    loose = [one for row in event["contributions"] for one in _items(row, own, zone)]
    sessions = [one for row in event["sessions"] for one in _session(row, own, zone)]
    planned = in_order([*by_session(loose), *sessions])
    return Plan(plain(event["title"].text), own, planned)


def _timetable(key: str, days: Shape, zone: str) -> Plan:
    loose: list[Timed] = []
    sessions: list[PlannedSession] = []
    own = ""
    for _day, entries in days.named():
        for _key, entry in entries.named():
            own = own or entry["startDate"]["tz"].text
            if entry["entryType"].text == "Session":
                sessions += _session(entry, own, zone)
            else:
                loose += _items(entry, own, zone)
    return Plan(plain(key), own, in_order([*by_session(loose), *sessions]))


def _session(row: Shape, own: str, zone: str) -> Iterator[PlannedSession]:
    """A session with its items, one for each day on which it has some. Where it is of one day, its
    own hours are kept.
    """
    names = (row["title"].text, row["slotTitle"].text)
    title = plain(": ".join(dict.fromkeys(filter(None, names))))
    inside = [*row["contributions"], *(entry for _key, entry in row["entries"].named())]
    timed = [one for entry in inside for one in _items(entry, own, zone, title)]
    starts, ends = _moment(row["startDate"], own), _moment(row["endDate"], own)
    days = by_session(timed)
    if starts and len(days) <= 1:
        over = (
            ends if ends and ends > starts and day_in(starts, zone) == day_in(ends, zone) else None
        )
        items = days[0].items if days else ()
        yield PlannedSession(day_in(starts, zone), title, starts, over, items)
    else:
        yield from days


def _items(row: Shape, own: str, zone: str, session: str = "") -> Iterator[Timed]:
    """A contribution or a break, where it has a time: what is not scheduled yet stands nowhere."""
    starts = _moment(row["startDate"], own)
    if starts is None:
        return
    people = [*row["speakers"], *row["presenters"]]
    item = item_of(
        row["title"].text,
        starts_at=starts,
        minutes=row["duration"].whole,
        description=row["description"].text,
        speakers=[_person(one) for one in people],
        is_break=row["entryType"].text == "Break" or row["_type"].text == "BreakTimeSchEntry",
    )
    yield Timed(day_in(starts, zone), item, session or plain(row["session"].text))


def _person(one: Shape) -> str:
    name = one["fullName"].text or one["name"].text
    return name or f"{one['first_name'].text} {one['last_name'].text}".strip()


def _moment(said: Shape, own: str) -> dt.datetime | None:
    """`{"date": …, "time": …, "tz": …}` as an instant; the zone that stands there, not the event's.

    Raises SentenceError for a zone that nobody knows.
    """
    if not said["date"].text:
        return None
    name = said["tz"].text or own
    try:
        found = dt.datetime.fromisoformat(f"{said['date'].text}T{said['time'].text or '00:00'}")
        zone = ZoneInfo(name)
    except ValueError:
        raise SentenceError(
            "“%(text)s” is no moment.", text=plain(f"{said['date'].text} {said['time'].text}")[:80]
        ) from None
    except (ZoneInfoNotFoundError, OSError):
        raise SentenceError("The zone “%(zone)s” is not known.", zone=plain(name)[:80]) from None
    return instant(found.replace(tzinfo=zone) if found.tzinfo is None else found, name)
