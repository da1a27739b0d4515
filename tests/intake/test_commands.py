"""`tdt init` and `tdt load` as people call them: programs of their own, in a home of their own."""

import os
import re
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.intake.shipped import excerpt, plant, write
from tests.program import tdt
from tourdetable.site.configuration import KNOWN

DATABASE = os.environ.get("TDT_DATABASE_URL", "")
FAULTS = "from tourdetable.kernel.journal import faults_in_journal as f; print(list(f()))"


def rows(home: Path, question: str) -> Sequence[tuple[int | str, ...]]:
    with sqlite3.connect(home / "tdt.sqlite3") as database:
        found = database.execute(question).fetchall()
    database.close()
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the countries alone; the tests leave it as it is."""
    home = tmp_path_factory.mktemp("state") / "home"
    said = "Recorded: 249 new, 0 changed, 0 as they were."
    facts = "Facts read: 249 countries, 249 parties."
    assert tdt(home, "init") == (0, [facts, said, f"The home is {home}."], "")
    return home


def test_a_second_init_changes_nothing_and_says_so(home: Path) -> None:
    facts = "Facts read: 249 countries, 249 parties."
    said = "Nothing has changed: 0 new, 0 changed, 249 as they were."
    assert tdt(home, "init") == (0, [facts, said, f"The home is {home}."], "")
    assert rows(home, "SELECT count(*) FROM kernel_event") == [(249,)]


def test_a_fault_is_one_line_and_status_1(home: Path, tmp_path: Path) -> None:
    data = excerpt("organisations", "igad")
    plant(data, ("organisations", 0, "headquarters", "country"), "DJX")
    said = (
        "tdt: organisations.yaml, line 38, organisations[0] (igad).headquarters.country:"
        " “DJX” is no country code; did you mean DJI?\n"
    )
    assert tdt(home, "load", write(tmp_path, data)) == (1, [], said)
    assert rows(home, "SELECT count(*) FROM kernel_event") == [(249,)]


def test_a_missing_file_is_one_line_and_status_1(home: Path, tmp_path: Path) -> None:
    said = "tdt: none.yaml: there is no such file; check the name.\n"
    assert tdt(home, "load", tmp_path / "none.yaml") == (1, [], said)


def test_a_deep_file_ends_in_a_sentence_and_no_crash(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("a: " + "[" * 100_000)
    said = "tdt: deep.yaml: line 1 lies more than 40 levels deep; make it flatter.\n"
    assert tdt(home, "load", path) == (1, [], said)


def test_loading_before_init_says_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / "empty"
    home.mkdir()
    path = write(tmp_path, excerpt("organisations", "igad"))
    said = "tdt: The database is not set up yet: run `tdt init --reference` first.\n"
    assert tdt(home, "load", path) == (1, [], said)


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    said = f"tdt: The home {home} cannot be written (Not a directory);"
    assert tdt(home, "init") == (1, [], f"{said} set TDT_HOME to another folder.\n")


def test_a_setting_nobody_knows_is_refused_by_name(home: Path) -> None:
    known = ", ".join(KNOWN)
    said = f"tdt: TDT_HOMME is not a setting; known are {known}.\n"
    assert tdt(home, "init", TDT_HOMME="x") == (1, [], said)


def set_up_twice_at_once(*homes: Path, **settings: str) -> int:
    """Both end well, one of them did it all, and the journal holds. Gives how many things."""
    with ThreadPoolExecutor(2) as pool:
        both = [*pool.map(lambda home: tdt(home, "init", "--reference", **settings), homes)]
    assert [(status, complaint) for status, _, complaint in both] == [(0, ""), (0, "")]
    unchanged, recorded = sorted(lines[-2] for _, lines, _ in both)
    assert unchanged.startswith("Nothing has changed: 0 new, 0 changed, ")
    found = re.match(r"Recorded: (\d+) new, 0 changed, ", recorded)
    assert found
    assert tdt(homes[0], "shell", "-v", "0", "-c", FAULTS, **settings) == (0, ["[]"], "")
    return int(found[1])


def test_two_at_once_set_up_one_home_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    count = set_up_twice_at_once(home, home)
    events = rows(home, "SELECT count(*), count(DISTINCT thing), max(id) FROM kernel_event")
    assert events == [(count, count, count)]
    assert rows(home, "SELECT sum(count), max(last) FROM kernel_seal") == [(count, count)]


@pytest.mark.skipif(not DATABASE.startswith("postgres"), reason="needs PostgreSQL")
def test_two_homes_at_once_set_up_one_database_once(tmp_path: Path) -> None:
    name = f"two_at_once_{os.getpid()}"
    with psycopg.connect(DATABASE, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            url = urlsplit(DATABASE)._replace(path=f"/{name}").geturl()
            count = set_up_twice_at_once(tmp_path / "a", tmp_path / "b", TDT_DATABASE_URL=url)
            with psycopg.connect(url) as database:
                question = "SELECT count(*), count(DISTINCT thing) FROM kernel_event"
                assert database.execute(question).fetchall() == [(count, count)]
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
