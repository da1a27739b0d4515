"""The running order of a meeting: on paper, day by day, and as iCalendar (RFC 5545).

In the calendar every session of known hours is an event, with its items in the description by the
clock of the meeting. Instants are in UTC: a program shows them in its own zone, and a change of
clocks inside a session changes nothing. UID is `SLUG-session-KEY@tour-de-table` in every language;
DTSTAMP is the beginning of the session, so that the same sheet gives the same bytes.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Event

from tourdetable.formats.calendar import (
    UID_DOMAIN,
    add_reading,
    add_text,
    bytes_of,
    mark_invented,
    new_calendar,
)
from tourdetable.formats.paper_parts import Part, Phrasing, Runs, paragraph, plain, section, table
from tourdetable.formats.pdf import paper_pdf
from tourdetable.kernel.wording import Reading, direction
from tourdetable.sheets.agenda import AgendaDay, AgendaLine, AgendaSheet, PostLine, SessionBlock
from tourdetable.ui.instants import Instants
from tourdetable.ui.telling import telling_of


def running_order_pdf(sheet: AgendaSheet) -> bytes:
    """The running order on paper. Raises typst.TypstError."""
    return paper_pdf(running_order_paper(sheet))


def running_order_paper(sheet: AgendaSheet) -> Part:
    """All that the paper says, as plain values."""
    writing = RunningOrder(telling_of(sheet.language), sheet)
    return {
        "language": sheet.language,
        "direction": direction(sheet.language),
        "title": sheet.name.text,
        "address": "",
        "kicker": writing.kicker(),
        "name": writing.run(sheet.name),
        "names": [],
        "when": writing.when(),
        "lede": [],
        "facts": list(writing.facts()),
        "sections": [writing.day(day) for day in sheet.days],
    }


@dataclass(frozen=True)
class RunningOrder(Phrasing):
    """An agenda in the words of its language."""

    sheet: AgendaSheet

    def kicker(self) -> Runs:
        state = self.telling.label(self.sheet.state)
        found = [plain(" · ".join((self._("Agenda"), state)))]
        return found + self.invented(is_invented=self.sheet.is_invented)

    def when(self) -> Runs:
        told = self.telling.dates(self.sheet.start, self.sheet.end)
        place = self.telling.place(self.sheet.place)
        return [plain(" · ".join(filter(None, (told, place))))]

    def facts(self) -> Iterator[Part]:
        yield {"term": self._("Time zone"), "runs": [plain(self.sheet.zone)]}
        tongues = [self.telling.language_name(tag) for tag in self.sheet.languages]
        if tongues:
            told = self.telling.all_of(tongues)
            yield {"term": self._("Working languages"), "runs": [plain(told)]}

    def day(self, day: AgendaDay) -> Part:
        parts: list[Part] = []
        for session in day.sessions:
            parts += self.session(session)
        return section(self.day_name(day), parts)

    def day_name(self, day: AgendaDay) -> str:
        if day.date is None:
            return self._("Day open")
        if day.date.is_day:
            return Instants(self.telling.language).weekday(day.date.earliest)
        return self.telling.date(day.date)

    def session(self, session: SessionBlock) -> Iterator[Part]:
        hours = self.hours(session.starts_at, session.ends_at, self.sheet.zone)
        told = (hours, session_name(session, self))
        yield {"kind": "heading", "text": " · ".join(filter(None, told))}
        if session.presiding:
            yield paragraph(
                [plain(self._("Presided over by") + " "), *self.post(session.presiding)]
            )
        if session.items:
            head = (self._("Hour"), self._("Item"))
            yield table((2, 9), head, [self.row(line) for line in session.items])

    def row(self, line: AgendaLine) -> list[Runs]:
        hours = self.hours(line.starts_at, line.ends_at, self.sheet.zone)
        found = [
            *self.said(line.title, "strong"),
            self.small(f" – {self.telling.label(line.kind)}"),
        ]
        for speaker in line.speakers:
            found += [plain("\n"), *self.post(speaker)]
        for paper in line.documents:
            symbol = [plain(f"{paper.symbol} ")] if paper.symbol else []
            found += [plain("\n"), *symbol, *self.said(paper.title, "small")]
        if line.annotation:
            found += [plain("\n"), *self.said(line.annotation, "small")]
        return [[plain(hours or "–")], found]

    def post(self, line: PostLine) -> Runs:
        comma = [plain(self.telling.comma)]
        post = [*comma, *self.said(line.post, "small")] if line.post else []
        return [plain(line.name), *post, *comma, *self.said(line.party.name, "small")]


def session_name(session: SessionBlock, writing: Phrasing) -> str:
    number = writing._("Session %(number)s", number=session.number)
    return session.title.text or number


def running_order_calendar(sheet: AgendaSheet) -> bytes:
    """A calendar with an event for every session of known hours."""
    calendar = new_calendar(sheet.name.text)
    writing = RunningOrder(telling_of(sheet.language), sheet)
    for session in sheet.sessions:
        if session.starts_at:
            calendar.add_component(_event(session, sheet, writing))
    return bytes_of(calendar)


def _event(session: SessionBlock, sheet: AgendaSheet, writing: RunningOrder) -> Event:
    event = Event()
    event.add("UID", f"{sheet.slug}-session-{session.key}@{UID_DOMAIN}")
    starts, ends = _utc(session.starts_at), _utc(session.ends_at)
    event.add("DTSTAMP", starts)
    event.add("DTSTART", starts)
    if ends:
        event.add("DTEND", ends)
    name = f"{sheet.name.text} – {session_name(session, writing)}"
    add_reading(event, "SUMMARY", Reading(name, sheet.name.language))
    mark_invented(event, sheet.language, is_invented=sheet.is_invented)
    if sheet.place:
        add_text(event, "LOCATION", writing.telling.place(sheet.place))
    lines = [_line(line, sheet, writing) for line in session.items]
    if lines:
        add_text(event, "DESCRIPTION", "\n".join([f"({sheet.zone})", *lines]))
    return event


def _line(line: AgendaLine, sheet: AgendaSheet, writing: RunningOrder) -> str:
    hours = writing.hours(line.starts_at, line.ends_at, sheet.zone)
    names = writing.telling.comma.join(speaker.name for speaker in line.speakers)
    told = " ".join(filter(None, (hours, line.title.text)))
    return f"{told} – {names}" if names else told


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    return instant.astimezone(dt.UTC) if instant else None
