"""Configuration is read once and refused by name; the command line says what it can do."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import TDT, environment, tdt
from tourdetable.site import management
from tourdetable.site.configuration import (
    ConfigurationError,
    IdentityProvider,
    MailServer,
    read_configuration,
)
from tourdetable.site.main import COMMANDS, overview

NO_MAIL_SERVER = (
    "TDT_MAIL_URL is not the address of a mail server: write smtp://USER:PASSWORD@HOST:PORT or "
    "smtps://USER:PASSWORD@HOST:PORT."
)


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


def test_every_connection_to_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    """A commit that was answered survives a power cut (SQLite, PRAGMA synchronous: 2 is FULL)."""
    config = read_configuration({"TDT_HOME": str(tmp_path)}).database
    with closing(sqlite3.connect(str(config["NAME"]))) as connection:
        connection.executescript(str(config["OPTIONS"]["init_command"]))  # type: ignore[index]  # as Django takes it
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


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
        *(
            ("TDT_MAIL_URL", url, NO_MAIL_SERVER)
            for url in ("http://mail", "smtp://", "smtp://a:x")
        ),
        (
            "TDT_MAIL_FROM",
            "the table",
            "TDT_MAIL_FROM is not the address of a sender: write NAME <BOX@HOST>.",
        ),
        ("TDT_SESSION_HOURS", "0", "TDT_SESSION_HOURS is “0”; write a number from 1 to 744."),
        (
            "TDT_SECOND_FACTOR",
            "1",
            "TDT_SECOND_FACTOR is “1”; write secretariat, or nothing.",
        ),
        (
            "TDT_OIDC_CLIENT",
            "table",
            (
                "TDT_OIDC_ISSUER is missing; TDT_OIDC_ISSUER, TDT_OIDC_CLIENT, TDT_OIDC_SECRET "
                "are set together or not at all."
            ),
        ),
        (
            "TDT_HMOE",
            "/srv",
            (
                "TDT_HMOE is not a setting; known are TDT_HOME, TDT_DATABASE_URL, "
                "TDT_SECRET_KEY, TDT_DEBUG, TDT_ADDRESS, TDT_MAIL_URL, TDT_MAIL_FROM, "
                "TDT_SESSION_HOURS, TDT_SECOND_FACTOR, TDT_OIDC_ISSUER, TDT_OIDC_CLIENT, "
                "TDT_OIDC_SECRET, TDT_OIDC_LABEL, "
                "TDT_LARGEST_FILE."
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


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtp://table:s%40cret@mail.example.org",
            MailServer("mail.example.org", 587, "table", "s@cret", tls=True, ssl=False),
        ),
        ("smtps://mail:4465", MailServer("mail", 4465, "", "", tls=False, ssl=True)),
        ("smtp://127.0.0.1:25", MailServer("127.0.0.1", 25, "", "", tls=False, ssl=False)),
        ("smtp://mail:25?tls=no", MailServer("mail", 25, "", "", tls=False, ssl=False)),
    ],
)
def test_addresses_of_mail_servers(url: str, server: MailServer) -> None:
    sender = "Tour de Table <table@example.org>"
    found = read_configuration({"TDT_MAIL_URL": url, "TDT_MAIL_FROM": sender})
    assert (found.mail_server, found.mail_from) == (server, sender)
    with pytest.raises(ConfigurationError, match="TDT_MAIL_FROM"):
        read_configuration({"TDT_MAIL_URL": url})


@pytest.mark.parametrize("issuer", ["http://id.example.org", "id.example.org", "ftp://localhost"])
def test_a_provider_is_asked_over_tls_only(issuer: str) -> None:
    settings = {"TDT_OIDC_ISSUER": issuer, "TDT_OIDC_CLIENT": "a", "TDT_OIDC_SECRET": "b"}
    with pytest.raises(ConfigurationError, match="TDT_OIDC_ISSUER is not the address"):
        read_configuration(settings)
    found = read_configuration({**settings, "TDT_OIDC_ISSUER": "https://id.example.org/x/"})
    expected = IdentityProvider("https://id.example.org/x", "a", "b", "id.example.org")
    assert found.identity_provider == expected


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


def test_an_unknown_name_has_status_two(few_home: Path) -> None:
    assert tdt(few_home, "who", "xyz") == (2, [], "tdt: No process is called “xyz”.\n")


def test_without_words_it_says_what_it_can_do(tmp_path: Path) -> None:
    assert tdt(tmp_path) == (0, overview().splitlines(), "")


def test_an_unknown_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    said = "No command is called “pubish”. Nearest: publish."
    asked = tdt(tmp_path, "pubish")
    assert asked == (2, [], f"tdt: {said} `tdt` alone says what there is.\n")


def test_a_name_of_any_length_stays_a_sentence(few_home: Path) -> None:
    said = f"tdt: No process is called “{'a' * 79}…”.\n"
    assert tdt(few_home, "who", "a" * 10_000) == (2, [], said)


def test_a_reader_who_stops_listening_is_no_fault(few_home: Path) -> None:
    words = f"'{TDT}' who rcm --json | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", words],
        env=environment(few_home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
