"""Names that are the same, and names that may be: other spellings, another order, a slip."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from tourdetable.kernel.nearest import folded

Thing = TypeVar("Thing")
_REMEMBERED = 20_000
"""Names: each is asked for several times in one list."""
_JUST_ASKED = 8
"""A name is looked for, and then added."""
SHORTEST = 7
"""Letters of a name from which on one slip leaves it recognisable."""


@lru_cache(_REMEMBERED)
def same_key(name: str) -> str:
    """The same for names that look the same letter by letter: composed alike (NFC), with single
    spaces, without what nobody sees (marks of direction, joiners of no width).
    """
    seen = (
        "".join(c for c in name if unicodedata.category(c) != "Cf") if not name.isascii() else name
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))


@lru_cache(_REMEMBERED)
def like_key(name: str) -> str:
    """The same for names that differ by case, accents, punctuation and the order of words alone;
    in a Chinese name, whose words need no spaces, by those.
    """
    words = folded(same_key(name)).split()
    if words and all(letter >= "\u2e80" for word in words for letter in word):
        return "".join(words)
    return " ".join(sorted(words))


@lru_cache(_JUST_ASKED)
def keys_of(name: str) -> tuple[str, ...]:
    """The name, and the name with any one letter less: two names that share one of these differ by
    a letter too many, too few, another or at another place.
    """
    key = like_key(name)
    if len(key) < SHORTEST:
        return (key,)
    return tuple(dict.fromkeys((key, *(key[:n] + key[n + 1 :] for n in range(len(key))))))


class LikeNames(Generic[Thing]):
    """Things found by names like theirs. Nothing is compared with everything: 8,000 names among
    each other take a fraction of a second.
    """

    def __init__(self) -> None:
        self._found: dict[str, list[Thing]] = {}

    def add(self, keys: Iterable[str], thing: Thing) -> None:
        """By the keys of its name (`keys_of`)."""
        for key in keys:
            self._found.setdefault(key, []).append(thing)

    def near(self, keys: Iterable[str]) -> list[Thing]:
        """Those of the very same letters first; a thing may stand there more than once."""
        found = self._found
        return [thing for key in keys if key in found for thing in found[key]]
