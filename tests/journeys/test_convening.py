"""Convening a meeting in a real browser, from the desk to the public record, once with scripts and
once without: an officer, a government that has no account, and a reader whom nobody knows. Mail
goes through a real mail server, and the house is `tdt serve` as people run it.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hall import (
    Hall,
    follow,
    opened_hall,
    released,
    sent,
    set_up,
    sign_in,
    to_meeting,
    typed,
    window,
)
from tests.program import PATIENCE

pytestmark = pytest.mark.browser

EMBASSY = "embassy@example.org"
LINE = "AUS/bali-process/current-chair"
SHOWN, HIDDEN = ("Ana Ñandú", "محمد علي"), "Hidden Person"
PEOPLE: dict[str, dict[str, str | bool]] = {
    SHOWN[0]: {"honorific": "H.E.", "function": "head", "consents": True},
    SHOWN[1]: {"function": "delegate", "consents": True},
    HIDDEN: {"honorific": "Dr", "function": "adviser", "consents": False},
}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, few_home: Path) -> Iterator[Hall]:
    with opened_hall(few_home, tmp_path_factory.mktemp("convening") / "home") as hall:
        yield hall


def _set_the_agenda(page: Page) -> None:
    """What was taken over is given its hours; a session and an item of its own come to it."""
    follow(page, "Agenda")
    follow(page, "Change the session")
    typed(page, title__en="First day", starts="09:00", ends="12:30")
    sent(page)
    follow(page, "Add a session")
    typed(page, title__en="Closing", day="2027-04-15", starts="16:00", ends="17:00")
    sent(page)
    page.get_by_role("link", name="Add an item").last.click()
    typed(page, title__en="Tour de table", kind="tour-de-table", starts="16:00", minutes="60")
    sent(page)
    expect(page.get_by_role("link", name="Tour de table").first).to_be_visible()


def _invite(page: Page) -> None:
    """The list follows from the mandates; one line of it is taken, addressed and approved."""
    follow(page, "Invitations")
    follow(page, "Choose offices")
    typed(page, office=["bali-process/current-chair"], fitting=[])
    sent(page)
    for box in page.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") == LINE)
    sent(page)
    follow(page, "Australia")
    typed(page, addressee="H.E. the Ambassador", mail=EMBASSY, language="fr")
    sent(page)
    follow(page, "Back to the invitations")
    sent(page)


def _write(page: Page) -> None:
    """The letter is drafted from the facts, read, and approved; the house sends it."""
    follow(page, "Letters")
    follow(page, "invitation")
    sent(page)
    follow(page, "Invitation")
    expect(page.locator("main")).to_contain_text("Ambassador")
    follow(page, "Read and approve")
    sent(page)


def _gone_out(page: Page, number: str) -> None:
    """The officer looks until the house says that the invitation is sent."""
    to_meeting(page, number)
    follow(page, "Invitations")
    until = time.monotonic() + PATIENCE
    while not page.get_by_role("cell", name="sent", exact=True).is_visible():
        assert time.monotonic() < until
        page.reload()


def _answered(hall: Hall, page: Page) -> None:
    """A government without an account opens the link of its letter, and names who comes."""
    page.goto(hall.link_to(EMBASSY, "reply"))
    follow(page, "Accepter")
    typed(page, remark="Avec plaisir")
    sent(page)
    for name, said in PEOPLE.items():
        follow(page, "Désigner")
        typed(page, name=name, **said)
        sent(page)
    for name in PEOPLE:
        expect(page.get_by_text(name).first).to_be_visible()


def _finish(page: Page, number: str) -> None:
    """Those who were named are accepted, the agenda is adopted, and the meeting is published."""
    follow(page, "Participants")
    for name in PEOPLE:
        follow(page, name)
        sent(page)
    to_meeting(page, number)
    follow(page, "Agenda")
    follow(page, "Issue the agenda")
    page.get_by_label("adopted").check()
    sent(page)
    to_meeting(page, number)
    follow(page, "Publish")
    frame = page.frame_locator("iframe")
    for name in SHOWN:
        expect(frame.get_by_text(name).first).to_be_visible()
    page.get_by_role("checkbox").check()
    sent(page)


def _found(hall: Hall, page: Page, language: str, name: str) -> None:
    """A reader whom nobody knows finds the meeting in the record, and who may be named there."""
    released(page, f"{hall.address}/{language}/meetings/index.html", name)
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    section = page.locator("#participants")
    for shown in SHOWN:
        expect(section.get_by_text(shown)).to_be_visible()
    assert HIDDEN not in page.content()
    assert EMBASSY not in page.content()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_from_the_desk_to_the_record(hall: Hall, browser: Browser, with_scripts: bool) -> None:  # noqa: FBT001 - a row of the table
    officer = window(browser, with_scripts=with_scripts)
    sign_in(hall, officer)
    number = "7" if with_scripts else "8"
    set_up(hall, officer, number)
    _set_the_agenda(officer)
    to_meeting(officer, number)
    _invite(officer)
    to_meeting(officer, number)
    _write(officer)
    _gone_out(officer, number)
    _answered(hall, window(browser, with_scripts=with_scripts, language="fr"))
    to_meeting(officer, number)
    _finish(officer, number)
    reader = window(browser, with_scripts=with_scripts)
    _found(hall, reader, "fr", f"Atelier inventé {number}")
    _found(hall, reader, "ar", f"Invented workshop {number}")
