"""A feed says what the list of meetings says, in Atom that programs read, and dates no change."""

import datetime as dt
from dataclasses import replace
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element

from tests.cast import NOW
from tests.formats.test_calendar import address_of, row
from tourdetable.formats.feed import ATOM, MOST, XHTML, identifier, meetings_feed
from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.edition import public_entries
from tourdetable.sheets.lists import MeetingRow, MeetingsSheet
from tourdetable.sheets.parts import ThingLink

PAGE = "https://example.org/en/meetings/index.html"
SELF = "https://example.org/en/meetings/index.atom"
WORKSHOP = "https://example.org/meeting/workshop"
BALI = ThingLink("process", "bali-process", Reading("Bali Process", "en"), "Bali")


def fed(*rows: MeetingRow, language: str = "en", name: str = "Meetings") -> bytes:
    sheet = MeetingsSheet(language, len(rows), (), rows)
    return meetings_feed(sheet, name=name, address=address_of, page=PAGE, self_address=SELF)


def read(written: bytes) -> Any:
    """As a feed reader sees it; feedparser has no types."""
    found = feedparser.parse(written)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def elements(written: bytes, name: str, namespace: str = ATOM) -> list[_Element]:
    return list(etree.fromstring(written).iter(f"{{{namespace}}}{name}"))


def texts(written: bytes, name: str, namespace: str = ATOM) -> list[str]:
    return ["".join(map(str, e.itertext())) for e in elements(written, name, namespace)]


def named(line: MeetingRow, name: Reading) -> MeetingRow:
    link = replace(line.line.link, name=name)
    return replace(line, line=replace(line.line, link=link))


def test_a_feed_in_full() -> None:
    workshop = replace(
        row("workshop", "2005-04-14", "2005-04-15", name="Workshop"),
        series=Reading("Ateliers", "fr", is_fallback=True),
        processes=(BALI,),
    )
    assert fed(workshop).decode().splitlines() == [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"  <id>{identifier('meetings', '', 'en')}</id>",
        "  <title>Meetings</title>",
        "  <updated>2026-03-01T09:30:00Z</updated>",
        "  <author>",
        "    <name>Tour de Table</name>",
        "  </author>",
        f'  <link rel="self" type="application/atom+xml" href="{SELF}"/>',
        f'  <link rel="alternate" type="text/html" hreflang="en" href="{PAGE}"/>',
        "  <entry>",
        f"    <id>{identifier('meeting', 'workshop', 'en')}</id>",
        "    <title>Workshop</title>",
        "    <updated>2026-03-01T09:30:00Z</updated>",
        f'    <link rel="alternate" type="text/html" hreflang="en" href="{WORKSHOP}"/>',
        '    <category term="forum" label="forum"/>',
        '    <content type="xhtml">',
        '      <div xmlns="http://www.w3.org/1999/xhtml" dir="ltr">',
        "        <p>14–15 April 2005 · Geneva · forum</p>",
        '        <p><span xml:lang="fr" lang="fr" dir="ltr">Ateliers</span> (in French)</p>',
        "        <ul>",
        "          <li>",
        '            <a href="https://example.org/process/bali-process">Bali Process</a>',
        "          </li>",
        "        </ul>",
        "      </div>",
        "    </content>",
        "  </entry>",
        "</feed>",
    ]


def test_identifiers_that_readers_remember_stay_as_they_are() -> None:
    assert [
        identifier("meetings", "", "en"),
        identifier("meeting", "workshop", "en"),
        identifier("meeting", "workshop", "fr"),
    ] == [
        "urn:uuid:0c64c9ad-0f15-5098-b42d-876c8e845d0e",
        "urn:uuid:52985353-c545-5eee-94b3-380b3aac78e4",
        "urn:uuid:af1b1128-a10f-5429-b138-439d5c9b694d",
    ]


