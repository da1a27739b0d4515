"""iCalendar (RFC 5545): zones, changes of clocks, recurrences with their exceptions.

X-WR-TIMEZONE, which RFC 5545 does not know, is the zone of hours that name none, and no more:
recurring-ical-events 3.8 would move a series in UTC by it after the change of clocks
(findings/calendar-zone-of-a-whole-file.sh). A rule whose UNTIL is a day beside an hour, as RFC 2445
had it and programs still write it, holds for the whole of that day.

icalendar reads, recurring-ical-events tells when; both raise as they please for what no program
writes, and a rule can be made to never end: so what rules give is told before it is worked out
(`recurring`), and nothing is looked at but the days that are asked for.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from tourdetable.intake.agendas.plans import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_ITEMS,
    Plan,
    Timed,
    by_session,
    day_in,
    instant,
    item_of,
    plain,
)
from tourdetable.intake.agendas.recurring import check_lines, check_rules
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import zone_of

_AROUND = dt.timedelta(days=370)
"""Before and behind the meeting: what is farther away is not looked at."""


def plans_of(content: bytes, zone: str, first: dt.date, last: dt.date) -> list[Plan]:
    """The calendars of a file, from a year before the first day to a year after the last.

    Raises SentenceError for what is no calendar.
    """
    check_lines(content)
    try:
        calendars: Any = Calendar.from_ical(content, multiple=True)
        kept = [one for one in calendars if one.walk("VEVENT")]
        for calendar in kept:
            _check(calendar, first, last)
        found = [_plan(one, number, zone, (first, last)) for number, one in enumerate(kept, 1)]
    except (SentenceError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - both libraries raise as they please for damaged calendars
        raise SentenceError(
            "The calendar cannot be read; export it anew from where it is kept."
        ) from None
    if not found:
        raise SentenceError("There is no event in this calendar.")
    return found


def _check(calendar: Any, first: dt.date, last: dt.date) -> None:
    if len(calendar.walk("VEVENT")) > MOST_ITEMS:
        raise SentenceError("The file has more than %(limit)s events.", limit=MOST_ITEMS)
    check_rules(calendar, first - _AROUND, last + _AROUND)


def _plan(calendar: Any, number: int, zone: str, days: tuple[dt.date, dt.date]) -> Plan:
    name = plain(str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")) or str(number)
    own = plain(str(calendar.pop("X-WR-TIMEZONE", "")))
    clock = own if zone_of(own).key == own else zone
    for series in calendar.walk("VEVENT"):
        _hold_all_day(series)
    occurrences = recurring_ical_events.of(calendar, skip_bad_series=True)
    around = days[0] - _AROUND, days[1] + _AROUND
    timed: list[Timed] = []
    is_floating = False
    for event in occurrences.between(*around):
        if len(timed) >= MOST_ITEMS:
            raise SentenceError("The file has more than %(limit)s events.", limit=MOST_ITEMS)
        starts = event.start
        is_floating = is_floating or (isinstance(starts, dt.datetime) and starts.tzinfo is None)
        timed += _timed(event, zone, clock)
    remarks = []
    if is_floating and clock != own:
        remarks.append(
            SentenceError("Hours without a zone are taken for those of the clock of the meeting.")
        )
    return Plan(name, own, by_session(timed), tuple(remarks))


def _hold_all_day(series: Any) -> None:
    """Make a day that stands as UNTIL of a series with hours the end of that day, by its clock.

    As it stands it would be the day's first instant, and the last session would not come.
    """
    starts, rules = series.start, series.get("RRULE")
    if not isinstance(starts, dt.datetime):
        return
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        until = next(iter(rule.get("UNTIL", ())), None)
        if isinstance(until, dt.date) and not isinstance(until, dt.datetime):
            end = dt.datetime.combine(until, dt.time.max.replace(microsecond=0), starts.tzinfo)
            rule["UNTIL"] = [end.astimezone(dt.UTC) if end.tzinfo else end]


def _timed(event: Any, zone: str, clock: str) -> Iterator[Timed]:
    """Its day is that of the meeting's `zone`; hours that name none are by `clock`."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    starts, title = event.start, plain(str(event.get("SUMMARY", "")))
    description = str(event.get("DESCRIPTION", ""))
    if not FIRST_YEAR < starts.year < LAST_YEAR:
        return
    if not isinstance(starts, dt.datetime):
        item = item_of(title, starts_at=None, minutes=None, description=description)
        yield Timed(starts, item)
        return
    begins, ends = instant(starts, clock), instant(event.end, clock)
    minutes = int((ends - begins).total_seconds() // 60)
    item = item_of(title, starts_at=begins, minutes=minutes, description=description)
    yield Timed(day_in(begins, zone), item)
