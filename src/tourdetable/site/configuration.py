"""Configuration is environment variables with the prefix `TDT_`, read once, refused by name."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tourdetable.kernel.mail_address import is_named_mailbox
from tourdetable.kernel.media.recognition import MEGABYTE, USUAL_LIMIT

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
"""Interface languages of the record, in the order in which they are offered."""

KNOWN = (
    "TDT_HOME",
    "TDT_DATABASE_URL",
    "TDT_SECRET_KEY",
    "TDT_DEBUG",
    "TDT_ADDRESS",
    "TDT_MAIL_URL",
    "TDT_MAIL_FROM",
    "TDT_SESSION_HOURS",
    "TDT_SECOND_FACTOR",
    "TDT_OIDC_ISSUER",
    "TDT_OIDC_CLIENT",
    "TDT_OIDC_SECRET",
    "TDT_OIDC_LABEL",
    "TDT_LARGEST_FILE",
)
LOCAL_ADDRESS = "http://127.0.0.1:8000/"
"""Where `tdt serve` serves when it is not told otherwise."""
SECRET_FILE = "secret-key"  # noqa: S105 - the name of its file
LARGEST_POSSIBLE = 2000
"""Megabytes of a kept file, whatever one wishes: it is read as a whole."""
_SHORTEST_SECRET = 32
_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 587, "smtps": 465}
_MOST_HOURS = 24 * 31


class ConfigurationError(ValueError):
    """A `TDT_` variable has a value that cannot be used; the text names it and the remedy."""


@dataclass(frozen=True)
class MailServer:
    """Where letters and codes are handed over (SMTP): `tls` by STARTTLS, `ssl` from the start."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool


@dataclass(frozen=True)
class IdentityProvider:
    """Who else says who somebody is (OpenID Connect); `label` is what the button calls it."""

    issuer: str
    client: str
    secret: str
    label: str


@dataclass(frozen=True)
class Configuration:
    """`home` holds all state: database, files, the record. `address` is where the record is
    published for the world, with a slash at its end; the default is that of `tdt serve`.

    `secret_key` is empty where the one that is kept in the home is meant; without a `mail_server`
    mail is laid into a folder of the home.
    `largest_file` is how many bytes a file may have that is to be kept.
    """

    home: Path
    database: dict[str, object]
    secret_key: str
    debug: bool
    address: str
    mail_server: MailServer | None
    mail_from: str
    session_hours: int
    officers_need_second_factor: bool
    identity_provider: IdentityProvider | None
    largest_file: int


def sqlite_database(path: Path) -> dict[str, object]:
    """WAL, immediate transactions, patient writers: deferred ones lost writes (dependencies.md).

    Where the disk can only be read, as a stick or a backup, nothing changes the file: SQLite then
    neither locks it nor looks for a log, for both of which it would have to write.
    """
    is_still = path.exists() and not os.access(path.parent, os.W_OK)
    is_still = is_still and not path.with_name(f"{path.name}-wal").exists()
    pragmas = "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
    if not is_still:
        pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {pragmas}"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{path.absolute().as_uri()}?immutable=1" if is_still else str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": pragmas,
        },
    }


