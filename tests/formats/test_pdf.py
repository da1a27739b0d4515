"""The PDF of a meeting: its words as data, tagged, the same bytes each time."""

import re
import shutil
import subprocess
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import pytest

from tests.cast import NOW
from tests.formats.test_calendar import NOTHING, WORKSHOP
from tourdetable.formats.paper import meeting_paper
from tourdetable.formats.pdf import SCRIPTS, family_of, fonts_for, fonts_missing_for, paper_pdf
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import MeetingKind
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.meeting import MeetingSheet, ParticipationBlock
from tourdetable.sheets.parts import SourceLine

ADDRESS = "https://example.org/fr/meetings/workshop/index.html"
ARABIC = "المشاورات بشأن الهجرة"
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: poppler-utils"
)


def pdf_of(sheet: MeetingSheet) -> bytes:
    return paper_pdf(meeting_paper(sheet, ADDRESS))


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def info_of(pdf: bytes) -> dict[str, str]:
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    pairs = (line.split(":", 1) for line in done.stdout.decode().splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def promises_access(pdf: bytes) -> bool:
    """Does the file say of itself that it keeps to PDF/UA-1 (ISO 14289-1, clause 5)?"""
    return b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def languages_of(pdf: bytes) -> set[str]:
    """The languages that the file and its texts are marked with (ISO 32000-1, 14.9.2)."""
    streams = re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", pdf, re.DOTALL)
    plain = b"".join([pdf, *map(zlib.decompress, streams)])
    return {found.decode() for found in re.findall(rb"/Lang ?\(([\w-]*)\)", plain)}


@cache
def workshop(language: str) -> MeetingSheet:
    edition = Edition([language], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    (entry,) = edition.entries([Thing("meeting", "rcp-workshop-2005")])
    assert isinstance(entry.sheet, MeetingSheet)
    return entry.sheet


@needs_poppler
@pytest.mark.usefixtures("reference")
def test_the_workshop_of_2005_on_paper() -> None:
    sheet = workshop("fr")
    pdf = pdf_of(sheet)
    info = info_of(pdf)
    assert (info["Title"], info["Tagged"]) == (sheet.name.text, "yes")
    assert promises_access(pdf)
    said = " ".join(text_of(pdf).split())
    for words in (
        "14–15 avril 2005",
        "Genève (Suisse)",
        "Rolf K. Jenny",
        "Frank Laczko",
        "Ordre du jour",
        "non vérifié",
        ADDRESS,
    ):
        assert words in said, words
    assert len(sheet.agenda) == 2
    for item in (item for day in sheet.agenda for item in day.items):
        assert " ".join(item.title.text.split())[:40] in said


@pytest.mark.usefixtures("reference")
def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = workshop("fr")
    assert pdf_of(sheet) == pdf_of(replace(sheet))


def test_no_moment_of_making_stands_in_the_file() -> None:
    pdf = pdf_of(WORKSHOP)
    found = [word for word in (b"CreateDate", b"CreationDate", b"ModDate") if word in pdf]
    assert found == []


def test_the_file_says_its_language_and_that_of_what_is_in_another_one() -> None:
    french = replace(WORKSHOP, language="fr")
    english = replace(french, purpose=Reading("To compare notes.", "en", is_fallback=True))
    found = [languages_of(pdf_of(sheet)) for sheet in (french, english)]
    assert found == [{"fr"}, {"fr", "en"}]


@needs_poppler
def test_a_sheet_with_almost_nothing_in_it_is_a_page() -> None:
    info = info_of(pdf_of(WORKSHOP))
    assert (info["Pages"], info["Title"]) == ("1", WORKSHOP.name.text)


@needs_poppler
def test_text_is_data_and_never_markup() -> None:
    text = '#panic("x") *bold* $x$ <label> @ref \\ "quoted" #sys.inputs'
    said = text_of(pdf_of(replace(WORKSHOP, purpose=Reading(text, "en"))))
    assert " ".join(said.split()).count(text) == 1


@needs_poppler
def test_letters_that_no_paper_can_show_do_no_harm() -> None:
    sheet = replace(WORKSHOP, purpose=Reading("a\x00b\x07c\ud800d", "en"))
    assert "a\N{REPLACEMENT CHARACTER}" in text_of(pdf_of(sheet))


@needs_poppler
def test_a_letter_without_a_font_costs_the_promise_of_access_and_nothing_else() -> None:
    unassigned = Reading("Before \u0378 after", "en")
    pdf = pdf_of(replace(WORKSHOP, purpose=unassigned))
    assert (info_of(pdf)["Tagged"], promises_access(pdf)) == ("yes", False)
    assert re.search(r"Before\s+after", text_of(pdf))


@needs_poppler
def test_a_meeting_without_a_name_has_its_paper() -> None:
    pdf = pdf_of(replace(WORKSHOP, name=NOTHING))
    assert (info_of(pdf)["Pages"], promises_access(pdf)) == ("1", False)


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("fr-CA", "fr-CA"),
        ("zh-Hant", "zh"),
        ("sr-Latn-RS", "sr-RS"),
        ("de-1996", "de"),
        ("x-own", "und"),
        ("", "und"),
    ],
)
def test_a_text_keeps_as_much_of_its_language_as_a_pdf_can_say(tag: str, spoken: str) -> None:
    sheet = replace(WORKSHOP, names=(Reading("word", tag),))
    assert languages_of(pdf_of(sheet)) == {"en", spoken}


