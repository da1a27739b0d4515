"""One flipped byte anywhere in a record is named."""

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.record.leaves import publish_small
from tourdetable.record.fixity import check_bag
from tourdetable.record.manifest import TAG_FILES, read_lines


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    publish_small(home)
    return home / "record"


@pytest.fixture
def record(published: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(published, tmp_path / "record"))


def test_an_intact_record_has_no_fault(record: Path) -> None:
    found = check_bag(record)
    assert (found.files, found.faults) == (12, ())


def flip(path: Path, place: int, mask: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= mask
    path.write_bytes(content)


@pytest.mark.parametrize(
    "name",
    [
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "data/release.json",
        "data/index.html",
        "data/fr/index.html",
        "data/fr/processes/bali-process/index.json",
        "data/style/table-0123456789abcdef.css",
        "data/favicon.svg",
    ],
)
def test_a_flipped_byte_is_named(record: Path, name: str) -> None:
    whole = (record / name).read_bytes()
    dice = random.Random(name)  # noqa: S311 - places to damage, not secrets
    every_place = range(len(whole)) if len(whole) < 300 else dice.sample(range(len(whole)), 60)
    for place in every_place:
        flip(record / name, place, 1 << dice.randrange(8))
        faults = check_bag(record).faults
        assert any(name in fault for fault in faults), (place, faults)
        (record / name).write_bytes(whole)


def test_the_case_and_the_blanks_of_the_tag_manifest_matter(record: Path) -> None:
    path = record / "tagmanifest-sha256.txt"
    whole = path.read_text()
    for changed in (whole.upper(), whole.replace("  ", "\t"), whole.rstrip("\n"), whole + "\n"):
        path.write_text(changed)
        assert any("tagmanifest-sha256.txt" in fault for fault in check_bag(record).faults)


def test_every_fault_is_named_and_none_hides_another(record: Path) -> None:
    (record / "data/fr/404.html").unlink()
    (record / "data/fr/index.html").write_bytes(b"x")
    (record / "data/fr/more.html").write_bytes(b"x")
    (record / "more.txt").write_bytes(b"x")
    assert check_bag(record).faults == (
        "data/fr/404.html: is missing.",
        "data/fr/index.html: is not what was published.",
        "data/fr/more.html: is not in manifest-sha256.txt.",
        "more.txt: is no part of a record.",
    )


@pytest.mark.parametrize("name", TAG_FILES)
def test_a_missing_tag_file_is_named(record: Path, name: str) -> None:
    (record / name).unlink()
    assert f"{name}: is missing." in check_bag(record).faults


def test_a_link_is_not_the_file_that_it_leads_to(record: Path) -> None:
    page = record / "data/fr/index.html"
    elsewhere = record.parent / "elsewhere.html"
    page.rename(elsewhere)
    page.symlink_to(elsewhere)
    assert check_bag(record).faults == (
        "data/fr/index.html: is a link or a device, not a file.",
        "data/fr/index.html: is missing.",
    )


def test_a_linked_folder_is_not_followed(record: Path) -> None:
    (record / "data/fr").rename(record.parent / "fr")
    (record / "data/fr").symlink_to(record.parent / "fr")
    faults = check_bag(record).faults
    assert faults[0] == "data/fr: is a link or a device, not a file."
    assert "data/fr/index.html: is missing." in faults


def test_a_pipe_does_not_stop_the_check(record: Path) -> None:
    os.mkfifo(record / "data/pipe")
    assert check_bag(record).faults == ("data/pipe: is a link or a device, not a file.",)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "data/../../x", "../x", "data/%2e%2e/x", "~/x", "data//x", "data\\x", "data/"],
)
def test_a_manifest_cannot_point_outside(record: Path, path: str) -> None:
    manifest = record / "manifest-sha256.txt"
    lines = [*manifest.read_text().splitlines(), f"{'0' * 64}  {path}"]
    manifest.write_text("\n".join(lines) + "\n")
    faults = check_bag(record).faults
    assert f"manifest-sha256.txt: line {len(lines)} is not a line of a manifest." in faults


def test_what_was_never_a_record_is_said(tmp_path: Path) -> None:
    assert [fault.partition(":")[0] for fault in check_bag(tmp_path).faults] == list(TAG_FILES)


def test_a_name_that_does_not_print_can_be_said(record: Path) -> None:
    (record / "data/a\nb\udc80").write_bytes(b"")
    (fault,) = check_bag(record).faults
    assert fault == "data/a\\nb\\udc80: is not in manifest-sha256.txt."


def test_lines_are_read_strictly() -> None:
    a, b = "a" * 64, "b" * 64
    lines = [f"{a}  data/b", f"{a}  data/a", f"{b}  data/c", f"{b}  data/c", f"{b.upper()}  data/d"]
    assert read_lines(lines) == ({"data/b": a, "data/c": b}, [2, 4, 5])
