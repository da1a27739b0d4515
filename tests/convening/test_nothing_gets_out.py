"""Planted words: of everything private on the table, no byte leaves with the record, whatever the
file and however it is packed.
"""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pypdfium2  # type: ignore[import-untyped]  # the same
import pytest

from tests.homes import copied
from tests.program import done
from tools.checkout import ROOT

pytestmark = pytest.mark.programs

PLANTED = re.compile(rb"zyxw[a-z-]+wxyz", re.IGNORECASE)
LAY = """
import datetime as dt
from tests.sample import lay
from tests.cast import CAST
from tourdetable.meetings.actions.publishing import publish_meeting
publish_meeting(lay(), by=CAST["operator"], now=dt.datetime.now(dt.UTC))
"""


def _texts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is, and what is packed in it."""
    yield name, content
    kind = name.rpartition(".")[2]
    if kind == "br":
        yield from _texts(name.removesuffix(".br"), brotli.decompress(content))
    elif content.startswith(b"\x1f\x8b"):
        yield from _texts(f"{name} unpacked", gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from _texts(f"{name}/{inner}", archive.read(inner))
    elif content.startswith(b"%PDF-"):
        document = pypdfium2.PdfDocument(content)
        pages = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        yield f"{name} read", f"{document.get_metadata_dict()}\n{pages}".encode()


def _leaving(home: Path) -> list[Path]:
    """The record, its search index, and what is kept compressed for the wire."""
    files = [*(home / "record").rglob("*"), *(home / "search").rglob("*")]
    packed = [path for path in (home / "releases").rglob("*") if path.suffix in (".br", ".gz")]
    return sorted(path for path in (*files, *packed) if path.is_file())


@pytest.fixture(scope="module")
def home(few_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = copied(few_home, tmp_path_factory.mktemp("planted") / "home")
    shell = partial(done, home, "shell", "-c", PYTHONPATH=str(ROOT))
    shell(LAY)
    done(home, "publish")
    done(home, "work", "--once")
    return home


def test_no_private_word_leaves_with_the_record(home: Path) -> None:
    found, seen = [], dict[str, int]()
    for path in _leaving(home):
        for name, content in _texts(str(path.relative_to(home)), path.read_bytes()):
            kind = name.rpartition(".")[2]
            seen[kind] = seen.get(kind, 0) + 1
            if PLANTED.search(content) or PLANTED.search(name.encode()):
                found.append(name)
    assert found == []
    assert {"html", "json", "pdf read", "csv", "ics", "xml", "br", "pf_index unpacked"} <= set(
        seen
    ), sorted(seen)


def test_what_may_be_shown_of_that_meeting_does_leave(home: Path) -> None:
    page = (home / "record/data/fr/meetings/table/index.html").read_text(encoding="utf-8")
    for word in ("Sina Speaker", "Counsellor", "Delegate", "Rapporteur", "Item 2"):
        assert word in page
