"""Journeys of a reader through the record, from the disk or served, without JavaScript."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.kinds import addresses
from tourdetable.site.configuration import LANGUAGES

pytestmark = pytest.mark.browser


def test_from_the_choice_of_a_language_to_the_meeting_of_2005(record: Path, page: Page) -> None:
    page.goto((record / "index.html").as_uri())
    page.get_by_role("link", name="Français").first.click()
    page.get_by_role("navigation").get_by_role("link", name="Réunions").first.click()
    page.get_by_role("link", name="Atelier de la Commission mondiale").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Atelier de la Commission")
    expect(page.get_by_text("(en anglais)").first).to_be_visible()
    for speaker in ("Rolf K. Jenny", "Robert G. Paiva", "Frank Laczko"):
        expect(page.get_by_text(speaker).first).to_be_visible()
    page.get_by_role("link", name="English").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("GCIM-IOM Workshop")


def test_a_language_chosen_on_any_page_is_remembered(served: str, page: Page) -> None:
    page.goto(f"{served}/")
    expect(page).to_have_url(f"{served}/fr/")
    page.goto(f"{served}/fr/meetings/rcp-workshop-2005/")
    page.get_by_role("link", name="العربية").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{served}/")
    expect(page).to_have_url(f"{served}/ar/")


def test_from_a_process_to_a_related_one(record: Path, page: Page) -> None:
    page.goto((record / "en/processes/index.html").as_uri())
    page.get_by_role("link", name="Regional Conference on Migration").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Regional Conference")
    page.get_by_role("link", name="South American Conference on Migration").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("South American")


def test_the_keyboard_reaches_the_content_first(record: Path, page: Page) -> None:
    page.goto((record / "fr/meetings/rcp-workshop-2005/index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def violations(page: Page) -> str:
    """What axe finds on the page as it is, in words; nothing where it finds nothing."""
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize("address", addresses(*LANGUAGES))
def test_a_page_fits_its_window_and_axe_finds_nothing(
    served: str, window: Page, address: str
) -> None:
    """360 CSS pixels is a phone, and 1440 pixels at 400 % zoom (WCAG 2.2, 1.4.10)."""
    window.set_viewport_size({"width": 1280, "height": 800})
    window.emulate_media(color_scheme="light")
    window.goto(f"{served}/{address}")
    found, wide = violations(window), overflow(window)
    window.set_viewport_size({"width": 360, "height": 800})
    assert (found, wide, overflow(window)) == ("", 0, 0)


@pytest.mark.parametrize("address", addresses("fr", "ar"))
def test_axe_finds_nothing_in_the_dark_on_a_phone(served: str, window: Page, address: str) -> None:
    window.set_viewport_size({"width": 360, "height": 800})
    window.emulate_media(color_scheme="dark")
    window.goto(f"{served}/{address}")
    found = violations(window)
    assert not found, found


def test_nothing_is_fetched_from_elsewhere(served: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses("en", "ar"):
        page.goto(f"{served}/{address}")
    page.close()
    assert {url[: len(served) + 1] for url in asked} == {f"{served}/"}


def test_a_list_narrows_without_a_script(record: Path, page: Page) -> None:
    page.goto((record / "fr/processes/index.html").as_uri())
    rows = page.locator("table.processes tbody tr")
    expect(rows).to_have_count(38)
    page.get_by_label("Région").select_option(label="Caraïbes")
    page.get_by_label("Situation").select_option(label="actif")
    shown = [row for row in rows.all() if row.is_visible()]
    assert len(shown) == 3
    assert all("Caraïbes" in row.inner_text() for row in shown)
    page.get_by_role("button", name="Tout afficher").click()
    assert all(row.is_visible() for row in rows.all())


def test_without_scripts_the_search_offers_its_index(record: Path, page: Page) -> None:
    page.goto((record / "fr/search/index.html").as_uri())
    expect(page.get_by_text("La recherche demande JavaScript")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name="Processus de Bali").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bali")


def test_the_keyboard_alone_goes_from_home_to_a_meeting_in_arabic(record: Path, page: Page) -> None:
    page.goto((record / "ar/index.html").as_uri())
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.href || ''")
        if focused.endswith("/ar/meetings/index.html"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/meetings/index.html")
    assert page.evaluate("document.dir") == "rtl"


BLOCKS = "all => all.filter(one => getComputedStyle(one).display === 'block').length"
ASTRAY = """(all, side) => all.filter(one => {
    if (getComputedStyle(one).display !== "block") return false;
    const written = document.createRange();
    written.selectNodeContents(one);
    const lines = [...written.getClientRects()].map(line => line[side]);
    one.style.cssText = "inline-size: auto; justify-self: stretch";
    return Math.min(...lines.map(at => Math.abs(at - one.getBoundingClientRect()[side]))) > 1;
}).map(one => one.outerHTML)"""
"""Of texts in a script of the other direction, those no line of which begins at that side of the
room that they have.
"""


@pytest.mark.parametrize(
    ("language", "direction", "side"), [("ar", "ltr", "right"), ("fr", "rtl", "left")]
)
def test_what_is_in_another_script_begins_where_the_page_begins(
    record: Path, page: Page, language: str, direction: str, side: str
) -> None:
    page.goto((record / language / "answers/rcp-workshop-2005/index.html").as_uri())
    written = page.locator(f"main [dir={direction}]")
    assert written.evaluate_all(BLOCKS)
    assert written.evaluate_all(ASTRAY, side) == []
