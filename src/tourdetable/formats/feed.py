"""The newest meetings as an Atom feed (RFC 4287), for those who follow the record in a reader.

`updated` of an entry is when what readers see of the meeting was last changed, and `updated` of the
feed the latest of these, 1970-01-01 where it has no entry. Entries stand in the order of their
meetings, and a correction does not move one. What is known of the days stands in the content, no
more exact than it is known.

Identifiers are UUIDs by name (RFC 9562, version 5), for a `tag:` URI needs a domain name that its
owner held on a day (RFC 4151) and the record has none of its own. They are made from the slug of
the meeting and the language of the feed: neither the address of the record nor a new name changes
them, and the same meeting in another language is another entry.

A text that is not in the language of the feed has `xml:lang`; the content also says so in words,
and where a translation is a machine's or has fallen behind its original.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml.etree import Element, SubElement, _Element, tostring

from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading, direction
from tourdetable.sheets.lists import MeetingRow, MeetingsSheet
from tourdetable.sheets.parts import ThingLink
from tourdetable.ui.telling import Telling, telling_of

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
MEDIA_TYPE = "application/atom+xml"
AUTHOR = "Tour de Table"
MOST = 50
"""How many entries a feed has; the list and the calendar have the rest."""
NAMESPACE = uuid.UUID("ee75c93e-562c-472a-89a8-1bfd1d20f25f")
"""What every identifier is made from. With another one, all entries would be new to all readers."""
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
APART = " · "


def meetings_feed(
    sheet: MeetingsSheet,
    *,
    name: str,
    address: Callable[[ThingLink], str],
    page: str,
    self_address: str,
) -> bytes:
    """The feed of the list of meetings, newest first, at most `MOST`.

    `name` is its title, in the language of the sheet; `address` gives the absolute URL of a page,
    `page` is that of the list and `self_address` that of the feed.
    Raises FileNotFoundError for a language without a catalogue.
    """
    rows = sorted(sheet.meetings, key=_first_day, reverse=True)[:MOST]
    writing = Writing(telling_of(sheet.language), address)
    spaces: Any = {None: ATOM}  # the stubs of lxml know no default namespace
    feed = Element(_atom("feed"), nsmap=spaces)
    feed.set(LANG, sheet.language)
    _add(feed, "id", identifier("meetings", "", sheet.language))
    _add(feed, "title", name)
    _add(feed, "updated", _instant(max((row.revised for row in rows), default=NEVER)))
    _add(SubElement(feed, _atom("author")), "name", AUTHOR)
    SubElement(feed, _atom("link"), rel="self", type=MEDIA_TYPE, href=self_address)
    writing.add_page(feed, page)
    for row in rows:
        writing.add_entry(feed, row)
    written: bytes = tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def identifier(kind: str, slug: str, language: str) -> str:
    """The `urn:uuid:` of a feed or an entry."""
    return uuid.uuid5(NAMESPACE, f"{kind}/{slug}/{language}").urn


@dataclass(frozen=True, slots=True)
class Writing:
    """A feed while it is written: its language, and where pages are."""

    telling: Telling
    address: Callable[[ThingLink], str]

    def add_entry(self, feed: _Element, row: MeetingRow) -> None:
        link = row.line.link
        entry = SubElement(feed, _atom("entry"))
        _add(entry, "id", identifier("meeting", link.slug, self.telling.language))
        self._set_language(_add(entry, "title", link.name.text or link.slug), link.name)
        _add(entry, "updated", _instant(row.revised))
        self.add_page(entry, self.address(link))
        label = self.telling.label(row.kind)
        SubElement(entry, _atom("category"), term=row.kind.value, label=label)
        self._add_content(entry, row)

    def add_page(self, around: _Element, address: str) -> None:
        """The page that says the same, in the language of the feed."""
        link = SubElement(around, _atom("link"), rel="alternate", type="text/html")
        link.set("hreflang", self.telling.language)
        link.set("href", address)

    def _add_content(self, entry: _Element, row: MeetingRow) -> None:
        """Days, place and kind; the series; the processes, each with its page."""
        line = row.line
        content = SubElement(entry, _atom("content"), type="xhtml")
        spaces: Any = {None: XHTML}  # see above
        division = SubElement(content, _xhtml("div"), nsmap=spaces)
        division.set("dir", direction(self.telling.language))
        facts = (
            self.telling.dates(line.start, line.end),
            self.telling.place(line.place),
            self.telling.label(row.kind),
            self.telling.invented(is_invented=line.is_invented),
        )
        SubElement(division, _xhtml("p")).text = xml_text(APART.join(filter(None, facts)))
        if remarks := self._remarks(line.link.name):
            SubElement(division, _xhtml("p")).text = remarks
        if row.series:
            self._add_said(SubElement(division, _xhtml("p")), "span", row.series)
        if row.processes:
            processes = SubElement(division, _xhtml("ul"))
            for process in row.processes:
                item = SubElement(processes, _xhtml("li"))
                self._add_said(item, "a", process.name).set("href", self.address(process))

    def _add_said(self, around: _Element, name: str, reading: Reading) -> _Element:
        """An element with the text, in its own language, and after it what a reader must know."""
        said = SubElement(around, _xhtml(name))
        said.text = xml_text(reading.text)
        if self._set_language(said, reading):
            said.set("lang", reading.language)
            said.set("dir", reading.direction)
        if remarks := self._remarks(reading):
            said.tail = f" ({remarks})"
        return said

    def _set_language(self, element: _Element, reading: Reading) -> bool:
        """Marks a text that is not in the language of the feed; is it one?"""
        is_other = bool(reading) and reading.language != self.telling.language
        if is_other:
            element.set(LANG, reading.language)
        return is_other

    def _remarks(self, reading: Reading) -> str:
        """`in English`, `machine translation`, and whether it lags behind its original."""
        _ = self.telling.translations.gettext
        remarks = []
        if reading and reading.is_fallback:
            remarks.append(self.telling.in_language(reading.language))
        if reading.status is WordingStatus.MACHINE:
            remarks.append(self.telling.label(reading.status))
        if reading.is_stale:
            remarks.append(_("the original has changed since this translation"))
        return "; ".join(remarks)


def _first_day(row: MeetingRow) -> dt.date:
    return row.line.start.earliest


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(around: _Element, name: str, text: str) -> _Element:
    element = SubElement(around, _atom(name))
    element.text = xml_text(text)
    return element


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _xhtml(name: str) -> str:
    return f"{{{XHTML}}}{name}"
