"""`tdt publish` and `tdt verify` on the reference data, and a crawl through what was published."""

import json
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import bagit
import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

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


def test_publish_and_verify(home: Path) -> None:
    said = say("publish", "--on", ON)
    files = payload(home)
    assert said.startswith(f"Published {sum(name.endswith('.html') for name in files) - 1} pages")
    assert bagit.Bag(str(home / "record")).validate()
    seal = Seal.objects.get()
    release = json.loads(files["release.json"])
    assert release["seal"]["digest"] == seal.digest
    assert release["counts"] == {
        "home": 2,
        "meeting": release["counts"]["meeting"],
        "meetings": 2,
        "not-found": 2,
        "process": 38 * 2,
        "processes": 2,
    }
    assert say("verify") == (
        f"Intact: {len(files)} files of the record, {seal.last} events under 1 seals, "
        "0 kept files.\n"
    )
    assert say("verify", str(home / "record")) == f"Intact: {len(files)} files of the record.\n"


def test_the_contents_follow_from_the_data(home: Path) -> None:
    say("publish", "--on", ON)
    before = payload(home)
    say("publish", "--on", ON)
    after = payload(home)
    assert before.pop("release.json") != after.pop("release.json")
    assert before == after


def test_every_link_leads_to_a_file_and_nothing_comes_from_elsewhere(home: Path) -> None:
    say("publish", "--on", ON)
    files = payload(home)
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
    spoken = {f"{language}/404.html" for language in LANGUAGES} | {"release.json"}
    assert set(files) - reached - spoken == set()


def test_each_page_has_its_data_beside_it(home: Path) -> None:
    say("publish", "--on", ON)
    files = payload(home)
    for language in LANGUAGES:
        start = f"{language}/"
        pages = {n for n in files if n.startswith(start) and n.endswith("/index.html")}
        data = {n for n in files if n.startswith(start) and n.endswith(".json")}
        assert data == {name.removesuffix("html") + "json" for name in pages}
        for name in data:
            json.loads(files[name])


def test_a_changed_page_is_named(home: Path) -> None:
    say("publish", "--on", ON)
    name = "fr/meetings/rcp-workshop-2005/index.html"
    page = home / "record/data" / name
    content = bytearray(page.read_bytes())
    content[len(content) // 2] ^= 1
    page.write_bytes(content)
    assert f"tdt: data/{name}: is not what was published.\n" in refused("verify")
    assert refused("verify", str(home / "record")) == (
        f"tdt: data/{name}: is not what was published.\ntdt: 1 fault.\n"
    )


def test_verify_without_a_record(home: Path) -> None:
    assert refused("verify") == "tdt: There is no record yet: run `tdt publish` first.\n"
    assert refused("verify", str(home / "x")) == f"tdt: “{home / 'x'}” is not a directory.\n"
