"""Texts that people type into formats that are read line by line, cell by cell or by their names:
calendars, tables, names of files.
"""

import csv
import datetime as dt
import io
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from tests.attack.mails import HOSTILE
from tourdetable.formats.calendar import add_text, bytes_of, new_calendar
from tourdetable.formats.letter import letter_calendar
from tourdetable.formats.spreadsheet import spreadsheet
from tourdetable.formats.tables import csv_line
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.screens.given import given as given_file
from tourdetable.sheets.letter import LetterSheet

AT = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
CALENDAR_LINES = st.sampled_from(
    ["LOCATION:Elsewhere", "END:VEVENT", "BEGIN:VALARM", "\\n", "\\;", "ORGANIZER;CN=a:mailto:a"]
)
"""Plain lines of a calendar, which mean nothing where they are part of a text."""
TEXTS = HOSTILE | st.tuples(HOSTILE, CALENDAR_LINES, HOSTILE).map("\r\n".join)
FORMULAE = st.sampled_from(["=1+1", "+1-1", "-1+1", "@sum", "#N/A", "#REF!", "＝1", " =1", "a;=1"])
SHEET = LetterSheet(
    subject="Invitation",
    text="Text",
    language="en",
    zone="Europe/Paris",
    at=AT,
    slug="workshop-2027",
    name=Reading("Workshop", "en"),
    start=PartialDate("2027-04-14"),
    end=None,
    place="",
    begins_at=None,
    ends_at=None,
    is_later=False,
    is_cancelling=False,
    is_invented=False,
)


def _names_of_lines(raw: bytes) -> list[str]:
    """The properties as a reader finds them that ends lines wherever Python does."""
    unfolded = raw.decode().replace("\r\n ", "")
    return [line.partition(":")[0].partition(";")[0] for line in unfolded.splitlines()]


@settings(deadline=None, max_examples=60)
@given(name=TEXTS, place=TEXTS)
def test_a_text_of_a_calendar_adds_no_property(name: str, place: str) -> None:
    sheet = replace(SHEET, name=Reading(name, "en"), place=place)
    expected = _names_of_lines(letter_calendar(replace(SHEET, place="Geneva" if place else "")))
    raw = letter_calendar(sheet)
    if not name:
        expected.remove("SUMMARY")
    assert _names_of_lines(raw) == expected
    (event,) = Calendar.from_ical(raw).events
    assert len(event.property_items()) == len(expected) - 4


@settings(deadline=None, max_examples=60)
@given(name=TEXTS, text=TEXTS)
def test_the_name_of_a_calendar_is_one_line(name: str, text: str) -> None:
    calendar = new_calendar(name)
    add_text(calendar, "DESCRIPTION", text)  # type: ignore[arg-type]  # a component like an event
    wanted = {"BEGIN", "NAME", "X-WR-CALNAME", "PRODID", "VERSION", "DESCRIPTION", "END"}
    lines = _names_of_lines(bytes_of(calendar))
    assert len(lines) == len(set(lines))
    assert set(lines) <= wanted


@settings(deadline=None, max_examples=40)
@example(title="A/B: [c]", cells=["#N/A", "=1+1"])
@given(title=HOSTILE, cells=st.lists(HOSTILE | FORMULAE, min_size=1, max_size=4))
def test_a_cell_of_a_spreadsheet_is_a_text(title: str, cells: list[str]) -> None:
    raw = spreadsheet(title, "en", [cells], [20] * len(cells))
    page = load_workbook(io.BytesIO(raw)).worksheets[0]
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "inlineStr", "n")  # the last one for an empty cell
            assert cell.value is None or isinstance(cell.value, str)


@given(cells=st.lists(HOSTILE | FORMULAE, min_size=1, max_size=4))
def test_a_row_of_a_table_is_one_row_and_computes_nothing(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(cells).decode(), newline=""))
    assert len(row) == len(cells)
    for cell in row:
        plain = cell.strip().lstrip("'")
        assert not cell.strip().startswith(("=", "@", "＝")) or plain != cell.strip()


@settings(deadline=None)
@given(name=HOSTILE)
def test_a_file_is_given_out_under_one_name(name: str) -> None:
    answer = given_file(b"x", "application/pdf", name)
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert header.isascii()
    assert header.isprintable()
    assert "=?" not in header
    assert header.count(";") == 1
