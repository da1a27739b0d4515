"""What the script of an answer does in a browser: nothing that is typed is lost."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.program import PATIENCE, SOMEWHERE, TDT, environment, serving, tdt
from tests.room.notes import at
from tools.checkout import ROOT

ASKED = "from tests.room.notes import linked, writes; linked(); writes('We meet')"
SAVE = "Save the answer"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the first group of a note that a link opens, served as people do."""
    home = tmp_path_factory.mktemp("note")
    assert tdt(home, "init")[0] == 0
    _tell(home, ASKED)
    with serving(home) as (_, port):
        yield f"http://127.0.0.1:{port}{at('group/1/')}"


def _tell(home: Path, code: str) -> None:
    """Have the house do what the tests of notes do."""
    words = [str(TDT), "shell", "-c", code]
    known = environment(home, PYTHONPATH=str(ROOT))
    subprocess.run(words, env=known, cwd=SOMEWHERE, check=True, timeout=PATIENCE)


def _window(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(address)
    return page


def test_what_is_typed_survives_a_reload_and_a_lost_connection(
    browser: Browser, asked: str
) -> None:
    page = _window(browser, asked)
    card = page.locator("#coordination")
    box = card.locator("textarea[data-text]")
    text = "نحن meet each week, d’accord"
    box.fill(text)
    expect(card.locator("[data-words]")).to_have_text("5")
    expect(card.locator("[data-said=unsaved]")).to_be_visible()
    page.reload()
    expect(box).to_have_value(text)
    expect(card.get_by_text("Typed in this browser before")).to_be_visible()
    page.context.set_offline(True)
    card.get_by_role("button", name=SAVE).click()
    expect(card.get_by_text("The connection is lost.")).to_be_visible()
    page.context.set_offline(False)
    card.get_by_role("button", name=SAVE).click()
    expect(card.get_by_text("Saved.", exact=True)).to_be_visible()
    page.reload()
    expect(box).to_have_value(text)
    expect(card.get_by_text("Typed in this browser before")).to_be_hidden()


def test_a_deadline_stands_also_as_it_is_where_the_reader_is(browser: Browser, asked: str) -> None:
    page = browser.new_context(timezone_id="Pacific/Fiji").new_page()
    page.goto(asked)
    expect(page.locator(".own").first).to_have_text("28 March 2027 at 13:30 (Pacific/Fiji)")


def test_what_others_saved_meanwhile_shows_itself_when_it_is_saved(
    browser: Browser, asked: str
) -> None:
    first, second = _window(browser, asked), _window(browser, asked)
    first.locator("textarea[data-text]").fill("We meet in Suva")
    first.get_by_role("button", name=SAVE).click()
    expect(first.get_by_text("Saved.", exact=True)).to_be_visible()
    second.locator("textarea[data-text]").fill("We meet in Nadi")
    second.get_by_role("button", name=SAVE).click()
    expect(second.get_by_text("Somebody else has changed this")).to_be_visible()
    expect(second.locator("ins").first).to_have_text("Nadi")
    expect(second.locator("textarea[data-text]")).to_have_value("We meet in Nadi")


def test_an_answer_is_read_more_widely_once_its_box_is_ticked(browser: Browser, asked: str) -> None:
    """The tick is no word of the answer: what the browser keeps brings back neither it nor what it
    confirms.
    """
    page = _window(browser, asked)
    card, box = page.locator("#coordination"), page.locator("textarea[data-text]")
    level, tick = card.locator("select[name=attribution]"), card.locator("[name=loosens]")
    level.select_option("not-for-use")
    card.get_by_role("button", name=SAVE).click()
    expect(card.get_by_text("Saved.", exact=True)).to_be_visible()
    box.fill("We meet more widely")
    level.select_option("not-attributed")
    card.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("could then read it without a name")).to_be_visible()
    expect(box).to_have_value("We meet more widely")
    expect(tick).not_to_be_checked()
    tick.check()
    level.select_option("")
    card.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("under the names of the process and the party")).to_be_visible()
    expect(tick).not_to_be_checked()
    tick.check()
    card.get_by_role("button", name=SAVE).click()
    expect(card.get_by_text("Saved.", exact=True)).to_be_visible()
    page.reload()
    expect(box).to_have_value("We meet more widely")
    expect(level).to_have_value("")
