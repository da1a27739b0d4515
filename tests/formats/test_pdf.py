"""The PDF of a meeting: its words as data, tagged, the same bytes each time."""

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache

import pytest

from tests.cast import NOW
from tests.formats.test_calendar import NOTHING, WORKSHOP
from tourdetable.formats.paper import meeting_paper
from tourdetable.formats.pdf import SCRIPTS, family_of, fonts_for, meeting_pdf, missing_fonts
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import MeetingKind
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.meeting import MeetingSheet

ADDRESS = "https://example.org/fr/meetings/workshop/index.html"
ARABIC = "المشاورات بشأن الهجرة"
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: poppler-utils"
)


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def info_of(pdf: bytes) -> dict[str, str]:
    done = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    pairs = (line.split(":", 1) for line in done.stdout.decode().splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


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
    pdf = meeting_pdf(sheet, address=ADDRESS)
    info = info_of(pdf)
    assert (info["Title"], info["Tagged"]) == (sheet.name.text, "yes")
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
    assert meeting_pdf(sheet, address=ADDRESS) == meeting_pdf(replace(sheet), address=ADDRESS)


@needs_poppler
def test_a_sheet_with_almost_nothing_in_it_is_a_page() -> None:
    info = info_of(meeting_pdf(WORKSHOP, address=ADDRESS))
    assert (info["Pages"], info["Title"]) == ("1", WORKSHOP.name.text)


@needs_poppler
def test_text_is_data_and_never_markup() -> None:
    text = '#panic("x") *bold* $x$ <label> @ref \\ "quoted" #sys.inputs'
    said = text_of(meeting_pdf(replace(WORKSHOP, purpose=Reading(text, "en")), address=ADDRESS))
    assert " ".join(said.split()).count(text) == 1


@needs_poppler
def test_letters_that_no_paper_can_show_do_no_harm() -> None:
    sheet = replace(WORKSHOP, purpose=Reading("a\x00b\x07c\ud800d", "en"))
    assert "a\N{REPLACEMENT CHARACTER}" in text_of(meeting_pdf(sheet, address=ADDRESS))


@needs_poppler
@pytest.mark.skipif(not family_of("fonts-noto-core"), reason="no Arabic font: fonts-noto-core")
def test_an_arabic_title_can_be_read_out_of_the_file() -> None:
    name = Reading(ARABIC, "ar")
    sheet = replace(WORKSHOP, name=name, purpose=NOTHING)
    pdf = meeting_pdf(sheet, address=ADDRESS)
    assert info_of(pdf)["Title"] == ARABIC
    letters = re.sub(r"[^\u0600-\u06ff]", "", text_of(pdf))
    assert ARABIC.replace(" ", "") in letters


def test_a_script_without_a_font_is_named_by_the_package_that_brings_one() -> None:
    arabic = replace(WORKSHOP, names=(Reading(ARABIC, "ar"),))
    chinese = replace(WORKSHOP, names=(Reading("区域协商进程", "zh"),))
    lacking = [
        missing_fonts(sheet, with_system_fonts=False) for sheet in (WORKSHOP, arabic, chinese)
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
