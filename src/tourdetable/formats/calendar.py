"""Meetings as iCalendar (RFC 5545): one for its own page, all of them for a subscription.

A meeting becomes an event only where its day is known; an event lasts whole days, for no hour is.
A meeting known by its year or month alone, or whose end is, has no event: a calendar cannot say
so, and a guessed day would be believed. A meeting whose closing day nobody found has no DTEND: the
event then stands on its first day alone (RFC 5545, section 3.6.1).

DTEND is the day after the last one. UID is `SLUG@tour-de-table` in every language. DTSTAMP and
LAST-MODIFIED are when what readers see of the meeting was last changed, not the moment of writing:
the same sheet gives the same bytes. SEQUENCE grows with it, as that of letters does, so that of two
events with one UID the later is believed. CATEGORIES is the kind by its value, as in JSON, and not
its label. Text has a LANGUAGE where one language is known for the whole of it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable

from icalendar import Calendar, Event, vText

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.header_text import one_line
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import MeetingKind
from tourdetable.sheets.lists import MeetingRow
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.ui.telling import telling_of

PRODUCT = "-//Tour de Table//record//EN"
UID_DOMAIN = "tour-de-table"
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""All at which Python's `splitlines` ends a line: readers that use it see another property."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff]")


def has_event(start: PartialDate, end: PartialDate | None) -> bool:
    """Are the days known well enough for a calendar?"""
    return start.is_day and (end is None or end.is_day)


def meeting_calendar(sheet: MeetingSheet, *, address: str) -> bytes:
    """A calendar with the one event of a meeting; `address` is the absolute URL of its page.

    Without a known day the calendar is empty, which RFC 5545 does not allow in a file: ask
    `has_event` first. Raises FileNotFoundError for a language without a catalogue.
    """
    calendar = new_calendar()
    if has_event(sheet.start, sheet.end):
        event = _event(sheet.slug, sheet.name, sheet.start, sheet.end, sheet.revised)
        mark_invented(event, sheet.language, is_invented=sheet.is_invented)
        if sheet.is_cancelled:
            event.add("STATUS", "CANCELLED")
        place = telling_of(sheet.language).place(sheet.place_city)
        _add_facts(event, _location(place, sheet.place_country), sheet.kind, address)
        add_reading(event, "DESCRIPTION", sheet.purpose)
        calendar.add_component(event)
    return bytes_of(calendar)


def meetings_calendar(
    rows: Iterable[MeetingRow], language: str, *, name: str, address: Callable[[ThingLink], str]
) -> bytes:
    """A calendar with the events of all meetings that have a known day, in the order given.

    `name` is what a calendar program calls it (RFC 7986); `address` gives the absolute URL of a
    meeting's page. A row knows neither purpose nor country, so its event has neither.
    Empty, and then no valid file, where no meeting has an event. Raises FileNotFoundError for a
    language without a catalogue.
    """
    calendar = new_calendar(name)
    telling = telling_of(language)
    for row in rows:
        line = row.line
        if has_event(line.start, line.end):
            event = _event(line.link.slug, line.link.name, line.start, line.end, row.revised)
            mark_invented(event, language, is_invented=line.is_invented)
            _add_facts(event, telling.place(line.place), row.kind, address(line.link))
            calendar.add_component(event)
    return bytes_of(calendar)


def events_of(written: bytes) -> bytes:
    """The events of a calendar as they stand in it, to be put together with others'."""
    start, end = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR"
    return written[written.index(start) : written.rindex(end)]


def calendar_of_events(events: bytes, name: str) -> bytes:
    """A calendar with such events; `name` as above."""
    calendar = new_calendar(name)
    empty = bytes_of(calendar)
    end = empty.rindex(b"END:VCALENDAR")
    return empty[:end] + events + empty[end:]


def new_calendar(name: str = "") -> Calendar:
    """A calendar without events; `name` is what a calendar program calls it (RFC 7986)."""
    calendar = Calendar()
    if name:
        calendar.calendar_name = one_line(name)  # icalendar escapes nothing of it
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    return calendar


def calendar_text(text: str) -> str:
    """A text as it may stand in a calendar: whatever some reader takes for the end of a line is
    LF, which is escaped when it is written (RFC 5545, 3.3.11), and other controls are left out.
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def add_text(event: Event, key: str, text: str, language: str = "") -> None:
    """A property with a text that people wrote; nothing where there is none."""
    if text:
        parameters = {"LANGUAGE": language} if language else {}
        event.add(key, calendar_text(text), parameters=parameters)


def bytes_of(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()  # typed as Any by icalendar
    return written


def sequence_at(instant: dt.datetime) -> int:
    """A number for an event as it stood then: higher than all before it, by whole minutes."""
    return int(instant.timestamp()) // 60


def _event(
    slug: str, name: Reading, start: PartialDate, end: PartialDate | None, revised: dt.datetime
) -> Event:
    first = start.earliest
    event = Event()
    event.add("UID", f"{slug}@{UID_DOMAIN}")
    event.add("DTSTAMP", revised)
    event.add("LAST-MODIFIED", revised)
    event.add("SEQUENCE", sequence_at(revised))
    event.add("DTSTART", first)
    if end:
        event.add("DTEND", end.latest + dt.timedelta(days=1))
    add_reading(event, "SUMMARY", name)
    return event


def _add_facts(event: Event, location: str, kind: MeetingKind, address: str) -> None:
    add_text(event, "LOCATION", location)
    event.add("CATEGORIES", [kind.value])
    event.add("URL", address)


def add_reading(event: Event, key: str, reading: Reading) -> None:
    if reading:
        add_text(event, key, reading.text, reading.language)


def mark_invented(event: Event, language: str, *, is_invented: bool) -> None:
    """A calendar shows little more than the summary, so that is where it is said."""
    if is_invented:
        told = telling_of(language).translations.gettext("invented")
        summary = event["SUMMARY"]
        event["SUMMARY"] = vText(f"[{told}] {summary}", params=summary.params)


def _location(place: str, country: PartyLine | None) -> str:
    """As on the page: `Geneva (Switzerland)`, or what is known of the two."""
    if place and country:
        return f"{place} ({country.name})"
    return place or (country.name.text if country else "")
