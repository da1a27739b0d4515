"""Parties by any of their names: in every language that is known, by acronym, by code of ISO."""

import gettext
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self

import pycountry

from tourdetable.kernel.nearest import folded, nearest_names

_ARTICLES = frozenset(("the", "la", "le", "les", "l", "el", "los", "las", "del", "de", "of"))
_LONG_FORMS = frozenset(
    (
        "republic", "republique", "republica", "kingdom", "royaume", "reino", "state", "government",
        "gouvernement", "gobierno", "delegation", "delegacion", "islamic", "federal", "democratic",
    )
)  # fmt: skip
"""Words of long forms and of delegations, which tell countries apart only where both stand."""

_LOCALES = ("ar", "es", "fr", "ru", "zh_CN")
_SHORTEST = 3
"""Letters of a name that something can be near to."""


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party with all that it is called; `alpha2` is empty for one that is no country."""

    code: str
    alpha2: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class PartyNames:
    """What each name means: one party, or several, which is none."""

    known: Mapping[str, frozenset[str]]
    shortened: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, parties: Iterable[NamedParty]) -> Self:
        """Pure; a few milliseconds for the parties of the reference data."""
        known: dict[str, set[str]] = {}
        shortened: dict[str, set[str]] = {}
        names: dict[str, tuple[str, ...]] = {}
        for party in parties:
            names[party.code] = (*party.names, *_of_iso(party.alpha2))
            for text in (party.code, party.alpha2, *names[party.code]):
                known.setdefault(_key(text), set()).add(party.code)
                shortened.setdefault(_short(text), set()).add(party.code)
        return cls(_fixed(known), _fixed(shortened), names)

    def find(self, text: str) -> str:
        """The code of the party; empty where the name is nobody's or several parties'.

        The code itself, letter by letter, goes before a name: CAN is Canada, `can` is not.
        """
        if text in self.names:
            return text
        exact, short = _key(text), _short(text)
        for codes in (self.known.get(exact), self.shortened.get(short), self.known.get(short)):
            if codes:
                return next(iter(codes)) if len(codes) == 1 else ""
        return ""

    def near(self, text: str) -> tuple[str, ...]:
        """Codes of up to three parties whose names come close."""
        exact = self.known.get(_key(text), frozenset())
        if exact or len(_key(text)) < _SHORTEST:
            return tuple(sorted(exact))
        return nearest_names(text, self.names)


def _fixed(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(codes) for key, codes in found.items() if key}


@cache
def _of_iso(alpha2: str) -> tuple[str, ...]:
    """What ISO 3166-1 calls a country beside its names in CLDR: `Viet Nam`, long forms; and the
    translations of those that come with pycountry.
    """
    entry = pycountry.countries.get(alpha_2=alpha2) if alpha2 else None
    told = [getattr(entry, name, "") for name in ("name", "official_name", "common_name")]
    said = [text for text in told if text]
    said += [words.gettext(text) for words in _translations() for text in said]
    turned = [" ".join(reversed(re.split("[,،] ", text, maxsplit=1))) for text in said]
    return tuple(dict.fromkeys((*said, *turned)))


@cache
def _translations() -> tuple[gettext.NullTranslations, ...]:
    def words(language: str) -> gettext.NullTranslations:
        return gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True
        )

    return tuple(map(words, _LOCALES))


@lru_cache(20_000)
def _key(text: str) -> str:
    return " ".join(folded(text).split())


@lru_cache(20_000)
def _short(text: str) -> str:
    """Without articles and the words of long forms; empty where nothing else is said."""
    words = _key(text).split()
    return " ".join(word for word in words if word not in _ARTICLES | _LONG_FORMS)
