"""Pages on paper and under a finger: what a style sheet for a desk alone would get wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys.kinds import addresses

pytestmark = pytest.mark.browser
PAPER: ViewportSize = {"width": 658, "height": 986}
"""A4 between margins of 18 mm, in CSS pixels: narrower than a tablet."""
FINGER = 44
"""In CSS pixels: WCAG 2.2, 2.5.5."""


def displays(page: Page, selector: str) -> set[str]:
    return set(
        page.locator(selector).evaluate_all("all => all.map(x => getComputedStyle(x).display)")
    )


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("fr/compare/index.html", "table.compared tbody tr"),
        ("ar/processes/index.html", "table.processes tbody tr"),
        ("fr/countries/aus/index.html", "table.offices tbody tr"),
    ],
)
def test_a_table_on_paper_is_a_table(record: Path, page: Page, address: str, rows: str) -> None:
    page.set_viewport_size(PAPER)
    page.goto((record / address).as_uri())
    assert "table-row" not in displays(page, rows)
    page.emulate_media(media="print")
    assert displays(page, rows) == {"table-row"}


def test_names_behind_a_summary_are_on_paper(record: Path, page: Page) -> None:
    page.goto((record / "fr/processes/rcm/index.html").as_uri())
    names = page.locator(".overlaps details p").first
    assert not names.evaluate("x => x.checkVisibility({contentVisibilityAuto: true})")
    page.emulate_media(media="print")
    assert names.evaluate("x => x.checkVisibility({contentVisibilityAuto: true})")


@pytest.fixture(scope="module")
def telephone(browser: Browser) -> Iterator[Page]:
    """One page for all that a finger touches."""
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", addresses("fr", "ar"))
def test_links_in_lists_and_tables_are_as_high_as_a_finger(
    served: str, telephone: Page, address: str
) -> None:
    telephone.goto(f"{served}/{address}")
    low = telephone.locator(
        "nav a, th a, td a, .members a, .sources a, .facts a, .inline a"
    ).evaluate_all(
        """(all, finger) => all
            .filter(x => x.checkVisibility() && !x.closest(".scrolling, .cited"))
            .map(x => [x.textContent.trim(), x.getBoundingClientRect().height])
            .filter(([_, height]) => height < finger)""",
        FINGER,
    )
    assert low == []
