"""Configuration is read once and refused by name; the command line says what it can do."""

import subprocess
from pathlib import Path

import pytest

from tests.program import TDT, environment, tdt
from tourdetable.site import management
from tourdetable.site.configuration import ConfigurationError, read_configuration
from tourdetable.site.main import COMMANDS, overview


def test_without_settings_state_lies_in_var() -> None:
    found = read_configuration({})
    assert found.home == Path("var").absolute()
    assert found.database["NAME"] == str(found.home / "tdt.sqlite3")
    assert found.debug is False


@pytest.mark.parametrize(
    ("url", "engine", "name", "host"),
    [
        ("sqlite:////srv/tdt.sqlite3", "sqlite3", "/srv/tdt.sqlite3", None),
        ("postgresql://tdt:s%40cret@db:5433/table", "postgresql", "table", "db"),
        ("postgresql://tdt@/table?host=/run/pg", "postgresql", "table", "/run/pg"),
    ],
)
def test_addresses_of_databases(url: str, engine: str, name: str, host: str | None) -> None:
    found = read_configuration({"TDT_DATABASE_URL": url}).database
    assert str(found["ENGINE"]).endswith(engine)
    assert (found["NAME"], found.get("HOST")) == (name, host)
    assert found.get("PASSWORD", "") in ("", "s@cret")


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (
            "TDT_DATABASE_URL",
            "mysql://db/table",
            (
                "TDT_DATABASE_URL is not an address of a database: write sqlite:///PATH or "
                "postgresql://USER:PASSWORD@HOST:PORT/NAME."
            ),
        ),
        ("TDT_DEBUG", "yes", "TDT_DEBUG is “yes”; write 0 or 1."),
        (
            "TDT_SECRET_KEY",
            "short",
            "TDT_SECRET_KEY is shorter than 32 characters; choose a longer one.",
        ),
        (
            "TDT_HMOE",
            "/srv",
            (
                "TDT_HMOE is not a setting; known are TDT_HOME, TDT_DATABASE_URL, "
                "TDT_SECRET_KEY, TDT_DEBUG, TDT_ADDRESS, TDT_LARGEST_FILE."
            ),
        ),
        ("TDT_LARGEST_FILE", "0", "TDT_LARGEST_FILE is “0”; write megabytes from 1 to 2000."),
        ("TDT_LARGEST_FILE", "5e1", "TDT_LARGEST_FILE is “5e1”; write megabytes from 1 to 2000."),
    ],
)
def test_a_bad_setting_is_refused_by_name(setting: str, value: str, sentence: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        read_configuration({setting: value})
    assert str(refusal.value) == sentence


def test_the_overview_names_every_command() -> None:
    folder = Path(str(management.__file__)).parent / "commands"
    ours = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    assert {usage.split()[0] for usage, _ in COMMANDS} == ours
    assert all(usage in overview() for usage, _ in COMMANDS)


def test_a_bad_setting_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    said = "tdt: TDT_DEBUG is “maybe”; write 0 or 1.\n"
    assert tdt(tmp_path, "who", "igc", TDT_DEBUG="maybe") == (1, [], said)


def test_a_home_that_is_not_set_up_is_said_to_be_so(tmp_path: Path) -> None:
    said = "tdt: The database is not set up yet: run `tdt init --reference` first.\n"
    assert tdt(tmp_path / "none", "who", "igc") == (1, [], said)


def test_an_unknown_name_has_status_two(tmp_path: Path) -> None:
    assert tdt(tmp_path, "init")[0] == 0
    assert tdt(tmp_path, "who", "igc") == (2, [], "tdt: No process is called “igc”.\n")


def test_without_words_it_says_what_it_can_do(tmp_path: Path) -> None:
    assert tdt(tmp_path) == (0, overview().splitlines(), "")


def test_an_unknown_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    said = "No command is called “pubish”. Nearest: publish."
    asked = tdt(tmp_path, "pubish")
    assert asked == (2, [], f"tdt: {said} `tdt` alone says what there is.\n")


def test_a_name_of_any_length_stays_a_sentence(tmp_path: Path) -> None:
    assert tdt(tmp_path, "init")[0] == 0
    said = f"tdt: No process is called “{'a' * 79}…”.\n"
    assert tdt(tmp_path, "who", "a" * 10_000) == (2, [], said)


def test_a_reader_who_stops_listening_is_no_fault(tmp_path: Path) -> None:
    assert tdt(tmp_path, "init", "--reference")[0] == 0
    words = f"'{TDT}' who rcm --json | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", words],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
