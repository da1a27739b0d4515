"""`tdt publish` and `tdt verify` on the reference data, and a crawl through what was published."""

import json
import shutil
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import bagit
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from tourdetable.kernel.models import Seal
from tourdetable.record.manifest import read_manifest
from tourdetable.site.configuration import LANGUAGES

pytestmark = pytest.mark.usefixtures("reference")
ON = "2026-11-23"
LOADING = {("link", "href"), ("script", "src"), ("img", "src"), ("source", "srcset")}
"""What a browser fetches without being asked."""


class Links(HTMLParser):
    """Everything that a page points to: element, attribute, value."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.anchors: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "srcset", "action", "data", "poster"):
                self.found.append((tag, name, value or ""))
            elif name == "id":
                self.anchors.add(value or "")


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.TDT_HOME = tmp_path
    return tmp_path


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command(*words, stderr=err)
    assert stop.value.code == 1
    return err.getvalue()


def payload(home: Path) -> dict[str, bytes]:
    listed, wrong = read_manifest(home / "record/manifest-sha256.txt")
    assert wrong == []
    return {path.removeprefix("data/"): (home / "record" / path).read_bytes() for path in listed}


@pytest.fixture(scope="module")
def published(
    reference_loaded: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, bytes]:
    """The files of a release, to be read by several tests; its seal is undone."""
    assert reference_loaded is None
    home = tmp_path_factory.mktemp("published")
    with django_db_blocker.unblock(), override_settings(TDT_HOME=home), transaction.atomic():
        say("publish", "--on", ON)
        transaction.set_rollback(True)
    return payload(home)


def test_publish_and_verify(home: Path, published: dict[str, bytes]) -> None:
    said = say("publish", "--on", ON)
    files = payload(home)
    assert said.startswith(f"Published {sum(name.endswith('.html') for name in files) - 1} pages")
    assert bagit.Bag(str(home / "record")).validate()
    seal = Seal.objects.get()
    release = json.loads(files.pop("release.json"))
    assert release["seal"]["digest"] == seal.digest
    assert {key: release["counts"][key] for key in ("home", "process", "not-found")} == {
        "home": len(LANGUAGES),
        "process": 38 * len(LANGUAGES),
        "not-found": len(LANGUAGES),
    }
    assert files == {k: v for k, v in published.items() if k != "release.json"}
    read = f"Intact: {len(files) + 1} files of the record"
    assert say("verify") == f"{read}, {seal.count} events under 1 seal, 0 kept files.\n"
    elsewhere = shutil.copytree(home / "record", home / "elsewhere")
    assert say("verify", str(elsewhere)) == f"{read}.\n"
    name = "data/fr/meetings/rcp-workshop-2005/index.html"
    for record in (elsewhere, home / "record"):
        content = bytearray((record / name).read_bytes())
        content[len(content) // 2] ^= 1
        (record / name).write_bytes(content)
        assert refused("verify", str(record)) == (
            f"tdt: {name}: is not what was published.\ntdt: 1 fault.\n"
        )


def test_every_link_leads_to_a_file_and_nothing_comes_from_elsewhere(
    published: dict[str, bytes],
) -> None:
    files = published
    pages = {name: Links(content) for name, content in files.items() if name.endswith(".html")}
    reached = {"index.html"}
    for name, page in pages.items():
        for tag, attribute, value in page.found:
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                assert (tag, attribute) not in LOADING, (name, value)
                continue
            is_shown_anywhere = name.endswith("/404.html")
            assert not value.startswith("/") or is_shown_anywhere, (name, value)
            target = urlsplit(urljoin(f"http://record/{name}", value)).path[1:] or "index.html"
            assert target in files, (name, value)
            if parts.fragment and target in pages:
                assert parts.fragment in pages[target].anchors, (name, value)
            reached.add(target)
    answers = {name for name in files if name.startswith("oai/")}
    spoken = {f"{language}/404.html" for language in LANGUAGES} | {"release.json"}
    assert set(files) - reached - spoken == answers - {"oai/Identify.xml"}


def test_each_page_has_its_data_beside_it(published: dict[str, bytes]) -> None:
    """Its own data; other forms are for those that have them."""
    files = published
    for language in LANGUAGES:
        start = f"{language}/"
        pages = {n for n in files if n.startswith(start) and n.endswith("/index.html")}
        data = {n for n in files if n.startswith(start) and n.endswith("/index.json")}
        assert data == {name.removesuffix("html") + "json" for name in pages}
        for name in data:
            json.loads(files[name])


def test_verify_without_a_record(home: Path) -> None:
    assert refused("verify") == "tdt: There is no record yet: run `tdt publish` first.\n"
    assert refused("verify", str(home / "x")) == f"tdt: “{home / 'x'}” is not a directory.\n"
