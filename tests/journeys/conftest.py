"""A published record, on the disk and served, and a real browser: Debian's Chromium.

The programs run as people run them, so that the tests' own database plays no part in it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.homes import ON, copied, made_once
from tests.notes.voices import ANSWER
from tests.program import done, serving
from tools.checkout import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def home(shared: Path, whole_home: Path) -> Path:
    """A home with the reference data, one meeting of it withdrawn, answers beside another, and its
    record.
    """

    def make(home: Path) -> None:
        copied(whole_home, home)
        done(home, "shell", "-c", ANSWER, PYTHONPATH=str(ROOT))
        done(home, "withdraw", "sg-report-2006", "--reason", "Withdrawn for this test.")
        done(home, "publish", *ON)

    return made_once(shared / "journeys", make)


@pytest.fixture
def record(home: Path) -> Path:
    """The pages as they lie on a disk."""
    return home / "record" / "data"


@pytest.fixture(scope="session")
def served(home: Path) -> Iterator[str]:
    """The address at which the record is served."""
    with serving(home) as (_, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: the event loop that it runs on must not be there when others query."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed; apt-get install chromium")
    with sync_playwright() as player:
        chromium = player.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="fr-CH")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One page for everything that axe looks at: axe's script, once compiled, stays so."""
    # The record's policy lets no script run: axe's own has to be let past it.
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()
