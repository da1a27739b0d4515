"""Coming in, in a real browser: by keyboard and without JavaScript, with the mail out of a real
mail server; by a passkey of a device that is not there; looked at by axe.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, expect

from tests.door.app import shown_by_the_app
from tests.door.post import code_in
from tests.journeys.test_reading import overflow, violations
from tests.program import PATIENCE, serving, tdt
from tests.site.test_deploy import free_port

pytestmark = pytest.mark.browser


@dataclass
class MailServer:
    """Takes every mail and keeps it (SMTP)."""

    port: int
    taken: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append(f"{mail['Subject']}\n{mail.get_content()}")
        return "250 Taken"

    def next_code(self) -> str:
        """The one in the next mail, which is then done with."""
        until = time.monotonic() + PATIENCE
        while not self.taken and time.monotonic() < until:
            time.sleep(0.02)
        return code_in(self.taken.pop(0))


@pytest.fixture(scope="module")
def post() -> Iterator[MailServer]:
    """A mail server of this machine."""
    taking = MailServer(free_port())
    controller = Controller(taking, hostname="127.0.0.1", port=taking.port)
    controller.start()
    yield taking
    controller.stop()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, post: MailServer) -> Iterator[str]:
    """A house with two officers, who have to have a second factor; its address."""
    home: Path = tmp_path_factory.mktemp("door")
    assert tdt(home, "init")[0] == 0
    for mail in ("ana@example.org", "ben@example.org"):
        assert tdt(home, "invite-officer", mail, "--name", mail[:3].title())[0] == 0
    settings: dict[str, Any] = {  # `serving` takes a number besides
        "TDT_MAIL_URL": f"smtp://127.0.0.1:{post.port}",
        "TDT_MAIL_FROM": "Tour de Table <table@example.org>",
        "TDT_SECOND_FACTOR": "secretariat",
    }
    with serving(home, **settings) as (_, port):
        yield f"http://localhost:{port}"


def test_by_keyboard_and_without_a_script(house: str, post: MailServer, page: Page) -> None:
    page.goto(f"{house}/desk/officers/")
    expect(page).to_have_url(f"{house}/fr/sign-in/?next=/fr/desk/officers/")
    expect(page.get_by_role("button", name="clé d’accès")).to_have_count(0)
    page.keyboard.type("ana@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultez votre messagerie")
    page.keyboard.type(post.next_code())
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{house}/fr/account/")
    expect(page.get_by_role("status")).to_contain_text("deuxième facteur")
    page.get_by_role("link", name="Configurer une application").press("Enter")
    page.keyboard.type(shown_by_the_app(page.locator("code.key").inner_text()))
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{house}/fr/desk/officers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Secrétariat")
    page.get_by_role("button", name="Se déconnecter").press("Enter")
    expect(page).to_have_url(f"{house}/fr/sign-in/")


def test_by_a_passkey(house: str, post: MailServer, browser: Browser) -> None:
    context = browser.new_context(locale="en")
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    can = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, **can}})
    page.goto(f"{house}/en/sign-in/")
    page.get_by_label("E-mail address").fill("ben@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(post.next_code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the device").fill("Ben’s key")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Back to your account").click()
    expect(page.get_by_text("Ben’s key").first).to_be_visible()
    page.locator("header").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{house}/en/desk/")
    page.get_by_role("link", name="Ben", exact=True).click()
    page.get_by_role("link", name="Remove Ben’s key").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Show who you are once more")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Remove a passkey")
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    house: str, post: MailServer, browser: Browser, language: str
) -> None:
    # The policy of the pages lets no foreign script run: axe's own has to be let past it.
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    found: list[tuple[str, str, int]] = []

    def look(path: str = "") -> None:
        if path:
            page.goto(f"{house}/{language}/{path}")
        result = (violations(page), overflow(page))
        found.extend([(page.url, *result)] if result != ("", 0) else [])

    look("sign-in/")
    page.locator("[name=email]").fill("no address")
    page.locator(".primary").click()
    look()
    page.locator("[name=email]").fill(f"{language}@example.org")
    page.locator(".primary").click()
    look()
    page.locator(".other button").click()
    page.locator("[name=email]").fill("ben@example.org")
    page.locator(".primary").click()
    page.locator("[name=code]").fill(post.next_code())
    page.locator(".primary").click()
    look()
    context.close()
    assert found == []
