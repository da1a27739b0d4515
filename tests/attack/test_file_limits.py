"""What a file would become is counted before anything is built of it. The limits are set low here,
and the files are small and in good order.
"""

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import Workbook

from tests.intake.test_returned import open_document
from tests.library.samples import docx, docx_parts, html, odt, pdf, zipped
from tourdetable.intake.agendas import reading as agendas
from tourdetable.intake.agendas import recurring
from tourdetable.intake.agendas.reading import read_agendas
from tourdetable.intake.people import workbooks
from tourdetable.intake.people.grids import read_grid
from tourdetable.intake.questionnaires import blocks
from tourdetable.intake.questionnaires.blocks import read_blocks
from tourdetable.intake.questionnaires.limesurvey import read_limesurvey
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import bounds
from tourdetable.kernel.media import pdf as pdf_reader
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX, HTML, ODT, PDF
from tourdetable.kernel.media.recognition import recognise, text_of

Read = Callable[[], object]
FIRST, LAST = dt.date(2027, 10, 29), dt.date(2027, 11, 1)


def agenda(content: bytes) -> object:
    return read_agendas(content, zone="Europe/Paris", first=FIRST, last=LAST)


def calendar(*lines: str) -> bytes:
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", *lines, "END:VCALENDAR", ""]
    return "\r\n".join(body).encode()


def event(*lines: str, begins: str = "20271030T090000Z") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1", f"DTSTART:{begins}", "SUMMARY:A", *lines, "END:VEVENT")


def book(rows: int = 3) -> bytes:
    made, saved = Workbook(), io.BytesIO()
    page = made.create_sheet("People", 0)
    for number in range(rows):
        page.append([f"Name {number}", "Fiji"])
    made.save(saved)
    with zipfile.ZipFile(saved, "a") as archive:  # texts that no cell has
        archive.writestr("xl/sharedStrings.xml", f"<sst>{'<si><t>a</t></si>' * rows}</sst>")
    return saved.getvalue()


def table(text: str = "") -> bytes:
    made, saved = Document(), io.BytesIO()
    made.add_table(2, 3).cell(1, 1).text = text
    made.save(saved)
    return saved.getvalue()


def lowered(limit: str) -> tuple[object, str]:
    """Where a limit stands."""
    modules = {
        "bounds": bounds, "pdf": pdf_reader, "workbooks": workbooks, "blocks": blocks,
        "agendas": agendas, "recurring": recurring,
    }  # fmt: skip
    module, _, name = limit.partition(".")
    return modules[module], name


WEEKLY = calendar(*event("RRULE:FREQ=WEEKLY", begins="20270101T090000Z"))
DATES = calendar(*event("EXDATE:20271106T090000Z,20271113T090000Z,20271120T090000Z"))
FOLDED = calendar(*event("RDATE:20271106T090000Z,2027\r\n 1113T090000Z\r\n\t,20271120T090000Z"))
LIMITS: list[tuple[str, int, Read, str]] = [
    ("bounds.MOST_SIGNS", 20, lambda: read_grid(book()), "more than 20 characters"),
    ("bounds.MOST_SIGNS", 5, lambda: read_grid(b"Name,Country\nA B,Fiji\n"), "more than 5 chara"),
    ("bounds.MOST_SIGNS", 5, lambda: read_blocks(table("a word")), "more than 5 characters"),
    ("bounds.MOST_SIGNS", 5, lambda: read_blocks(open_document()), "more than 5 characters"),
    ("pdf.MOST_PAGES", 0, lambda: recognise("a.pdf", pdf("A"), most=10**6), "more than 0 pages"),
    ("workbooks.MOST_CELLS", 1, lambda: read_grid(book()), "more than 1 cells"),
    ("workbooks.MOST_STRINGS", 2, lambda: read_grid(book()), "more than 2 texts"),
    ("workbooks.MOST_STYLED", 3, lambda: read_grid(book()), "more than 3 elements"),
    ("blocks.MOST_CELLS", 5, lambda: read_blocks(table()), "more than 5 cells"),
    ("agendas.MOST_THINGS", 2, lambda: agenda(b'{"results":[{}]}'), "more than 2 entries"),
    ("agendas.MOST_MEMBERS", 1, lambda: agenda(b'{"a":1,"b":2,"c":3}'), "entries"),
    ("recurring.MOST_LINES", 5, lambda: agenda(calendar(*event())), "more than 5 lines"),
    ("recurring.MOST_COMPONENTS", 1, lambda: agenda(calendar(*event())), "1 entries"),
    ("recurring.MOST_DATES", 1, lambda: agenda(DATES), "1 dates"),
    ("recurring.MOST_DATES", 1, lambda: agenda(FOLDED), "1 dates"),
    ("recurring.MOST_STEPS", 40, lambda: agenda(WEEKLY), "recur more than"),
    ("recurring.MOST_INSTANCES", 40, lambda: agenda(WEEKLY), "recur more than 40 times"),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "most", "read", "sentence"), LIMITS)
