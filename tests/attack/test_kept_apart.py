"""What is kept of a stranger's file is worked out in the process of that file, and in no other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kernel.traced import AUTHOR, EDITOR, SAID, change, document, paragraph, run, saved
from tests.library.samples import docx, html, odt, pdf
from tourdetable.kernel.isolation import client, reading
from tourdetable.kernel.isolation.client import ReadingHost
from tourdetable.kernel.isolation.failures import Failure, ReadingError
from tourdetable.kernel.isolation.reading import Reader, read, read_made
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.kinds import DOCX, HTML, ODT, PDF, Medium
from tourdetable.kernel.media.traces import Cleaning, TracesFoundError
from tourdetable.library.rules.arrivals import Arrival

ROOT = Path(__file__).resolve().parents[2]
MOST = 10**6
NUMBER: Any = int
LIBRARIES = ("pikepdf", "PIL", "pypdfium2")
FILES: list[tuple[Medium, bytes]] = [
    (PDF, pdf("A")),
    (DOCX, docx()),
    (ODT, odt()),
    (HTML, html()),
    (HTML, html(f"<p>seen</p><!-- {SAID} -->")),
]


@pytest.fixture
def own_host(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingHost]:
    settings.READER_SETTINGS = "tests.attack.reader_settings"
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    own = ReadingHost()
    monkeypatch.setattr(reading, "HOST", own)
    yield own
    own.close()


def arrived(name: str, content: bytes, cleaning: Cleaning | None = None) -> Arrival:
    return Arrival(name, content, "en", None, MOST, cleaning)


def traced_word() -> bytes:
    changed = change("ins", run("five"), EDITOR) + change("ins", run(SAID), AUTHOR)
    made = document(paragraph(run("We agreed on ") + changed), author=AUTHOR)
    made.add_comment(made.paragraphs[0].runs[0], SAID, author=EDITOR, initials="E")
    return saved(made)


@pytest.mark.parametrize(("medium", "content"), FILES)
def test_what_is_kept_is_what_cleaning_gives(medium: Medium, content: bytes) -> None:
    direct = cleaned(medium, content, Cleaning.REMOVE)
    brought = arrived(f"a.{medium.ending}", content, Cleaning.REMOVE)
    assert (brought.cleaned.content, brought.cleaned.traces) == (direct.content, direct.traces)
    assert (brought.recognised.medium, brought.recognised.size) == (medium, len(direct.content))


@pytest.mark.parametrize("decision", [Cleaning.ACCEPT, Cleaning.REJECT])
def test_a_decision_is_followed_there(decision: Cleaning) -> None:
    content = traced_word()
    assert arrived("a.docx", content, decision).cleaned == cleaned(DOCX, content, decision)


def test_what_has_to_be_decided_comes_back_with_its_numbers_and_names() -> None:
    content = traced_word()
    with pytest.raises(TracesFoundError) as direct:
        cleaned(DOCX, content, None)
    with pytest.raises(TracesFoundError) as refused:
        _ = arrived("a.docx", content).recognised
    assert refused.value.traces == direct.value.traces
    assert str(refused.value) == f"a.docx: {direct.value}"


def test_what_is_larger_once_it_is_cleaned_is_refused_there() -> None:
    content = html(f"<p>{'&' * 900}</p><!-- {SAID} -->")  # each is written as five signs
    brought = Arrival("a.html", content, "en", None, len(content), Cleaning.REMOVE)
    with pytest.raises(Exception, match=r"^a\.html: The file has .* are the limit"):
        _ = brought.recognised


def test_who_asks_imports_no_library_that_walks_through_files() -> None:
    """Python that has only asked: a PDF is cleaned, and none of them was loaded here. The screens
    load Pillow by openpyxl, which writes our own lists, and neither of the others.
    """
    asks = f"""
import sys
import django
django.setup()
from tourdetable.library.rules.arrivals import Arrival
kept = Arrival("a.pdf", sys.stdin.buffer.read(), "en", None, 10**6).cleaned
print([name for name in {LIBRARIES} if name in sys.modules])
import tourdetable.site.addresses, tourdetable.site.dispatching
print([name for name in {LIBRARIES} if name in sys.modules and name != "PIL"])
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tourdetable.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", asks], input=pdf("A"), capture_output=True, env=environment,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == [b"[]", b"[]"], done.stderr.decode()


@pytest.mark.usefixtures("own_host")
def test_bytes_that_were_made_come_back_up_to_the_size_that_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "OUTPUT", 1_000)
    makes: Reader[int] = Reader("makes", NUMBER)
    for size in (0, 50_000):
        made = read_made(makes, b"", most_made=50_000, size=size)
        assert made == (size, b"\x00\xff" * (size // 2))
    with pytest.raises(ReadingError) as refused:
        read(makes, b"", size=50_000)
    assert refused.value.failure is Failure.OUTPUT
