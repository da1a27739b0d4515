"""A published record and a real browser: Debian's Chromium, driven without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import NOW
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.record.places import Places
from tourdetable.record.pressing import press
from tourdetable.record.publishing import publish
from tourdetable.record.release import Imprint
from tourdetable.sheets.publication import public_entries

LANGUAGES = ("en", "fr")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def record(
    reference_loaded: None,  # noqa: ARG001 - asked for so that there is something to publish
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The payload of a record of the reference data, as it lies on a disk."""
    places = Places(tmp_path_factory.mktemp("journeys"))
    with django_db_blocker.unblock():
        on = PartialDate("2026-11-23")
        entries = public_entries(LANGUAGES, by=ANONYMOUS, on=on, now=NOW)
        publish(press(entries, LANGUAGES), Imprint(LANGUAGES, None, NOW), places=places)
    return places.record / "data"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
