"""A release that was cut short half in place, and one of which then a content is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.record.leaves import publish_small
from tests.record.reader import Reader
from tests.record.test_archive import bytes_of
from tests.record.test_publishing import the_word
from tourdetable.record.fixity import check_half_laid
from tourdetable.record.manifest import MANIFEST, own_lines
from tourdetable.record.places import Places
from tourdetable.record.placing import recover

CUT_SHORT = """
import os, sys
from pathlib import Path
from tests.record.leaves import small_leaves
from tests.record.reader import publish_with
from tourdetable.record.leaf import Leaf

count = 0
def step(event, _details):
    global count
    if event == "os.link":
        count += 1
        if count > 4:
            os._exit(0)
sys.addaudithook(step)
publish_with(Path({home!r}), [Leaf("fr/never/index.html", b"never")], "two")
"""


@pytest.fixture
def cut_short(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    subprocess.run([sys.executable, "-c", CUT_SHORT.format(home=str(tmp_path))], check=True)
    assert (places.record / "data/fr/never/index.html").exists()
    return places


def test_what_is_half_laid_is_verified_without_a_change(cut_short: Places) -> None:
    before = bytes_of(cut_short.home)
    assert check_half_laid(cut_short).faults == ()
    for name in ("data/fr/never/index.html", "data/fr/404.html", "bag-info.txt"):
        path = cut_short.record / name
        whole = path.read_bytes()
        path.unlink()  # not the kept content, which is the same file
        path.write_bytes(b"?" + whole[1:])
        assert check_half_laid(cut_short).faults == (f"{name}: is not what was published.",)
        path.write_bytes(whole)
    assert bytes_of(cut_short.home) == before
    waiting = cut_short.next / "bagit.txt"
    waiting.write_bytes(b"x")
    assert any("next/bagit.txt" in fault for fault in check_half_laid(cut_short).faults)


@pytest.fixture
def places(cut_short: Places) -> Places:
    """One of its contents is gone, too."""
    places = cut_short
    coming = dict(own_lines(places.next / MANIFEST))
    places.content(coming["fr/index.html"]).unlink()
    return places


def test_what_is_gone_is_named(places: Places) -> None:
    assert check_half_laid(places).faults == (
        "releases/next: the content of data/fr/index.html is gone.",
    )


def test_readers_go_on_with_the_release_before(places: Places) -> None:
    recover(places)
    assert not places.next.exists()
    status, _, content = Reader.at(places.home).ask("/fr/")
    assert (status, b"fr one" in content) == (200, True)


@pytest.mark.parametrize("word", ["one", "two", "three"])
def test_the_next_release_lays_everything_and_leaves_nothing_else(
    places: Places, word: str
) -> None:
    publish_small(places.home, word)
    assert the_word(places.home) == word
    publish_small(places.home, "last")
    assert the_word(places.home) == "last"
