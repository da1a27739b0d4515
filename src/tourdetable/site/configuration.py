"""Configuration is environment variables with the prefix `TDT_`, read once, refused by name."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tourdetable.kernel.media.recognition import MEGABYTE, USUAL_LIMIT

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
"""Interface languages of the record, in the order in which they are offered."""

KNOWN = (
    "TDT_HOME",
    "TDT_DATABASE_URL",
    "TDT_SECRET_KEY",
    "TDT_DEBUG",
    "TDT_ADDRESS",
    "TDT_LARGEST_FILE",
)
LOCAL_ADDRESS = "http://127.0.0.1:8000/"
"""Where `tdt serve` serves when it is not told otherwise."""
LARGEST_POSSIBLE = 2000
"""Megabytes of a kept file, whatever one wishes: it is read as a whole."""
_SHORTEST_SECRET = 32


class ConfigurationError(ValueError):
    """A `TDT_` variable has a value that cannot be used; the text names it and the remedy."""


@dataclass(frozen=True)
class Configuration:
    """`home` holds all state: database, files, the record. `address` is where the record is
    published for the world, with a slash at its end; the default is that of `tdt serve`.
    `largest_file` is how many bytes a file may have that is to be kept.
    """

    home: Path
    database: dict[str, object]
    secret_key: str
    debug: bool
    address: str
    largest_file: int


def sqlite_database(path: Path) -> dict[str, object]:
    """WAL, immediate transactions, patient writers: deferred ones lost writes (dependencies.md)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
            ),
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
    unknown = sorted(k for k in environment if k.startswith("TDT_") and k not in KNOWN)
    if unknown:
        msg = f"{unknown[0]} is not a setting; known are {', '.join(KNOWN)}."
        raise ConfigurationError(msg)
    home = Path(environment.get("TDT_HOME") or "var").absolute()
    debug = environment.get("TDT_DEBUG", "0")
    if debug not in ("0", "1"):
        msg = f"TDT_DEBUG is “{debug}”; write 0 or 1."
        raise ConfigurationError(msg)
    secret = environment.get("TDT_SECRET_KEY", "")
    if secret and len(secret) < _SHORTEST_SECRET:
        msg = "TDT_SECRET_KEY is shorter than 32 characters; choose a longer one."
        raise ConfigurationError(msg)
    database = read_database(environment.get("TDT_DATABASE_URL", ""), home)
    address = read_address(environment.get("TDT_ADDRESS", ""))
    largest = read_largest_file(environment.get("TDT_LARGEST_FILE", ""))
    secret = secret or secrets.token_urlsafe(48)
    return Configuration(home, database, secret, debug == "1", address, largest)


CONFIGURATION = read_configuration(os.environ)
