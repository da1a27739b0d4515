"""`tdt publish` and `tdt verify` on the reference data, and a crawl through what was published."""

import datetime as dt
import json
import shutil
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import bagit
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.homes import ON, copied, made_once
from tourdetable.formats.calendar import sequence_at
from tourdetable.kernel.models import Seal
from tourdetable.record.manifest import read_manifest
from tourdetable.site.configuration import LANGUAGES

pytestmark = pytest.mark.usefixtures("reference")
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


SAID = "said.txt"


@pytest.fixture(scope="session")
def publication(
    shared: Path,
    reference_loaded: None,
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """A home whose record a command of this process made out of the database of the tests, once in
    a run: the databases of all workers hold the same. What it writes into that database is undone.
    """
    assert reference_loaded is None

    def make(home: Path) -> None:
        with django_db_blocker.unblock(), override_settings(TDT_HOME=home), transaction.atomic():
            said = say("publish", *ON)
            transaction.set_rollback(True)
        (home / SAID).write_text(said)

    return made_once(shared / "publication", make)


@pytest.fixture(scope="module")
def published(publication: Path) -> dict[str, bytes]:
    return payload(publication)


def undated(files: dict[str, bytes]) -> dict[str, str]:
    """Hashes of what depends neither on the day of the release, which harvesters are told, nor on
    the instant at which a house was loaded, which is when its meetings were last changed.
    """
    day = json.loads(files["release.json"])["released_at"][:10]
    workshop = json.loads(files["en/meetings/rcp-workshop-2005/index.json"])
    loaded = dt.datetime.fromisoformat(workshop["revised"])
    said = (
        f"{loaded:%Y-%m-%dT%H:%M:%S}",
        f"{loaded:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence_at(loaded)}",
    )

    def hashed(name: str, content: bytes) -> str:
        if name.endswith(".zip"):
            with ZipFile(BytesIO(content)) as copy:
                parts = {part: copy.read(part) for part in copy.namelist()}
            content = repr(
                {
                    part: hashed(part, read)
                    for part, read in parts.items()
                    if "manifest-" not in part
                }
            ).encode()
        for one in said:
            content = content.replace(one.encode(), b"")
        if name.startswith("oai/"):
            content = content.replace(day.encode(), b"")
        return sha256(content).hexdigest()

    return {name: hashed(name, read) for name, read in files.items() if name != "release.json"}


def test_publish_and_verify(
    publication: Path, whole_home: Path, tmp_path: Path, settings: Settings
) -> None:
    """Whatever the database and the process, the files are the same."""
    home = settings.TDT_HOME = copied(publication, tmp_path / "home")
    files, seal = payload(home), Seal.objects.get()
    pages = sum(name.endswith(".html") for name in files) - 1
    assert (home / SAID).read_text().startswith(f"Published {pages} pages")
    assert bagit.Bag(str(home / "record")).validate()
    release = json.loads(files["release.json"])
    assert release["seal"]["digest"] == seal.digest
    assert {key: release["counts"][key] for key in ("home", "process", "not-found")} == {
        "home": len(LANGUAGES),
        "process": 38 * len(LANGUAGES),
        "not-found": len(LANGUAGES),
    }
    assert undated(files) == undated(payload(whole_home))
    read = f"Intact: {len(files)} files of the record"
    assert say("verify") == f"{read}, {seal.count} events under 1 seal, 0 kept files.\n"
    elsewhere = shutil.copytree(home / "record", tmp_path / "elsewhere")
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
    spoken = {f"{language}/404.html" for language in LANGUAGES} | {"release.json", "robots.txt"}
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
