"""A kept file is on the disk before the row that names it is committed."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tourdetable.kernel import files
from tourdetable.kernel.storage import DurableStorage, write_durably


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what is flushed, in its order, beside the real flushing."""
    names: list[str] = []
    really = os.fsync

    def noted(handle: int) -> None:
        names.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        really(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return names


def test_a_saved_file_and_the_folders_made_for_it_are_flushed(
    tmp_path: Path, flushed: list[str]
) -> None:
    kept = DurableStorage(tmp_path / "home")
    (tmp_path / "home").mkdir()
    kept.save("sha256/ab/one", ContentFile(b"one"))
    assert flushed == ["one", "ab", "sha256", "home"]
    flushed.clear()
    kept.save("sha256/ab/two", ContentFile(b"two"))
    assert flushed == ["two", "ab"]


def test_kept_files_are_so(flushed: list[str]) -> None:
    digest = files.keep(b"to be flushed")
    assert flushed[:2] == [digest[2:], digest[:2]]
    flushed.clear()
    assert files.keep(b"to be flushed") == digest
    assert flushed == []
    default_storage.delete(files.address_of(digest))


def test_a_file_is_written_as_a_whole(tmp_path: Path, flushed: list[str]) -> None:
    write_durably(tmp_path / "mail" / "a.eml", b"a")
    assert flushed == [f".a.eml.{os.getpid()}", "a.eml", "mail", tmp_path.name]
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["a.eml"]