def read_database(url: str, home: Path) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name[?host=/socket/dir]`.

    Raises ConfigurationError for anything else.
    """
    if not url:
        return sqlite_database(home / "tdt.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return sqlite_database(Path(unquote(parts.path[1:])))
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        try:
            port = parts.port
        except ValueError:
            port = None
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.strip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
            "PORT": str(port or parse_qs(parts.query).get("port", [""])[0]),
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }
    msg = (
        "TDT_DATABASE_URL is not an address of a database: write sqlite:///PATH or "
        "postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )
    raise ConfigurationError(msg)


def read_address(text: str) -> str:
    """Where the record is published, as `https://HOST/` or `https://HOST/PATH/`.

    Raises ConfigurationError for anything else.
    """
    parts = urlsplit(text or LOCAL_ADDRESS)
    if parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment):
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
    msg = "TDT_ADDRESS is not where a record can be published: write https://HOST/."
    raise ConfigurationError(msg)


def read_mail_server(url: str) -> MailServer | None:
    """`smtp://USER:PASSWORD@HOST:PORT` with STARTTLS (on this machine, or with `?tls=no`, without),
    `smtps://…` with TLS from the start; nothing for the folder in the home.

    Raises ConfigurationError for anything else.
    """
    if not url:
        return None
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or not parts.hostname or not port or parts.path.strip("/"):
        msg = (
            "TDT_MAIL_URL is not the address of a mail server: write "
            "smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT."
        )
        raise ConfigurationError(msg)
    ssl = parts.scheme == "smtps"
    is_plain = parts.hostname in _ON_THIS_MACHINE or parse_qs(parts.query).get("tls") == ["no"]
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=not ssl and not is_plain,
        ssl=ssl,
    )


def read_mail_from(text: str, *, is_sent: bool) -> str:
    """The sender of all mail, as `table@example.org` or `Tour de Table <table@example.org>`.

    Raises ConfigurationError for what is no address, and for none where mail is really sent.
    """
    if not text and not is_sent:
        return "Tour de Table <table@localhost>"
    if is_named_mailbox(text):
        return text
    msg = "TDT_MAIL_FROM is not the address of a sender: write NAME <BOX@HOST>."
    raise ConfigurationError(msg)


def read_identity_provider(environment: Mapping[str, str]) -> IdentityProvider | None:
    """The `TDT_OIDC_…` settings. Raises ConfigurationError where one of them lacks or is bad."""
    wanted = ("TDT_OIDC_ISSUER", "TDT_OIDC_CLIENT", "TDT_OIDC_SECRET")
    issuer, client, secret = (environment.get(name, "") for name in wanted)
    if not (issuer or client or secret):
        return None
    for name in wanted:
        if not environment.get(name):
            msg = f"{name} is missing; {', '.join(wanted)} are set together or not at all."
            raise ConfigurationError(msg)
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or parts.hostname in _ON_THIS_MACHINE
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_safe:
        msg = "TDT_OIDC_ISSUER is not the address of a provider: write https://HOST/PATH."
        raise ConfigurationError(msg)
    label = environment.get("TDT_OIDC_LABEL") or parts.hostname
    return IdentityProvider(issuer.rstrip("/"), client, secret, label)


def read_session_hours(text: str) -> int:
    """Hours after which one has to sign in again. Raises ConfigurationError."""
    if text.isdecimal() and 1 <= int(text) <= _MOST_HOURS:
        return int(text)
    msg = f"TDT_SESSION_HOURS is “{text}”; write a number from 1 to {_MOST_HOURS}."
    raise ConfigurationError(msg)


def kept_secret(home: Path) -> str:
    """The key that `tdt init` has laid into the home; for a home without one, a new key that
    holds as long as this process and those that it starts.
    """
    try:
        return (home / SECRET_FILE).read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(48)


def keep_secret(home: Path, secret: str) -> None:
    """Lay a key into the home, readable for its owner alone; the one that is there stays."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with suppress(FileExistsError), open(os.open(home / SECRET_FILE, flags, 0o600), "w") as file:  # noqa: PTH123 - made with its rights, so that nobody reads it in between
        file.write(f"{secret}\n")


def read_largest_file(text: str) -> int:
    """Megabytes as bytes. Raises ConfigurationError."""
    if not text:
        return USUAL_LIMIT
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= LARGEST_POSSIBLE:
        return int(text) * MEGABYTE
    msg = f"TDT_LARGEST_FILE is “{text}”; write megabytes from 1 to {LARGEST_POSSIBLE}."
    raise ConfigurationError(msg)


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """Raises ConfigurationError, also for a `TDT_` variable nobody knows (a likely misspelling)."""
    said = environment.get
    unknown = sorted(k for k in environment if k.startswith("TDT_") and k not in KNOWN)
    if unknown:
        msg = f"{unknown[0]} is not a setting; known are {', '.join(KNOWN)}."
        raise ConfigurationError(msg)
    home = Path(said("TDT_HOME") or "var").absolute()
    debug = said("TDT_DEBUG", "0")
    if debug not in ("0", "1"):
        msg = f"TDT_DEBUG is “{debug}”; write 0 or 1."
        raise ConfigurationError(msg)
    secret = said("TDT_SECRET_KEY", "")
    if secret and len(secret) < _SHORTEST_SECRET:
        msg = "TDT_SECRET_KEY is shorter than 32 characters; choose a longer one."
        raise ConfigurationError(msg)
    factor = said("TDT_SECOND_FACTOR", "")
    if factor not in ("", "secretariat"):
        msg = f"TDT_SECOND_FACTOR is “{factor}”; write secretariat, or nothing."
        raise ConfigurationError(msg)
    mail_server = read_mail_server(said("TDT_MAIL_URL", ""))
    return Configuration(
        home=home,
        database=read_database(said("TDT_DATABASE_URL", ""), home),
        secret_key=secret,
        debug=debug == "1",
        address=read_address(said("TDT_ADDRESS", "")),
        mail_server=mail_server,
        mail_from=read_mail_from(said("TDT_MAIL_FROM", ""), is_sent=mail_server is not None),
        session_hours=read_session_hours(said("TDT_SESSION_HOURS") or "12"),
        officers_need_second_factor=bool(factor),
        identity_provider=read_identity_provider(environment),
        largest_file=read_largest_file(said("TDT_LARGEST_FILE", "")),
    )


CONFIGURATION = read_configuration(os.environ)
