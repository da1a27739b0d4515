"""A home is its owner's alone, but for what is public."""

import os
import stat
from pathlib import Path

import pytest

from tests.program import done, serving
from tests.record.leaves import publish_small
from tourdetable.site.permissions import HOME, secure_home

PUBLIC = ("record", "search")


def open_to_others(home: Path) -> list[str]:
    """What others may read or change, by the names that lie in the home; what a closed folder
    holds is closed.
    """
    return [path.name for path in sorted(home.iterdir()) if path.stat().st_mode & 0o077]


@pytest.mark.programs
def test_a_new_home_is_closed_and_its_record_open(tmp_path: Path) -> None:
    home, before = tmp_path / "home", os.umask(0o022)
    try:
        done(home, "init")
        done(home, "publish")
        done(home, "work", "--once")
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.stat().st_mode) == HOME
    assert open_to_others(home) == list(PUBLIC)
    for folder in PUBLIC:
        for path in (home / folder, *(home / folder).rglob("*")):
            wanted = 0o755 if path.is_dir() else 0o644
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.mark.programs
@pytest.mark.parametrize("words", ["init", "serve"])
def test_an_older_home_is_mended_with_a_sentence(tmp_path: Path, words: str) -> None:
    done(tmp_path, "init")
    publish_small(tmp_path)
    (tmp_path / "record").chmod(0o755)
    (tmp_path / "other").write_text("of somebody")
    (tmp_path / "other").chmod(0o644)
    for name in ("mail", "releases", "compiled"):
        (tmp_path / name).chmod(0o755)
    for name in ("tdt.sqlite3", "secret-key"):
        (tmp_path / name).chmod(0o644)
    sentence = (
        "Readable by their owner alone from now on: compiled, mail, releases, secret-key, "
        "tdt.sqlite3."
    )
    if words == "init":
        assert sentence in done(tmp_path, "init")
        assert sentence not in done(tmp_path, "init")
    else:
        with serving(tmp_path) as (started, _):
            assert started.stdout is not None
            assert started.stdout.readline() == f"{sentence}\n"
    # The server may have made the index of the search by now, which is everybody's as well.
    assert [name for name in open_to_others(tmp_path) if name != "search"] == ["other", "record"]


def test_what_lies_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir(mode=0o755)
    (home / "files").symlink_to(elsewhere)
    assert secure_home(home) == ()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755
    database = elsewhere / "table.sqlite3"
    database.touch(0o644)
    assert secure_home(home, str(database)) == ("table.sqlite3",)
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
