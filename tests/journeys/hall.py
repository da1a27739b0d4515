"""Where a journey takes place: `tdt serve` as people run it, a real mail server, and what everybody
does there with a browser, whether it runs scripts or not.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.door.post import code_in
from tests.homes import copied
from tests.letters.sink import Sink, sinking
from tests.program import PATIENCE, done, serving

expect.set_options(timeout=1000 * PATIENCE)
OFFICER = "ana@example.org"


@dataclass
class Hall:
    """Where all of it happens: the address of the house, and the mail that left it."""

    address: str
    sink: Sink

    def next_message(self, to: str) -> EmailMessage:
        """The next mail to somebody, which is then done with."""
        until = time.monotonic() + PATIENCE
        while not (found := [one for one in self.sink.arrived if to in _read(one)["To"]]):
            assert time.monotonic() < until, to
            time.sleep(0.02)
        self.sink.arrived.remove(found[0])
        return _read(found[0])

    def next_mail(self, to: str) -> str:
        """Its subject and its text."""
        message = self.next_message(to)
        return f"{message['Subject']}\n{text_of(message)}"

    def link_to(self, somebody: str, kind: str) -> str:
        """Where the link in the next mail to somebody leads: to a `reply` or a `note`."""
        letter = self.next_mail(somebody)
        link = re.search(rf"\S+(/[a-z]{{2}}/{kind}/[\w-]+/)", letter)
        assert link, letter
        return f"{self.address}{link[1]}"


def _read(mail: bytes) -> EmailMessage:
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@contextmanager
def opened_hall(few_home: Path, home: Path) -> Iterator[Hall]:
    """A house of its own, made of that one, with an officer."""
    copied(few_home, home)
    done(home, "invite-officer", OFFICER, "--name", "Ana")
    with sinking() as (sink, mail):
        settings: dict[str, Any] = {  # `serving` takes a number besides
            "TDT_MAIL_URL": f"smtp://127.0.0.1:{mail}",
            "TDT_MAIL_FROM": "Tour de Table <table@example.org>",
        }
        with serving(home, **settings) as (_, port):
            yield Hall(f"http://localhost:{port}", sink)


def window(browser: Browser, *, with_scripts: bool, language: str = "en") -> Page:
    """One of somebody's own, that waits as long as it takes."""
    context = browser.new_context(java_script_enabled=with_scripts, locale=language)
    context.set_default_timeout(1000 * PATIENCE)
    return context.new_page()


def typed(place: Page | Locator, **values: str | bool | list[str]) -> None:
    """Fill in the fields of those names, whatever they look like."""
    for name, value in values.items():
        field = place.locator(f'[name="{name.replace("__", "-")}"]')
        if isinstance(value, bool):
            field.set_checked(value)
        elif isinstance(value, list):
            for box in field.all():
                box.set_checked(box.get_attribute("value") in value)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        elif field.first.get_attribute("type") == "radio":
            field.and_(place.locator(f'[value="{value}"]')).check()
        else:
            field.first.fill(value)


def sent(page: Page) -> None:
    """The one primary button of the page is pressed, and the form is taken."""
    page.locator("main button.primary").click()
    expect(page.get_by_role("status")).to_be_visible()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def sign_in(hall: Hall, page: Page) -> None:
    page.goto(f"{hall.address}/en/desk/")
    typed(page, email=OFFICER)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_in(hall.next_mail(OFFICER)))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def set_up(hall: Hall, page: Page, number: str) -> None:
    """The next meeting of the series of 2005, which is invented and says so."""
    page.goto(f"{hall.address}/en/desk/meetings/rcp-workshop-2005/")
    follow(page, "Set up the next meeting after this one")
    typed(
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
    sent(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invented workshop {number}")
    expect(page.get_by_text("Invented as an example")).to_be_visible()


def to_meeting(page: Page, number: str) -> None:
    """Its own page, where it says what is to be done next."""
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Meetings").click()
    follow(page, f"Invented workshop {number}")


def released(page: Page, address: str, name: str) -> None:
    """Due work brings out a release of its own accord; readers find it soon after."""
    until = time.monotonic() + PATIENCE
    page.goto(address)
    while name not in page.content():
        assert time.monotonic() < until, name
        time.sleep(0.1)
        page.reload()
