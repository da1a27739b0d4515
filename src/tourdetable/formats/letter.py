"""The files that go with a letter: itself on paper, and its meeting as an event (RFC 5545).

The event has the UID of the meeting in the public record, so that a program that has the one knows
the other. A notice of a change or a cancellation has a higher SEQUENCE than all before it: the
minutes of its moment.
"""

import datetime as dt

from icalendar import Event

from tourdetable.formats.calendar import (
    UID_DOMAIN,
    add_text,
    bytes_of,
    has_event,
    new_calendar,
    sequence_at,
)
from tourdetable.formats.paper_parts import Part, paragraph, plain, section
from tourdetable.formats.pdf import fonts_missing_for, paper_pdf
from tourdetable.kernel.wording import direction
from tourdetable.sheets.letter import LetterSheet
from tourdetable.ui.instants import Instants


def letter_pdf(sheet: LetterSheet) -> bytes:
    """The letter on paper; nothing where the machine has no font for it.

    Raises typst.TypstError.
    """
    paper = letter_paper(sheet)
    return b"" if fonts_missing_for(paper) else paper_pdf(paper)


def letter_paper(sheet: LetterSheet) -> Part:
    """All that the paper says, as plain values."""
    blocks = [block for block in sheet.text.split("\n\n") if block.strip()]
    parts = [paragraph([plain(block.strip("\n"))]) for block in blocks]
    return {
        "language": sheet.language,
        "direction": direction(sheet.language),
        "title": sheet.subject,
        "address": "",
        "kicker": [plain(Instants(sheet.language).day(sheet.at, sheet.zone))],
        "name": plain(sheet.subject),
        "names": [],
        "when": [],
        "lede": [],
        "facts": [],
        "sections": [section("", parts)],
    }


def letter_calendar(sheet: LetterSheet) -> bytes:
    """The meeting as an event; nothing where its days are not known."""
    if not has_event(sheet.start, sheet.end):
        return b""
    event = Event()
    event.add("UID", f"{sheet.slug}@{UID_DOMAIN}")
    event.add("DTSTAMP", sheet.at)
    event.add("SEQUENCE", sequence_at(sheet.at) if sheet.is_later else 0)
    if sheet.begins_at and sheet.ends_at:
        event.add("DTSTART", sheet.begins_at.astimezone(dt.UTC))
        event.add("DTEND", sheet.ends_at.astimezone(dt.UTC))
    else:
        event.add("DTSTART", sheet.start.earliest)
        event.add("DTEND", (sheet.end or sheet.start).latest + dt.timedelta(days=1))
    add_text(event, "SUMMARY", sheet.name.text, sheet.name.language)
    add_text(event, "LOCATION", sheet.place)
    event.add("STATUS", "CANCELLED" if sheet.is_cancelling else "CONFIRMED")
    calendar = new_calendar()
    calendar.add_component(event)
    return bytes_of(calendar)
