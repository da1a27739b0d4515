"""Every human-readable label is a wording: language → text, with how each text came to be."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import models

from tourdetable.kernel.columns import JSONColumn
from tourdetable.kernel.enums import WordingStatus

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ckb", "yi"})
FALLBACK_ORDER = ("en", "fr", "es", "ar", "zh", "ru")


def text_hash(text: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the text: enough to notice a change."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the primary subtag of a BCP 47 tag."""
    return "rtl" if language.split("-", 1)[0].lower() in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Version:
    """A wording's text in one language.

    `made_from` is the `text_hash` of the original it was made from; `sources` are keys of the
    pages that show the text as it stands here.
    """

    text: str
    status: WordingStatus = WordingStatus.ORIGINAL
    made_from: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gets: the text, the language it is really in, and what to know about it."""

    text: str
    language: str
    is_fallback: bool = False
    status: WordingStatus = WordingStatus.ORIGINAL
    is_stale: bool = False

    @property
    def direction(self) -> str:
        return direction(self.language)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Wording:
    """Language → version. No language is obligatory; an empty wording says nothing."""

    versions: Mapping[str, Version] = field(default_factory=dict)

    @classmethod
    def of(cls, **texts: str | None) -> "Wording":
        """Originals in the given languages; those without a text are left out."""
        return cls({language: Version(text) for language, text in texts.items() if text})

    def __bool__(self) -> bool:
        return bool(self.versions)

    def __iter__(self) -> Iterator[str]:
        return iter(self.versions)

    def __hash__(self) -> int:
        return hash(tuple(sorted((tag, v.text) for tag, v in self.versions.items())))

    def __str__(self) -> str:
        return self.read("en").text

    def text(self, language: str) -> str | None:
        version = self.versions.get(language)
        return version.text if version else None

    def texts(self) -> tuple[str, ...]:
        """Every text there is, whatever its language."""
        return tuple(version.text for version in self.versions.values())

    def is_stale(self, language: str) -> bool:
        """Has every original changed since this text was made from one?"""
        version = self.versions[language]
        if version.made_from is None:
            return False
        originals = {text_hash(v.text) for v in self.versions.values() if v is not version}
        return version.made_from not in originals

    def read(self, language: str, preferred: Iterable[str] = FALLBACK_ORDER) -> Reading:
        """The text for a reader of that language.

        Order: the language itself, its parent by BCP 47 (`fr-CA` → `fr`), an original, then the
        preferred languages, then whatever there is. All but the first two are fallbacks. An
        empty wording gives an empty reading in the reader's own language.
        """
        own = [tag for tag in (language, language.split("-", 1)[0]) if tag in self.versions]
        originals = [t for t, v in self.versions.items() if v.status is WordingStatus.ORIGINAL]
        for tag in (*own, *sorted(originals), *preferred, *sorted(self.versions)):
            version = self.versions.get(tag)
            if version:
                stale = self.is_stale(tag)
                return Reading(version.text, tag, tag not in own, version.status, stale)
        return Reading("", language)

    def to_json(self) -> dict[str, dict[str, object]]:
        """A plain, ordered form that leaves out what is empty."""
        return {
            tag: {
                "text": version.text,
                "status": version.status.value,
                **({"made_from": version.made_from} if version.made_from else {}),
                **({"sources": list(version.sources)} if version.sources else {}),
            }
            for tag, version in sorted(self.versions.items())
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, Any]]) -> "Wording":
        return cls(
            {
                tag: Version(
                    row["text"],
                    WordingStatus(row["status"]),
                    row.get("made_from"),
                    tuple(row.get("sources", ())),
                )
                for tag, row in data.items()
            }
        )


@lru_cache(20_000)
def _stored(text: str) -> Wording:
    """The same names come with row after row, and most wordings of most rows say nothing."""
    return Wording.from_json(json.loads(text) or {})


class WordingField(JSONColumn):
    """Stores a Wording as JSON; an empty one is `{}`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Wording)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Wording:
        if type(value) is str:
            return _stored(value)
        return Wording.from_json(super().from_db_value(value, expression, connection) or {})

    def get_prep_value(self, value: Any) -> Any:
        return value.to_json() if isinstance(value, Wording) else value

    def to_python(self, value: Any) -> Any:
        return Wording.from_json(value) if isinstance(value, dict) else value

    def value_to_string(self, obj: models.Model) -> Any:
        return self.get_prep_value(self.value_from_object(obj))
