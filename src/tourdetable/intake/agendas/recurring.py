"""How much a calendar would become, told from its lines and rules before anything is worked out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from tourdetable.intake.agendas.plans import plain
from tourdetable.kernel.errors import SentenceError

MOST_LINES = 150_000
"""Content lines (RFC 5545, 3.1): 3,000 events have some 20 each; icalendar takes 20 µs for one."""
MOST_COMPONENTS = 20_000
"""Events, alarms, zones and the changes of their clocks."""
MOST_DATES = 50_000
"""That are named one by one (RDATE, EXDATE)."""
MOST_STEPS = 1_000_000
"""Of rules from their first day on: dateutil walks through all of them to come to the meeting."""
MOST_INSTANCES = 25_000
"""Of rules in the days that are looked at, as rules let it be told: 3,000 events may be taken."""
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_FINER = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAYS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.4, "YEARLY": 365.25}
_ZONES_UNTIL = dt.date(2038, 12, 31)
"""Until when icalendar works out a zone of a calendar's own."""


def check_lines(content: bytes) -> None:
    """Raises SentenceError for a calendar that is longer than any meeting's."""
    listed = (b"RDATE", b"EXDATE")
    dates = sum(
        line.count(b",") for line in _unfolded(content) if line[:6].upper().startswith(listed)
    )
    begun = content.upper().count(b"BEGIN:")
    if content.count(b"\n") > MOST_LINES or begun > MOST_COMPONENTS or dates > MOST_DATES:
        raise SentenceError(
            "The calendar has more than %(lines)s lines, %(parts)s entries or %(dates)s dates; "
            "export fewer days of it.",
            lines=MOST_LINES,
            parts=MOST_COMPONENTS,
            dates=MOST_DATES,
        )


def _unfolded(content: bytes) -> Iterable[bytes]:
    """Lines as they were before they were folded (3.1)."""
    return content.replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n")


def check_rules(calendar: Any, first: dt.date, last: dt.date) -> None:
    """`first` and `last` are the days that are looked at. Raises SentenceError for rules that give
    several instances a day, or more of them than are worked out.
    """
    steps, instances = 0.0, 0.0
    for component in calendar.walk():
        zone = component.name in ("STANDARD", "DAYLIGHT")
        if component.name != "VEVENT" and not zone:
            continue
        begins = _day(component)
        for rule in _rules(component):
            _check_rule(component, rule)
            ends = min(_ZONES_UNTIL if zone else last, _until(rule))
            steps += _instances(rule, begins, ends)
            if not zone:
                instances += _instances(rule, max(begins, first), ends)
    if steps > MOST_STEPS or instances > MOST_INSTANCES:
        raise SentenceError(
            "The events of the calendar recur more than %(limit)s times; export fewer days of it.",
            limit=MOST_INSTANCES,
        )


def _rules(component: Any) -> Iterator[Any]:
    rules = component.get("RRULE")
    yield from rules if isinstance(rules, list) else [rules] if rules else []


def _check_rule(component: Any, rule: Any) -> None:
    often = {str(name).upper() for name in rule.get("FREQ", ())} & set(_WITHIN_A_DAY)
    if often or any(rule.get(name) for name in _FINER):
        raise SentenceError(
            "“%(title)s” recurs several times a day; no meeting does.",
            title=plain(str(component.get("SUMMARY", "")))[:80],
        )


def _day(component: Any) -> dt.date:
    """On which it begins; long ago where that cannot be told."""
    begins = component.get("DTSTART")
    day = getattr(begins, "dt", dt.date.min)
    return day.date() if isinstance(day, dt.datetime) else day


def _until(rule: Any) -> dt.date:
    until = next(iter(rule.get("UNTIL", ())), dt.date.max)
    return until.date() if isinstance(until, dt.datetime) else until


def _instances(rule: Any, begins: dt.date, ends: dt.date) -> float:
    """At most, from one day to another."""
    often = str(next(iter(rule.get("FREQ", ())), "DAILY")).upper()
    interval = max(1, int(next(iter(rule.get("INTERVAL", ())), 1)))
    days = max(0, (ends - begins).days + 1)
    found = days / (_DAYS.get(often, 1.0) * interval) * _in_one(rule, often)
    count = next(iter(rule.get("COUNT", ())), None)
    return min(days, found, float("inf") if count is None else int(count))


def _in_one(rule: Any, often: str) -> float:
    """Instances in one period of the rule."""
    weekdays = len(rule.get("BYDAY", ())) or 0
    if often == "DAILY":
        return min(weekdays, 7) / 7 if weekdays else 1
    if often == "WEEKLY":
        return weekdays or 1
    listed = len(rule.get("BYMONTHDAY", ())) + len(rule.get("BYYEARDAY", ())) + 5 * weekdays
    months = len(rule.get("BYMONTH", ())) or 1
    return max(1, listed) * (months if often == "YEARLY" else 1)
