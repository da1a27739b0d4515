"""A release is whole or not there."""

import fcntl
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from tests.record.leaves import IMPRINT, LANGUAGES, STYLE, publish_small, small_leaves, these
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.contents import faults_in_contents
from tourdetable.record.fixity import check_bag
from tourdetable.record.leaf import Leaf
from tourdetable.record.manifest import TAG_FILES, read_manifest
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.record.publishing import publish

NO_LINKS: frozenset[str] = frozenset()


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def the_word(home: Path) -> str:
    """Which release is in place, by what its pages say; all of them say the same."""
    assert check_bag(home / "record").faults == ()
    words = {
        path.read_text().split("</title>")[0].rpartition(" ")[2]
        for path in (home / "record/data").glob("*/processes/*/index.html")
    }
    assert len(words) == 1
    return words.pop()


def test_the_record_is_a_bag_whose_payload_is_the_website(tmp_path: Path) -> None:
    report = publish_small(tmp_path)
    record = tmp_path / "record"
    assert bagit.Bag(str(record)).validate()
    listed, wrong = read_manifest(record / "manifest-sha256.txt")
    assert wrong == []
    assert set(files_of(record)) == {*TAG_FILES, *listed}
    assert {path for path in listed if "/404" not in path} == {
        "data/index.html",
        "data/favicon.svg",
        "data/release.json",
        "data/style/table-0123456789abcdef.css",
        *(f"data/{language}/index.html" for language in LANGUAGES),
        *(f"data/{language}/processes/bali-process/index.html" for language in LANGUAGES),
        *(f"data/{language}/processes/bali-process/index.json" for language in LANGUAGES),
    }
    assert (report.pages, report.files) == (6, 12)
    assert report.size == sum(len(files_of(record)[path]) for path in listed)


def test_the_release_says_what_it_is(tmp_path: Path) -> None:
    publish_small(tmp_path)
    found = json.loads((tmp_path / "record/data/release.json").read_bytes())
    assert found == {
        "counts": {"home": 2, "not-found": 2, "process": 2},
        "generator": "tourdetable 0.1.0",
        "languages": ["en", "fr"],
        "lingering": [],
        "released_at": "2026-11-23T12:00:00.000000+00:00",
        "seal": {
            "digest": "5e" * 32,
            "last": 7,
            "made_at": "2026-11-23T12:00:00.000000+00:00",
            "number": 1,
        },
    }


def test_each_release_is_kept_by_its_manifest_and_its_contents(tmp_path: Path) -> None:
    places = Places(tmp_path)
    manifests = []
    for word in ("one", "two"):
        publish_small(tmp_path, word)
        manifests.append((places.record / "manifest-sha256.txt").read_bytes())
    kept = {path.read_bytes() for path in places.kept.glob("*/manifest-sha256.txt")}
    assert kept == set(manifests)
    for manifest in places.kept.glob("*/manifest-sha256.txt"):
        for digest in read_manifest(manifest)[0].values():
            assert places.content(digest).is_file()


def test_a_content_is_kept_once(tmp_path: Path) -> None:
    publish_small(tmp_path, "one")
    before = set(files_of(Places(tmp_path).contents))
    publish_small(tmp_path, "one")
    assert set(files_of(Places(tmp_path).contents)) == before


def test_what_a_crash_left_half_written_is_swept(tmp_path: Path) -> None:
    publish_small(tmp_path, "one")
    places = Places(tmp_path)
    left = places.pressing / f"{'0' * 64}.1"
    left.write_bytes(b"half a pa")
    publish_small(tmp_path, "two")
    assert files_of(places.pressing) == {}
    assert list(faults_in_contents(places)) == []


def test_a_damaged_file_is_replaced_by_the_next_full_release(tmp_path: Path) -> None:
    publish_small(tmp_path, "one")
    page = tmp_path / "record/data/fr/index.html"
    page.write_bytes(b"x" * page.stat().st_size)
    assert check_bag(tmp_path / "record").faults != ()
    publish_small(tmp_path, "one", is_full=True)
    assert the_word(tmp_path) == "one"


def test_a_page_that_points_to_nothing_is_not_published(tmp_path: Path) -> None:
    publish_small(tmp_path, "one")
    leaves = [*small_leaves("two"), Leaf("en/x/index.html", b"x", frozenset({"en/y/index.html"}))]
    with pytest.raises(SentenceError, match=r"“en/x/index.html” points to “en/y/index.html”"):
        publish(these(leaves), IMPRINT, places=Places(tmp_path))
    assert the_word(tmp_path) == "one"
    assert not Places(tmp_path).staging.exists()


@pytest.mark.parametrize("address", ["../x", "/etc/x", "fr/index.html", "a b", "x%2e", ""])
def test_an_address_is_plain_and_given_once(tmp_path: Path, address: str) -> None:
    leaves = [*small_leaves(), Leaf(address, b"x")]
    with pytest.raises(SentenceError, match="Two things cannot"):
        publish(these(leaves), IMPRINT, places=Places(tmp_path))
    assert not (tmp_path / "record").exists()


def test_two_publishers_do_not_mix(tmp_path: Path) -> None:
    def slow() -> Iterator[Leaf]:
        yield from small_leaves("first")
        with pytest.raises(SentenceError, match="Another publisher is at work"):
            publish_small(tmp_path, "second")

    publish(these(slow()), IMPRINT, places=Places(tmp_path))
    assert the_word(tmp_path) == "first"