def test_neither_the_address_nor_the_name_is_in_an_identifier() -> None:
    def elsewhere(link: ThingLink) -> str:
        return f"https://elsewhere.example/{link.slug}"

    sheet = MeetingsSheet("en", 1, (), (row("workshop", "2005-04-14", name="Renamed"),))
    moved = meetings_feed(
        sheet, name="Moved", address=elsewhere, page=f"{PAGE}?", self_address=f"{SELF}?"
    )
    assert texts(moved, "id") == texts(fed(row("workshop", "2005-04-14")), "id")


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2005-04-14", None, "14 April 2005"),
        ("2005-04", "2005-04", "April 2005"),
        ("2005", None, "2005"),
        ("2005", "2006", "2005–2006"),
        ("2095-12-31", None, "31 December 2095"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(start: str, end: str | None, says: str) -> None:
    written = fed(row("one", start, end))
    assert texts(written, "p", XHTML) == [f"{says} · Geneva · forum"]


def test_entries_are_the_newest_and_stand_newest_first() -> None:
    first = dt.date(2001, 1, 1)
    days = [(first + dt.timedelta(days=n)).isoformat() for n in range(MOST + 3)]
    written = fed(row("same-a", days[-1]), *(row(day, day) for day in days))
    titles = [link.get("href") for link in elements(written, "link")][2:]
    expected = ["same-a", *reversed(days)][:MOST]
    expected[:2] = ["same-a", days[-1]]
    assert titles == [f"https://example.org/meeting/{slug}" for slug in expected]


def test_an_old_meeting_that_changes_is_news_and_stays_in_its_place() -> None:
    changed = dt.datetime(2026, 4, 1, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    old = replace(row("old", "2001-01-01"), revised=changed)
    written = fed(row("new", "2005-04-14"), old)
    news, known = "2026-04-01T10:00:00Z", "2026-03-01T09:30:00Z"
    assert texts(written, "updated") == [news, known, news]


def test_a_feed_without_meetings_is_a_feed() -> None:
    written = fed()
    assert read(written).entries == []
    assert texts(written, "updated") == ["1970-01-01T00:00:00Z"]


def test_a_text_keeps_its_own_language() -> None:
    arabic = Reading("حلقة عمل", "ar", is_fallback=True)
    written = fed(replace(named(row("one", "2005"), arabic), series=arabic), language="fr")
    assert [e.get(LANG) for e in elements(written, "feed")] == ["fr"]
    assert [e.get(LANG) for e in elements(written, "title")] == [None, "ar"]
    (series,) = elements(written, "span", XHTML)
    assert [series.get(key) for key in (LANG, "lang", "dir")] == ["ar", "ar", "rtl"]
    assert texts(written, "p", XHTML) == [
        "2005 · Genève · forum",
        "en arabe",
        "حلقة عمل (en arabe)",
    ]


def test_what_a_reader_must_know_of_a_translation_is_said() -> None:
    stale = Reading("Old", "en", status=WordingStatus.MACHINE, is_stale=True)
    written = fed(replace(row("one", "2005", name="One"), processes=(replace(BALI, name=stale),)))
    assert texts(written, "li", XHTML) == [
        "Old (machine translation; the original has changed since this translation)"
    ]
    assert texts(fed(named(row("one", "2005"), stale)), "p", XHTML)[1:] == [
        "machine translation; the original has changed since this translation"
    ]


def test_a_meeting_without_a_name_goes_by_its_slug() -> None:
    nameless = fed(named(row("one", "2005"), Reading("", "en")))
    assert texts(nameless, "title") == ["Meetings", "one"]


HOSTILE = st.text(st.characters(exclude_categories=[]), min_size=1)


@given(HOSTILE | HOSTILE.map("</title><script>&{}]]>".format))
@example("\ud800\uffff\x00")
def test_no_text_breaks_the_feed(text: str) -> None:
    reading = Reading(text, "en")
    hostile = named(row("one", "2005"), reading)
    processes = (replace(BALI, name=reading),)
    written = fed(replace(hostile, series=reading, processes=processes), name=text)
    assert not feedparser.parse(written).bozo
    assert texts(written, "title") == [xml_text(text)] * 2
    assert texts(written, "span", XHTML) == texts(written, "a", XHTML) == [xml_text(text)]
    assert len(elements(written, "script", XHTML)) == 0


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert fed(row("one", "2005-04-14")) == fed(row("one", "2005-04-14"))


@pytest.mark.usefixtures("reference")
def test_the_meetings_of_the_record_as_a_reader_of_feeds_sees_them() -> None:
    entries = public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    sheets = [entry.sheet for entry in entries if isinstance(entry.sheet, MeetingsSheet)]
    ids: list[str] = []
    for sheet in sheets:
        newest = sheet.meetings[:MOST]
        found = read(fed(*sheet.meetings, language=sheet.language))
        assert found.feed.title_detail.language == sheet.language
        assert [
            (entry.title, entry.link, entry.updated, entry.title_detail.language)
            for entry in found.entries
        ] == [
            (
                line.link.name.text,
                address_of(line.link),
                f"{one.revised:%Y-%m-%dT%H:%M:%SZ}",
                line.link.name.language,
            )
            for one, line in ((one, one.line) for one in newest)
        ]
        assert [len(entry.content) for entry in found.entries] == [1] * MOST
        ids += [found.feed.id, *(entry.id for entry in found.entries)]
    assert len(ids) == len(set(ids)) == 2 * (MOST + 1)
