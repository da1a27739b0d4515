"""Earlier releases can be told apart and laid out again, byte for byte."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from tests.record.leaves import IMPRINT, NOW, publish_small, small_leaves, these
from tourdetable.kernel.errors import SentenceError, UnknownThingError
from tourdetable.record.archive import faults_in_kept, find_release, kept_releases, lay_out
from tourdetable.record.fixity import check_bag
from tourdetable.record.manifest import TAG_FILES
from tourdetable.record.places import Places
from tourdetable.record.publishing import publish


def publish_later(home: Path, word: str) -> None:
    imprint = replace(IMPRINT, now=NOW + dt.timedelta(days=1))
    publish(these(small_leaves(word)), imprint, places=Places(home))


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_each_release_is_kept_and_can_be_laid_out_again(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    first = bytes_of(places.record)
    publish_later(tmp_path, "two")
    newest, oldest = kept_releases(places)
    assert (newest.is_in_place, oldest.is_in_place) == (True, False)
    assert newest.release.released_at > oldest.release.released_at
    assert (newest.files, oldest.files) == (12, 12)
    elsewhere = tmp_path / "elsewhere"
    lay_out(oldest, elsewhere, places)
    assert bytes_of(elsewhere) == first
    assert check_bag(elsewhere).faults == ()
    assert bagit.Bag(str(elsewhere)).validate()


def test_what_is_laid_out_can_be_changed_without_harm(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    lay_out(kept_releases(places)[0], tmp_path / "copy", places)
    (tmp_path / "copy/data/fr/index.html").write_bytes(b"changed")
    assert check_bag(places.record).faults == ()


def test_a_release_is_found_by_how_its_name_begins(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    (only,) = kept_releases(places)
    assert find_release(only.name[:6].upper(), places) == only
    for name in ("", "zzz"):
        with pytest.raises(UnknownThingError, match=r"^No release is called “"):
            find_release(name, places)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    with pytest.raises(SentenceError, match="holds something already"):
        lay_out(kept_releases(places)[0], taken, places)
    assert bytes_of(taken) == {"letter.txt": b"mine"}


def test_a_content_that_is_gone_is_named(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    (only,) = kept_releases(places)
    next(places.contents.glob("*/*")).unlink()
    with pytest.raises(SentenceError, match=r"cannot be laid out: .*contents.* is gone"):
        lay_out(only, tmp_path / "copy", places)


@pytest.mark.parametrize("name", [*TAG_FILES, "release.json"])
def test_a_flipped_byte_beside_a_kept_manifest_is_named(tmp_path: Path, name: str) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    assert list(faults_in_kept(places)) == []
    (only,) = kept_releases(places)
    path = places.kept / only.name / name
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert any(str(path.relative_to(tmp_path)) in fault for fault in faults_in_kept(places))
    path.unlink()
    assert any(name in fault for fault in faults_in_kept(places))


def test_a_damaged_release_is_not_laid_out(tmp_path: Path) -> None:
    places = Places(tmp_path)
    publish_small(tmp_path, "one")
    (only,) = kept_releases(places)
    (places.kept / only.name / "bag-info.txt").write_text("Payload-Oxum: 1.1\n")
    with pytest.raises(SentenceError, match=r"cannot be laid out: bag-info\.txt: is not what"):
        lay_out(only, tmp_path / "copy", places)
    assert not (tmp_path / "copy").exists()
