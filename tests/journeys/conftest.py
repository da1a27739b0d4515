"""A published record, on the disk and served, and a real browser: Debian's Chromium."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

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
from tourdetable.record.serving import RecordApplication
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


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(record: Path) -> Iterator[str]:
    """The address at which the record is served, as `tdt serve` does but in this process."""
    application = RecordApplication(Places(record.parent.parent))
    with make_server("127.0.0.1", 0, application, Server, Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


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
