"""What a release says of itself, in `release.json` at the root of the record."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from tourdetable.kernel.errors import SentenceError


@dataclass(frozen=True, slots=True)
class SealMark:
    """The newest seal of the journal at the moment of the release: whoever holds the release can
    tell whether the journal up to the event `last` is still the same.
    """

    number: int
    digest: str
    last: int
    made_at: str


@dataclass(frozen=True, slots=True)
class Release:
    """One dated, verifiable state of the record. `counts` are pages by kind, over all languages;
    `released_at` is UTC in ISO 8601. `lingering` are files that no page of this release needs, but
    the pages of the one before did.
    """

    released_at: str
    languages: tuple[str, ...]
    counts: Mapping[str, int]
    seal: SealMark | None
    generator: str
    lingering: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        return text.encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is settled about a release before its first page is written."""

    languages: Sequence[str]
    seal: SealMark | None
    now: dt.datetime

    def release(self, counts: Mapping[str, int], lingering: Sequence[str]) -> Release:
        """The release with these pages."""
        return Release(
            instant(self.now),
            tuple(self.languages),
            dict(counts),
            self.seal,
            generator(),
            tuple(lingering),
        )


def instant(moment: dt.datetime) -> str:
    """UTC to the microsecond, in one way of writing."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def generator() -> str:
    """The name and version of this program."""
    return f"tourdetable {version('tourdetable')}"


def read_release(path: Path) -> Release:
    """Read a release.json. Raises SentenceError where there is none or it is not one."""
    try:
        found = json.loads(path.read_bytes())
        seal = SealMark(**found["seal"]) if found["seal"] else None
        languages = tuple(str(language) for language in found["languages"])
        return Release(
            str(found["released_at"]),
            languages,
            found["counts"],
            seal,
            str(found["generator"]),
            tuple(map(str, found.get("lingering", ()))),
        )
    except FileNotFoundError:
        msg = f"{path.name} is missing."
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path.name} cannot be read: {error}."
    raise SentenceError(msg)
