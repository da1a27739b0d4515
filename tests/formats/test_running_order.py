"""The running order says what the agenda says, on paper and in a calendar, byte for byte again."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tourdetable.formats.running_order import (
    running_order_calendar,
    running_order_paper,
    running_order_pdf,
)
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import AgendaState, ItemKind
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.agenda import AgendaDay, AgendaLine, AgendaSheet, PostLine, SessionBlock
from tourdetable.sheets.parts import PartyLine

ZURICH = ZoneInfo("Europe/Zurich")
NOTHING = Reading("", "en")
SWISS = PartyLine("CHE", PartyKind.COUNTRY, Reading("Switzerland", "en"))
ANA = PostLine(1, "Ana Ñandú", Reading("Director", "en"), SWISS)


def at(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=ZURICH)  # type: ignore[misc,arg-type]  # year to minute


def line(number: int, title: str, starts: dt.datetime, ends: dt.datetime) -> AgendaLine:
    span = ends.astimezone(dt.UTC) - starts.astimezone(dt.UTC)
    minutes = round(span.total_seconds() / 60)
    return AgendaLine(
        number,
        number,
        ItemKind.DISCUSSION,
        None,
        Reading(title, "en"),
        NOTHING,
        starts,
        ends,
        minutes,
        (ANA,),
        (),
    )


NIGHT = SessionBlock(
    7,
    1,
    Reading("Night session", "en"),
    PartialDate("2027-10-30"),
    at(2027, 10, 30, 23),
    at(2027, 10, 31, 4),
    ANA,
    (
        line(1, "Before", at(2027, 10, 30, 23), at(2027, 10, 31, 1)),
        line(2, "After", at(2027, 10, 31, 1), at(2027, 10, 31, 4)),
    ),
)
SHEET = AgendaSheet(
    slug="second-table",
    language="en",
    name=Reading("Second table", "en"),
    start=PartialDate("2027-10-30"),
    end=PartialDate("2027-10-31"),
    place="Geneva",
    zone="Europe/Zurich",
    languages=("en", "fr"),
    state=AgendaState.ADOPTED,
    is_invented=True,
    is_kept=True,
    has_changed=False,
    days=(AgendaDay(PartialDate("2027-10-30"), (NIGHT,)),),
    clashes=(),
    versions=(),
)


def test_a_calendar_has_the_instants_on_both_sides_of_a_change_of_clocks() -> None:
    (event,) = Calendar.from_ical(running_order_calendar(SHEET)).walk("VEVENT")
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    assert (start, end) == (
        dt.datetime(2027, 10, 30, 21, tzinfo=dt.UTC),
        dt.datetime(2027, 10, 31, 3, tzinfo=dt.UTC),
    )
    assert event["UID"] == "second-table-session-7@tour-de-table"
    assert event["SUMMARY"] == "[invented] Second table – Night session"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "(Europe/Zurich)",
        "23:00–01:00 Before – Ana Ñandú",
        "01:00–04:00 After – Ana Ñandú",
    ]


def test_the_same_sheet_gives_the_same_calendar() -> None:
    assert running_order_calendar(SHEET) == running_order_calendar(SHEET)


def test_the_paper_says_who_presides_what_comes_when_and_that_it_is_invented() -> None:
    paper = running_order_paper(SHEET)
    assert "adopted" in str(paper["kicker"])
    assert "This meeting is invented, as an example" in str(paper["kicker"])
    (section,) = paper["sections"]  # type: ignore[misc]  # a list of one day
    assert section["title"] == "Saturday 30 October 2027"
    heading, presiding, table = section["parts"]
    assert heading["text"] == "23:00–04:00 · Night session"
    assert "Ana Ñandú" in str(presiding)
    assert [row[0][0]["text"] for row in table["rows"]] == ["23:00–01:00", "01:00–04:00"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pdf_is_tagged_and_says_its_language(language: str) -> None:

    pdf = running_order_pdf(replace(SHEET, language=language))
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