def test_an_address_that_no_link_can_bear_leads_nowhere() -> None:
    short, long = (f"https://example.org/{'a' * length}" for length in (10, 9000))
    sources = tuple(
        SourceLine(number, f"source-{number}", "Publisher", url, "full")
        for number, url in enumerate((short, long), 1)
    )
    pdf = pdf_of(replace(WORKSHOP, sources=sources))
    assert re.findall(rb"/URI ?\((.*?)\)", pdf) == [short.encode()]


@needs_poppler
@pytest.mark.skipif(not family_of("fonts-noto-core"), reason="no Arabic font: fonts-noto-core")
def test_an_arabic_title_can_be_read_out_of_the_file() -> None:
    name = Reading(ARABIC, "ar")
    sheet = replace(WORKSHOP, language="ar", name=name, purpose=NOTHING)
    pdf = pdf_of(sheet)
    assert (info_of(pdf)["Title"], languages_of(pdf)) == (ARABIC, {"ar"})
    assert pdf.count(b"/Direction/R2L") == 1
    letters = re.sub(r"[^\u0600-\u06ff]", "", text_of(pdf))
    assert ARABIC.replace(" ", "") in letters


def test_a_script_without_a_font_is_named_by_the_package_that_brings_one() -> None:
    arabic = replace(WORKSHOP, names=(Reading(ARABIC, "ar"),))
    chinese = replace(WORKSHOP, names=(Reading("区域协商进程", "zh"),))
    lacking = [
        fonts_missing_for(meeting_paper(sheet, ADDRESS), with_system_fonts=False)
        for sheet in (WORKSHOP, arabic, chinese)
    ]
    assert lacking == [
        frozenset(),
        frozenset({"fonts-noto-core"}),
        frozenset({"fonts-noto-cjk"}),
    ]


def test_the_font_of_the_language_comes_first() -> None:
    for language, script in (("ar", "Arabic"), ("zh", "Chinese")):
        own = family_of(SCRIPTS[script][2])
        assert fonts_for(language)[0] == (own or "Libertinus Serif")
    assert fonts_for("fr")[0] == "Libertinus Serif"


def test_the_paper_says_nothing_where_there_is_nothing_to_say() -> None:
    paper = meeting_paper(replace(WORKSHOP, kind=MeetingKind.FORUM), ADDRESS)
    assert paper["sections"] == []
    assert paper["kicker"] == [{"text": "forum"}]


def test_the_paper_counts_who_came_where_sources_do() -> None:
    block = ParticipationBlock(
        states=1,
        people=120,
        mechanisms=9,
        un_commissions=None,
        regional_organisations=0,
        note=NOTHING,
        parties=(),
        territories=(),
    )
    paper = meeting_paper(replace(WORKSHOP, participation=block), ADDRESS)
    counts = ("1 State", "9 processes", "0 regional organisations", "120 participants in all")
    lines = [[{"text": count}] for count in counts]
    assert paper["sections"] == [
        {"title": "Who took part", "parts": [{"kind": "list", "lines": lines}]}
    ]


def test_a_source_on_paper_says_how_it_was_read_and_keeps_the_direction_of_its_address() -> None:
    url = "https://example.org/page/"
    source = SourceLine(1, "page", "Publisher", url, "part", ("Reposted.",))
    paper = meeting_paper(replace(WORKSHOP, sources=(source,)), ADDRESS)
    runs = [
        {"text": "Publisher", "address": url},
        {"text": " – read in part", "look": "small"},
        {"text": "\n"},
        {"text": url, "look": "small", "language": "zxx", "direction": "ltr"},
        {"text": "\n"},
        {"text": "Reposted.", "look": "small"},
    ]
    lines = [{"number": 1, "runs": runs}]
    assert paper["sections"] == [
        {"title": "Sources", "parts": [{"kind": "numbered", "lines": lines}]}
    ]


# ── Threads ──────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("threads", [2, 8])
def test_threads_set_papers_at_the_same_time(threads: int) -> None:
    """Each gets the bytes of its own sheet, whatever the others set, whole or with other words."""
    sheets = [workshop(language) for language in ("fr", "en", "es", "ru")] * threads
    alone = {sheet.language: pdf_of(sheet) for sheet in sheets[:4]}
    start = threading.Barrier(threads)

    def set_some(number: int) -> list[tuple[str, bytes]]:
        start.wait(60)
        return [(sheet.language, pdf_of(sheet)) for sheet in sheets[number : number + 4]]

    with ThreadPoolExecutor(threads) as pool:
        made = [pair for pairs in pool.map(set_some, range(threads)) for pair in pairs]
    assert len(made) == 4 * threads
    assert all(content == alone[language] for language, content in made)