def test_two_publishers_in_two_processes(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "first")
    with places.lock.open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code = (
            "from pathlib import Path; from tests.record.leaves import publish_small\n"
            f"publish_small(Path({str(tmp_path)!r}), 'second')"
        )
        words = [sys.executable, "-c", code]
        second = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "Another publisher is at work" in second.stderr
    assert the_word(tmp_path) == "first"


def run(code: str) -> str:
    words = [sys.executable, "-c", code]
    return subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_a_full_disk_leaves_the_earlier_release(tmp_path: Path) -> None:
    publish_small(tmp_path, "old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
    try:
        leaves = [*small_leaves("new"), Leaf("big.txt", b"x" * 300_000)]
        with pytest.raises(SentenceError, match=r"could not be written: File too large"):
            publish(these(leaves), IMPRINT, places=Places(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert the_word(tmp_path) == "old"
    publish_small(tmp_path, "new")
    assert the_word(tmp_path) == "new"


KILLED = """
from pathlib import Path
from tests.record.leaves import publish_small
home = Path({home!r})
number = 0
print("ready", flush=True)
while True:
    number += 1
    publish_small(home, f"w{{number}}")
"""


def test_a_killed_publisher_leaves_one_release_whole(tmp_path: Path) -> None:
    """Killed at random moments of publishing again and again; the next run finds or finishes."""
    publish_small(tmp_path, "w0")
    dice = random.Random(2005)  # noqa: S311 - moments, not secrets
    for _ in range(6):
        code = KILLED.format(home=str(tmp_path))
        killed = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"ready\n"
        time.sleep(dice.uniform(0.0, 0.15))
        os.kill(killed.pid, signal.SIGKILL)
        killed.communicate()
        recover(Places(tmp_path))
        assert the_word(tmp_path).startswith("w")
        assert not any(
            folder.exists() for folder in (Places(tmp_path).staging, Places(tmp_path).next)
        )
    publish_small(tmp_path, "last")
    assert the_word(tmp_path) == "last"


CRASHED = """
import os, sys
from pathlib import Path
from tests.record.leaves import publish_small
from tourdetable.record.fixity import check_bag
from tourdetable.record.placing import recover
from tourdetable.record.places import Places

STEPS = {{"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile"}}
CRASHED, WHOLE = 7, 0

def crash_at(moment):
    def step(event, _details):
        nonlocal moment
        if event in STEPS:
            moment -= 1
            if moment < 0:
                os._exit(CRASHED)
    sys.addaudithook(step)

home, moments = Path({home!r}), 0
while True:
    word = f"w{{moments}}"
    child = os.fork()
    if not child:
        crash_at(moments)
        publish_small(home, word)
        os._exit(WHOLE)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    recover(Places(home))
    print(status, check_bag(home / "record").faults, word, sep="|", flush=True)
    print((home / "record/data/fr/index.html").read_text(), flush=True)
    if status == WHOLE:
        break
    moments += 1
"""


def test_a_crash_before_any_step_is_finished_or_undone(tmp_path: Path) -> None:
    """The moments that chance seldom meets, one by one: the process ends before its nth step on
    the disk; the record is then the release before or the new one, and whole.
    """
    publish_small(tmp_path, "old")
    told = run(CRASHED.format(home=str(tmp_path))).splitlines()
    assert len(told) > 2 * 20
    standing = "old"
    for crash, page_read in zip(told[::2], told[1::2], strict=True):
        _status, faults, word = crash.split("|")
        assert faults == "()"
        found = page_read.split("</title>")[0].rpartition(" ")[2]
        assert found in (standing, word)
        standing = found
    assert standing == told[-2].rpartition("|")[2]


def test_a_first_release_cut_short_leaves_nothing_in_place(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.staging.mkdir(parents=True)
    recover(places)
    assert not places.record.exists()
    assert not places.staging.exists()
    publish_small(tmp_path, "new")
    assert the_word(tmp_path) == "new"


def test_a_style_stays_for_one_release_more(tmp_path: Path) -> None:
    publish_small(tmp_path, "one")
    payload = Places(tmp_path).record / "data"
    other = "style/table-fedcba9876543210.css"
    for turn, expected in enumerate(({STYLE, other}, {other})):
        leaves = [
            replace(leaf, address=other) if leaf.address == STYLE else replace(leaf, links=NO_LINKS)
            for leaf in small_leaves(f"w{turn}")
        ]
        publish(these(leaves), IMPRINT, places=Places(tmp_path))
        assert {f"style/{path.name}" for path in (payload / "style").iterdir()} == expected


def test_what_is_kept_of_earlier_releases_is_checked(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    digest = read_manifest(places.record / "manifest-sha256.txt")[0]["data/fr/index.html"]
    publish_small(tmp_path, "two")
    assert list(faults_in_contents(places)) == []
    kept = next(path for path in places.kept.glob("*/manifest-*") if digest in path.read_text())
    name, content = kept.relative_to(tmp_path), places.content(digest)
    whole = content.read_bytes()
    content.write_bytes(b"x" + whole)
    assert list(faults_in_contents(places)) == [
        f"{content.relative_to(tmp_path)}: is not what was kept."
    ]
    content.unlink()
    assert list(faults_in_contents(places)) == [
        f"{name}: the content of data/fr/index.html is gone."
    ]
    content.write_bytes(whole)
    kept.write_text(kept.read_text() + "\n")
    assert list(faults_in_contents(places)) == [f"{name}: is not what was kept."]
