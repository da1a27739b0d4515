"""Every screen of the house, with a table laid on which everything has happened once: looked at by
axe and by the W3C checker, on a telephone, and by keyboard alone.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.homes import copied, made_once
from tests.journeys.test_checked_by_others import CHECKER, JAVA
from tests.journeys.test_reading import overflow, violations
from tests.program import done, serving
from tools.checkout import ROOT

pytestmark = pytest.mark.browser

LAY = """
import json
from tests.sample import add_factors, lay, sessions
from tests.screens.everywhere import everywhere
lay()
signed_in = sessions()
passkey = add_factors("ministry contributor", signed_in["ministry contributor"])
screens = [one.replace("passkeys/1/", f"passkeys/{passkey}/") for one in everywhere()]
print(json.dumps([signed_in, screens]))
"""
NO_PAGES = (
    *(".pdf", ".csv", ".xlsx", ".ics", ".json", ".docx"),
    *("/paper/", "/preview/", "/step/", "/back/"),
)
DOCUMENT = re.compile(r"((annexes|documents)/\w{64}|(attachments|own)/\d+)/$")
"""How the address of a document ends that stands beside an answer."""
OTHERS = ("assets/", "sign-out/", "sign-in/provider/", "sign-in/passkey/", "account/again/passkey/")
OFFICER, FOCAL_POINT, DELEGATE, STRANGER = "secretariat officer", "focal point", "delegate", ""
OWNER = "ministry contributor"
LOOKED_AT_BY = {
    "account/app/remove/": OWNER,
    "account/(app|passkeys/add)/": OFFICER,
    "account/": OWNER,
    "reply/": STRANGER,
    "note/": STRANGER,
    "sign-in/": STRANGER,
    r"room/.*/lists/\d": OFFICER,
    "room/questionnaires/": DELEGATE,
    "room/": FOCAL_POINT,
}
"""Who looks at addresses that begin so, the first that fits; at all others the officer."""


@dataclass(frozen=True)
class Table:
    """Where it is laid, who is signed in by which cookie, and which screens there are."""

    address: str
    sessions: dict[str, str]
    screens: list[str]

    def of(self, who: str) -> list[str]:
        starts = LOOKED_AT_BY.items()
        by = {
            one: next((w for s, w in starts if re.match(s, one)), OFFICER) for one in self.screens
        }
        return [screen for screen, whose in by.items() if whose == who]


def _lay(few_home: Path, home: Path) -> None:
    copied(few_home, home)
    said = done(home, "shell", "-c", LAY, PYTHONPATH=str(ROOT))
    (home / "table.json").write_text(said[-1])


def _is_page(address: str) -> bool:
    is_step = address.startswith("account/sessions/")
    is_file = address.endswith(NO_PAGES) or DOCUMENT.search(address)
    return not (is_step or is_file or address.startswith(OTHERS))


@pytest.fixture(scope="module")
def table(shared: Path, few_home: Path) -> Iterator[Table]:
    home = made_once(shared / "table", partial(_lay, few_home))
    sessions, addresses = json.loads((home / "table.json").read_text())
    with serving(home) as (_, port):
        yield Table(f"http://localhost:{port}", sessions, [a for a in addresses if _is_page(a)])


@pytest.fixture(params=[OFFICER, OWNER, FOCAL_POINT, DELEGATE, STRANGER])
def seat(
    table: Table, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, list[str]]]:
    """A window of somebody, past whose policy axe is let, and the screens that they look at."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1180, "height": 900})
    if request.param:
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": table.sessions[request.param],
            "url": table.address,
        }
        context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie, as the call has it
    yield context.new_page(), [f"{table.address}/{{}}/{one}" for one in table.of(request.param)]
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_and_a_telephone_is_wide_enough(
    seat: tuple[Page, list[str]], language: str
) -> None:
    page, screens = seat
    faults = {}
    for screen in screens:
        page.set_viewport_size({"width": 1180, "height": 900})
        answer = page.goto(screen.format(language))
        assert answer
        assert answer.status == 200, screen
        found, wide = violations(page), overflow(page)
        page.set_viewport_size({"width": 360, "height": 800})
        if (found, wide, overflow(page)) != ("", 0, 0):
            faults[screen] = (found, wide, overflow(page))
    assert faults == {}


@pytest.mark.skipif(
    not (JAVA and CHECKER.exists()), reason="needs Java and the W3C checker: make .tools/vnu"
)
def test_the_w3c_checker_finds_nothing(seat: tuple[Page, list[str]], tmp_path: Path) -> None:
    page, screens = seat
    pages = []
    for number, screen in enumerate(screens):
        for language in ("fr", "ar"):
            kept = tmp_path / f"{number}-{language}.html"
            kept.write_bytes(page.request.get(screen.format(language)).body())
            pages.append(str(kept))
    assert JAVA
    words = [JAVA, "-jar", str(CHECKER), "--format", "gnu", *pages]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (told.stderr, told.returncode) == ("", 0), dict(enumerate(screens))


NUMBERED = """() => {
  const reached = "a[href], button, input, select, textarea, summary, iframe, [tabindex='0']";
  const radios = new Set();
  let number = 0;
  for (const one of document.querySelectorAll(reached)) {
    if (one.disabled || one.type === "hidden" || !one.checkVisibility()) continue;
    if (one.type === "radio") {
      const group = [...document.getElementsByName(one.name)];
      const stop = group.find((other) => other.checked) ?? group[0];
      if (stop !== one) continue;
    }
    one.dataset.number = number++;
  }
  const button = "button:not([type=button])";
  const forms = [...document.forms].filter((form) => !form.querySelector(button));
  return [number, forms.length];
}"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  return [one.dataset.number ?? "", ring || one.tagName === "IFRAME", one.outerHTML.slice(0, 120)];
}"""


def test_every_control_is_reached_by_keyboard_and_seen_to_be(
    seat: tuple[Page, list[str]],
) -> None:
    page, screens = seat
    faults: list[object] = []
    for screen in screens:
        page.goto(screen.format("fr"))
        controls, forms_without_button = page.evaluate(NUMBERED)
        reached: dict[str, tuple[bool, str]] = {}
        for _ in range(4 * controls + 20):
            page.keyboard.press("Tab")
            number, is_seen, what = page.evaluate(FOCUSED)
            if number:
                reached[number] = (is_seen, what)
            if len(reached) == controls:
                break
        hidden = [what for is_seen, what in reached.values() if not is_seen]
        missed = sorted({str(n) for n in range(controls)} - set(reached))
        if hidden or missed or forms_without_button:
            faults.append((screen, hidden, missed, forms_without_button))
    assert faults == []
