"""Journeys of a reader through the record, from the disk or served, without JavaScript."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tourdetable.site.configuration import LANGUAGES

pytestmark = pytest.mark.browser

KINDS = {
    "choice": "index.html",
    "home": "{}/index.html",
    "processes": "{}/processes/index.html",
    "process": "{}/processes/rcm/index.html",
    "process with doubts": "{}/processes/prague-process/index.html",
    "meetings": "{}/meetings/index.html",
    "meeting": "{}/meetings/rcp-workshop-2005/index.html",
    "meeting without agenda": "{}/meetings/igc-1985/index.html",
    "series": "{}/series/global-rcp-meeting/index.html",
    "calendar": "{}/calendar/index.html",
    "year": "{}/calendar/2005/index.html",
    "compare": "{}/compare/index.html",
    "countries": "{}/countries/index.html",
    "country": "{}/countries/aus/index.html",
    "organisations": "{}/organisations/index.html",
    "organisation": "{}/organisations/ecowas/index.html",
    "documents": "{}/documents/index.html",
    "document": "{}/documents/gcim-report-2005-o1/index.html",
    "data": "{}/data/index.html",
    "about": "{}/about/index.html",
    "search": "{}/search/index.html",
    "not found": "{}/nowhere/",
}
ADDRESSES = sorted({path.format(tag) for path in KINDS.values() for tag in LANGUAGES})
Scheme = Literal["light", "dark"]


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


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(served: str, browser: Browser, address: str, width: int) -> None:
    """360 CSS pixels is a phone, and 1440 pixels at 400 % zoom (WCAG 2.2, 1.4.10)."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{served}/{address}")
    sizes = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    page.close()
    assert sizes[0] <= sizes[1]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: str, browser: Browser, address: str, scheme: Scheme) -> None:
    # The record's policy lets no script run: axe's own has to be let past it.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served}/{address}")
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_nothing_is_fetched_from_elsewhere(served: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        page.goto(f"{served}/{address}")
    page.close()
    assert {url[: len(served) + 1] for url in asked} == {f"{served}/"}
