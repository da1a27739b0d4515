"""Convening a meeting in a real browser, from the desk to the public record, once with scripts and
once without: an officer, a government that has no account, and a reader whom nobody knows. Mail
goes through a real mail server, and the house is `tdt serve` as people run it.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.door.post import code_in
from tests.homes import copied, done
from tests.letters.sink import Sink, sinking
from tests.program import PATIENCE, serving

pytestmark = pytest.mark.browser

OFFICER, EMBASSY = "ana@example.org", "embassy@example.org"
LINE = "AUS/bali-process/current-chair"
SHOWN, HIDDEN = ("Ana Ñandú", "محمد علي"), "Hidden Person"
PEOPLE: dict[str, dict[str, str | bool]] = {
    SHOWN[0]: {"honorific": "H.E.", "function": "head", "consents": True},
    SHOWN[1]: {"function": "delegate", "consents": True},
    HIDDEN: {"honorific": "Dr", "function": "adviser", "consents": False},
}


@dataclass
class Hall:
    """Where all of it happens: the address of the house, and the mail that left it."""

    address: str
    sink: Sink

    def next_mail(self, to: str) -> str:
        """The subject and the text of the next mail to somebody, which is then done with."""
        until = time.monotonic() + PATIENCE
        while not (found := [one for one in self.sink.arrived if to in _read(one)["To"]]):
            assert time.monotonic() < until, to
            time.sleep(0.02)
        self.sink.arrived.remove(found[0])
        message = _read(found[0])
        body = message.get_body(("plain",))
        assert body is not None
        return f"{message['Subject']}\n{body.get_content()}"


def _read(mail: bytes) -> EmailMessage:
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, few_home: Path) -> Iterator[Hall]:
    home = copied(few_home, tmp_path_factory.mktemp("convening") / "home")
    done(home, "invite-officer", OFFICER, "--name", "Ana")
    with sinking() as (sink, mail):
        settings: dict[str, Any] = {  # `serving` takes a number besides
            "TDT_MAIL_URL": f"smtp://127.0.0.1:{mail}",
            "TDT_MAIL_FROM": "Tour de Table <table@example.org>",
        }
        with serving(home, **settings) as (_, port):
            yield Hall(f"http://localhost:{port}", sink)


def _typed(page: Page, **values: str | bool | list[str]) -> None:
    """Fill in the fields of those names, whatever they look like."""
    for name, value in values.items():
        field = page.locator(f'[name="{name.replace("__", "-")}"]')
        if isinstance(value, bool):
            field.set_checked(value)
        elif isinstance(value, list):
            for box in field.all():
                box.set_checked(box.get_attribute("value") in value)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.first.fill(value)


def _sent(page: Page) -> None:
    """The one primary button of the page is pressed, and the form is taken."""
    page.locator("main button.primary").click()
    expect(page.get_by_role("status")).to_be_visible()


def _follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def _sign_in(hall: Hall, page: Page) -> None:
    page.goto(f"{hall.address}/en/desk/")
    _typed(page, email=OFFICER)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_in(hall.next_mail(OFFICER)))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def _set_up(hall: Hall, page: Page, number: str) -> None:
    """The next meeting of the series of 2005, which is invented and says so."""
    page.goto(f"{hall.address}/en/desk/meetings/rcp-workshop-2005/")
    _follow(page, "Set up the next meeting after this one")
    _typed(
        page,
        names__en=f"Invented workshop {number}",
        names__fr=f"Atelier inventé {number}",
        number_in_series=number,
        is_invented=True,
        start="2027-04-14",
        end="2027-04-15",
        zone="Europe/Zurich",
        languages=["en", "fr"],
    )
    _sent(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invented workshop {number}")
    expect(page.get_by_text("Invented as an example")).to_be_visible()


def _to_meeting(page: Page, number: str) -> None:
    """Its own page, where it says what is to be done next."""
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Meetings").click()
    _follow(page, f"Invented workshop {number}")


def _set_the_agenda(page: Page) -> None:
    """What was taken over is given its hours; a session and an item of its own come to it."""
    _follow(page, "Agenda")
    _follow(page, "Change the session")
    _typed(page, title__en="First day", starts="09:00", ends="12:30")
    _sent(page)
    _follow(page, "Add a session")
    _typed(page, title__en="Closing", day="2027-04-15", starts="16:00", ends="17:00")
    _sent(page)
    page.get_by_role("link", name="Add an item").last.click()
    _typed(page, title__en="Tour de table", kind="tour-de-table", starts="16:00", minutes="60")
    _sent(page)
    expect(page.get_by_role("link", name="Tour de table").first).to_be_visible()


def _invite(page: Page) -> None:
    """The list follows from the mandates; one line of it is taken, addressed and approved."""
    _follow(page, "Invitations")
    _follow(page, "Choose offices")
    _typed(page, office=["bali-process/current-chair"], fitting=[])
    _sent(page)
    for box in page.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") == LINE)
    _sent(page)
    _follow(page, "Australia")
    _typed(page, addressee="H.E. the Ambassador", mail=EMBASSY, language="fr")
    _sent(page)
    _follow(page, "Back to the invitations")
    _sent(page)


def _write(page: Page) -> None:
    """The letter is drafted from the facts, read, and approved; the house sends it."""
    _follow(page, "Letters")
    _follow(page, "invitation")
    _sent(page)
    _follow(page, "Invitation")
    expect(page.locator("main")).to_contain_text("Ambassador")
    _follow(page, "Read and approve")
    _sent(page)


def _gone_out(page: Page, number: str) -> None:
    """The officer looks until the house says that the invitation is sent."""
    _to_meeting(page, number)
    _follow(page, "Invitations")
    until = time.monotonic() + PATIENCE
    while not page.get_by_role("cell", name="sent", exact=True).is_visible():
        assert time.monotonic() < until
        page.reload()


def _answered(hall: Hall, page: Page) -> None:
    """A government without an account opens the link of its letter, and names who comes."""
    letter = hall.next_mail(EMBASSY)
    link = re.search(r"\S+/fr/reply/[\w-]+/", letter)
    assert link, letter
    page.goto(hall.address + link[0][link[0].index("/fr/") :])
    _follow(page, "Accepter")
    _typed(page, remark="Avec plaisir")
    _sent(page)
    for name, said in PEOPLE.items():
        _follow(page, "Désigner")
        _typed(page, name=name, **said)
        _sent(page)
    for name in PEOPLE:
        expect(page.get_by_text(name).first).to_be_visible()


def _finish(page: Page, number: str) -> None:
    """Those who were named are accepted, the agenda is adopted, and the meeting is published."""
    _follow(page, "Participants")
    for name in PEOPLE:
        _follow(page, name)
        _sent(page)
    _to_meeting(page, number)
    _follow(page, "Agenda")
    _follow(page, "Issue the agenda")
    page.get_by_label("adopted").check()
    _sent(page)
    _to_meeting(page, number)
    _follow(page, "Publish")
    frame = page.frame_locator("iframe")
    for name in SHOWN:
        expect(frame.get_by_text(name).first).to_be_visible()
    page.get_by_role("checkbox").check()
    _sent(page)


def _found(hall: Hall, page: Page, language: str, name: str) -> None:
    """A reader whom nobody knows finds the meeting in the record, and who may be named there."""
    _released(page, f"{hall.address}/{language}/meetings/index.html", name)
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    section = page.locator("#participants")
    for shown in SHOWN:
        expect(section.get_by_text(shown)).to_be_visible()
    assert HIDDEN not in page.content()
    assert EMBASSY not in page.content()


def _released(page: Page, address: str, name: str) -> None:
    """Due work brings out a release of its own accord; readers find it soon after."""
    until = time.monotonic() + PATIENCE
    page.goto(address)
    while name not in page.content():
        assert time.monotonic() < until, name
        time.sleep(0.1)
        page.reload()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_from_the_desk_to_the_record(hall: Hall, browser: Browser, with_scripts: bool) -> None:  # noqa: FBT001 - a row of the table
    officer = browser.new_context(java_script_enabled=with_scripts, locale="en").new_page()
    _sign_in(hall, officer)
    number = "7" if with_scripts else "8"
    _set_up(hall, officer, number)
    _set_the_agenda(officer)
    _to_meeting(officer, number)
    _invite(officer)
    _to_meeting(officer, number)
    _write(officer)
    _gone_out(officer, number)
    _answered(hall, browser.new_context(java_script_enabled=with_scripts, locale="fr").new_page())
    _to_meeting(officer, number)
    _finish(officer, number)
    reader = browser.new_context(java_script_enabled=with_scripts).new_page()
    _found(hall, reader, "fr", f"Atelier inventé {number}")
    _found(hall, reader, "ar", f"Invented workshop {number}")
