"""Searching the record in a real browser, in six languages, as a reader does."""

import time
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PATIENCE = 60


@pytest.fixture
def searching(browser: Browser, served: str) -> Iterator[Page]:
    """A browser that runs scripts, once the server has made the index: its due work."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{served}/pagefind/pagefind.js") as answer:  # noqa: S310 - our own server
                assert answer.status == 200
                break
        except OSError:
            assert time.monotonic() < until, "the search index was not made in time"
            time.sleep(0.2)
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found(page: Page, served: str, language: str, words: str) -> tuple[int, list[str]]:
    """How many pages are found, and the titles of the first."""
    page.goto(f"{served}/{language}/search/index.html")
    page.locator("#words").fill(words)
    status = page.locator("#search [role=status]")
    expect(status).not_to_be_empty()
    number = "".join(letter for letter in status.inner_text() if letter.isdigit())
    if number.strip("0"):
        expect(page.locator(".results li").first).to_be_visible()
    titles = page.locator(".results li a").all_inner_texts()
    return int(number or 0), titles


def test_a_word_is_found_in_its_other_forms(searching: Page, served: str) -> None:
    """« consultatifs » from « consultatif », with and without accents."""
    one = found(searching, served, "fr", "consultatif")
    assert one == found(searching, served, "fr", "consultatifs")
    assert one[0] > 50
    bare = found(searching, served, "fr", "secretariat")
    assert bare[0] == found(searching, served, "fr", "secrétariat")[0] > 20


def test_a_chinese_word_of_two_characters_is_found(searching: Page, served: str) -> None:
    count, titles = found(searching, served, "zh", "斐济")
    assert count > 0
    assert any("斐济" in title for title in titles)


def test_an_arabic_word_is_found_with_and_without_its_article(searching: Page, served: str) -> None:
    bare = found(searching, served, "ar", "أمانة")
    assert bare[0] == found(searching, served, "ar", "الأمانة")[0] > 0


def test_a_word_is_found_behind_an_apostrophe_and_a_dash(searching: Page, served: str) -> None:
    """And what is found is shown as the page has it."""
    page = searching
    count, titles = found(page, served, "fr", "origine")
    shown = page.locator(".results li").all_inner_texts()
    assert count > 0
    assert titles
    assert any("l’origine" in text or "d’origine" in text for text in shown)
    assert not any("\N{WORD JOINER}" in text for text in shown)


def test_what_is_found_leads_to_its_page(searching: Page, served: str) -> None:
    page = searching
    found(page, served, "en", "Söderköping")
    link = page.locator(".results li a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title.partition(" – ")[0])


def test_nothing_found_is_a_sentence_and_the_index_stays(searching: Page, served: str) -> None:
    page = searching
    count, titles = found(page, served, "es", "zzqqxxyy")
    assert (count, titles) == (0, [])
    expect(page.locator("#processes a").first).to_be_visible()


def test_what_is_typed_is_never_markup(searching: Page, served: str) -> None:
    page = searching
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{served}/en/search/index.html?q=%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(page.locator("#search [role=status]")).not_to_be_empty()
    assert (said, page.locator("#search img").count()) == ([], 0)


def test_numbers_of_sources_do_not_stand_between_the_words(searching: Page, served: str) -> None:
    found(searching, served, "fr", "Bali")
    excerpts = searching.locator(".results li p").all_inner_texts()
    assert excerpts
    assert not [excerpt for excerpt in excerpts if "source 1" in excerpt]
