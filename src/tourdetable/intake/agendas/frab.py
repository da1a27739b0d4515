"""schedule.xml and schedule.json as frab, pentabarf and pretalx write them (C3VOC's schema)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from tourdetable.intake.agendas.plans import (
    Plan,
    Timed,
    by_session,
    day_in,
    instant,
    item_of,
    plain,
)
from tourdetable.intake.agendas.shapes import Shape
from tourdetable.intake.foreign_xml import root_of
from tourdetable.kernel.errors import SentenceError

_DURATION = re.compile(r"(\d{1,3}):(\d{2})(?::\d{1,2})?", re.ASCII)
"""`00:45`, in some files with seconds behind."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """What both forms say of an event."""

    room: str
    title: str
    subtitle: str
    date: str
    start: str
    duration: str
    text: str
    persons: tuple[str, ...]
    day: str


def plans_of_json(data: Shape, zone: str) -> list[Plan]:
    """Raises SentenceError for a schedule without a single talk."""
    conference = data["schedule"]["conference"]
    talks = [
        _talk_of_json(talk, name, day["date"].text)
        for day in conference["days"]
        for name, room in day["rooms"].named()
        for talk in room
    ]
    return [_plan(conference["title"].text, conference["time_zone_name"].text, talks, zone)]


def _talk_of_json(talk: Shape, room: str, day: str) -> _Talk:
    people = talk["persons"]
    named = (one["public_name"].text or one["name"].text for one in people)
    return _Talk(
        talk["room"].text or room,
        talk["title"].text,
        talk["subtitle"].text,
        talk["date"].text,
        talk["start"].text,
        talk["duration"].text,
        talk["abstract"].text or talk["description"].text,
        tuple(named),
        day,
    )


def plans_of_xml(content: bytes, zone: str) -> list[Plan]:
    """Raises SentenceError for what is no such XML, and for one that declares entities."""
    root = root_of(content)
    if root.tag != "schedule":
        raise SentenceError("This XML is no schedule of frab, pentabarf or pretalx.")
    own = root.findtext("conference/time_zone_name") or ""
    talks = [
        _talk_of_xml(talk, room.get("name", ""), day.get("date", ""))
        for day in root.iterfind("day")
        for room in day.iterfind("room")
        for talk in room.iterfind("event")
    ]
    return [_plan(root.findtext("conference/title") or "", own, talks, zone)]


def _talk_of_xml(talk: _Element, room: str, day: str) -> _Talk:
    def told(name: str) -> str:
        return talk.findtext(name) or ""

    persons = tuple("".join(map(str, one.itertext())) for one in talk.iterfind("persons/person"))
    return _Talk(
        told("room") or room,
        told("title"),
        told("subtitle"),
        told("date"),
        told("start"),
        told("duration"),
        told("abstract") or told("description"),
        persons,
        day,
    )


def _plan(title: str, own: str, talks: Iterable[_Talk], zone: str) -> Plan:
    timed = list(_timed(talks, plain(own) or zone, zone))
    if not timed:
        raise SentenceError("There is not a single talk in this schedule.")
    days = {one.day: {other.session for other in timed if other.day == one.day} for one in timed}
    # One room alone says nothing; several at a time are sessions of their own.
    named = [one if len(days[one.day]) > 1 else Timed(one.day, one.item) for one in timed]
    return Plan(plain(title), plain(own), by_session(named))


def _timed(talks: Iterable[_Talk], own: str, zone: str) -> Iterator[Timed]:
    for talk in talks:
        starts = _moment(talk, own)
        title = ": ".join(filter(None, (plain(talk.title), plain(talk.subtitle))))
        item = item_of(
            title,
            starts_at=starts,
            minutes=_minutes(talk.duration),
            description=talk.text,
            speakers=talk.persons,
        )
        yield Timed(day_in(starts, zone), item, plain(talk.room))


def _moment(talk: _Talk, own: str) -> dt.datetime:
    """`date` with its offset; in older files the day and the hour stand apart."""
    said = talk.date or talk.day
    if "T" not in said and talk.start:
        said = f"{said}T{talk.start}"
    try:
        return instant(dt.datetime.fromisoformat(said.strip()), own)
    except ValueError:
        raise SentenceError("“%(text)s” is no moment.", text=plain(said)[:80]) from None


def _minutes(duration: str) -> int | None:
    found = _DURATION.fullmatch(duration.strip())
    if found is None:
        return None
    return int(found[1]) * 60 + int(found[2])