def test_a_limit_that_is_met_is_named(
    limit: str, most: int, read: Read, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name = lowered(limit)
    assert getattr(module, name) > most
    with contextlib.suppress(SentenceError):  # some of these are nothing to be taken in
        read()
    monkeypatch.setattr(module, name, most)
    with pytest.raises(SentenceError) as refused:
        read()
    assert sentence in str(refused.value)


ELEMENTS: list[Read] = [
    lambda: recognise("a.docx", docx(), most=10**6),
    lambda: text_of(DOCX.media_type, docx()),
    lambda: recognise("a.odt", odt(), most=10**6),
    lambda: text_of(ODT.media_type, odt()),
    lambda: recognise("a.html", html(), most=10**6),
    lambda: text_of(HTML.media_type, html()),
    lambda: cleaned(DOCX, docx(), None),
    lambda: cleaned(ODT, odt(), None),
    lambda: cleaned(HTML, html(), None),
    lambda: cleaned(PDF, pdf("A"), None),
    lambda: read_blocks(docx()),
    lambda: agenda(b"<schedule><conference/><day/></schedule>"),
    lambda: read_limesurvey(b"<document><a/><b/></document>"),
]


@pytest.mark.parametrize("read", ELEMENTS)
def test_elements_are_counted_before_they_are_built(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds.check_elements, "__kwdefaults__", {"most": 2})
    with pytest.raises(SentenceError, match="more than 2 elements in one part"):
        read()


@pytest.mark.parametrize(
    ("markup", "count"),
    [(b"<a/>", 1), (b"<a><b/></a>", 2), (b"<a>&lt;</a>", 1), ("<a/>".encode("utf-16"), 1)],
)
def test_there_are_never_fewer_elements_than_are_counted(markup: bytes, count: int) -> None:
    assert bounds.elements(markup) == count


# ── Packages ──────────────────────────────────────────────────────────────────


def packed(method: int) -> bytes:
    """A Word document, packed otherwise than Word does."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_two_usual_ways_of_packing_are_read(method: int) -> None:
    assert recognise("a.docx", packed(method), most=10**6).medium is DOCX


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_others_are_refused_before_anything_is_unpacked(method: int) -> None:
    with pytest.raises(SentenceError, match="damaged package"):
        recognise("a.docx", packed(method), most=10**6)
    with pytest.raises(SentenceError, match="cannot be read"):
        read_grid(packed(method))


def test_an_entry_is_never_more_than_it_says() -> None:
    """It says one byte and has more; what is behind that is not unpacked."""
    content = zipped({"a.xml": "<a>" + "b" * 300_000 + "</a>"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("a.xml")
        whole = bounds.unpacked(archive, entry)
        assert len(whole) == entry.file_size == 300_007
        entry.file_size = 1
        with pytest.raises(zipfile.BadZipFile):
            bounds.unpacked(archive, entry)


# ── Rules ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "begins", "steps", "instances"),
    [
        ("FREQ=DAILY", "20271030T090000Z", 373, 373),
        ("FREQ=DAILY;BYDAY=MO", "20271030T090000Z", 54, 54),
        ("FREQ=DAILY;COUNT=5", "20271030T090000Z", 5, 5),
        ("FREQ=DAILY;UNTIL=20271101T000000Z", "20271030T090000Z", 3, 3),
        ("FREQ=DAILY;INTERVAL=2", "20271030T090000Z", 187, 187),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "20271030T090000Z", 267, 267),
        ("FREQ=MONTHLY;BYDAY=1MO", "20271030T090000Z", 62, 62),
        ("FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=1,2", "20171030T090000Z", 45, 9),
        ("FREQ=DAILY", "20171030T090000Z", 4_025, 745),
    ],
)
def test_what_a_rule_gives_is_told_without_working_it_out(
    rule: str, begins: str, steps: int, instances: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to a day or two: at most so many, and enough to let every ordinary rule pass."""
    content = calendar(*event(f"RRULE:{rule}", begins=begins))
    for name, most in (("MOST_STEPS", steps), ("MOST_INSTANCES", instances)):
        with monkeypatch.context() as patch:
            patch.setattr(recurring, name, most + 2)
            agenda(content)
            patch.setattr(recurring, name, most - 3)
            with pytest.raises(SentenceError, match="recur more than"):
                agenda(content)


def test_clocks_of_a_zone_do_not_change_several_times_a_day() -> None:
    zone = (
        "BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:20270101T000000",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "RRULE:FREQ=HOURLY;COUNT=2",
        "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    with pytest.raises(SentenceError, match="several times a day"):
        agenda(calendar(*zone, *event()))


def test_a_pdf_that_is_recognised_has_its_pages() -> None:
    found = recognise("a.pdf", pdf("A"), most=10**6)
    assert (found.medium, found.pages) == (PDF, 1)
