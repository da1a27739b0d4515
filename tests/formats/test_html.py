"""Pages of all languages share what is compiled, and none of their words."""

from dataclasses import replace

import pytest
from lxml import html

from tests.cast import NOW
from tourdetable.formats.html import TEMPLATES, environment, render_page
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.party import PartySheet
from tourdetable.site.configuration import LANGUAGES

AROUND = Surroundings("style/a.css", "style/b.js", LANGUAGES, "https://example.org/")


@pytest.mark.usefixtures("reference")
def test_no_word_of_one_language_gets_into_another() -> None:
    edition = Edition(LANGUAGES, by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    said = {}
    for entry in edition.entries([Thing("process", "rcm")]):
        frame = AROUND.frame(Pointing("x/index.html"), entry.language, "process", "rcm")
        said[entry.language] = render_page(entry.sheet, frame).decode()
    marks = {
        "en": "",
        "ar": "(باللغة الإنجليزية)",
        "zh": "(英语)",
        "fr": "(en anglais)",
        "ru": "(язык: английский)",
        "es": "(en inglés)",
    }
    for language, page in said.items():
        found = {other for other, mark in marks.items() if mark and mark in page}
        assert found == ({language} if marks[language] else set())


def test_every_sheet_that_has_a_template_has_one_that_is_there() -> None:
    for name in TEMPLATES.values():
        assert environment("en").get_template(name).name == name


@pytest.mark.usefixtures("reference")
def test_a_text_is_never_markup() -> None:
    edition = Edition(["en"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    (entry,) = edition.entries([Thing("country", "aus")])
    hostile = "<script>alert('x')</script>{{ 7*7 }}%(x)s"
    assert isinstance(entry.sheet, PartySheet)
    sheet = replace(entry.sheet, party=replace(entry.sheet.party, acronym=hostile))
    frame = AROUND.frame(Pointing("en/countries/aus/index.html"), "en", "country", "aus")
    page = render_page(sheet, frame).decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{ 7*7 }}%(x)s" in page


@pytest.mark.usefixtures("reference")
def test_neighbours_in_a_table_or_a_list_are_two_words_for_who_reads_the_text_alone() -> None:
    edition = Edition(["fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    (entry,) = edition.entries([Thing("process", "rcm")])
    frame = AROUND.frame(Pointing("fr/processes/rcm/index.html"), "fr", "process", "rcm")
    page = html.fromstring(render_page(entry.sheet, frame))
    text = "".join(map(str, page.itertext()))
    assert ("Titulaire\nMandat" in text, "TitulaireMandat" in text) == (True, False)


@pytest.mark.usefixtures("reference")
def test_a_page_drawn_again_still_points_to_all_that_it_links_to() -> None:
    """Components remember what they drew; each page keeps its own account of its links."""
    edition = Edition(["fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    (entry,) = edition.entries([Thing("process", "rcm")])
    address = "fr/processes/rcm/index.html"
    pages = [Pointing(address), Pointing(address), Pointing("fr/404.html", is_shown_anywhere=True)]
    for page in pages:
        drawn = render_page(entry.sheet, AROUND.frame(page, "fr", "process", "rcm"))
        links = {str(link.get("href")) for link in html.fromstring(drawn).iter("a", "link")}
        own = {link for link in links if not link.startswith(("#", "https://", "http://"))}
        named = {link_of(page, target) for target in page.targets}
        assert own == named
        assert "fr/countries/can/index.html" in page.targets


def link_of(page: Pointing, target: str) -> str:
    return Pointing(page.address, page.is_shown_anywhere).to(target)
