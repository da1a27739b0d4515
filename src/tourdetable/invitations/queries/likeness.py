"""Names that are the same, and names that may be: other spellings, another order, a slip."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from tourdetable.kernel.nearest import folded

Thing = TypeVar("Thing")
SHORTEST = 7
"""Letters of a name from which on one slip leaves it recognisable."""


def same_key(name: str) -> str:
    """The same for names that look the same letter by letter: composed alike (NFC), with single
    spaces, without what nobody sees (marks of direction, joiners of no width).
    """
    seen = (
        "".join(c for c in name if unicodedata.category(c) != "Cf") if not name.isascii() else name
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def like_key(name: str) -> str:
    """The same for names that differ by case, accents, punctuation and the order of words alone;
    in a Chinese name, whose words need no spaces, by those.
    """
    words = folded(same_key(name)).split()
    if words and all(letter >= "\u2e80" for word in words for letter in word):
        return "".join(words)
    return " ".join(sorted(words))


def _slips(key: str) -> Iterator[str]:
    """The name, and the name with any one letter less: two names that share one of these differ by
    a letter too many, too few, another or at another place.
    """
    yield key
    if len(key) >= SHORTEST:
        for place in range(len(key)):
            yield key[:place] + key[place + 1 :]


class LikeNames(Generic[Thing]):
    """Things found by names like theirs. Nothing is compared with everything: 8,000 names among
    each other take a fraction of a second.
    """

    def __init__(self) -> None:
        self._found: dict[str, list[Thing]] = defaultdict(list)

    def add(self, name: str, thing: Thing) -> None:
        for key in set(_slips(like_key(name))):
            self._found[key].append(thing)

    def near(self, name: str) -> Iterable[Thing]:
        """Each thing once; those of the very same letters first."""
        found: dict[int, Thing] = {}
        for key in _slips(like_key(name)):
            for thing in self._found.get(key, ()):
                found.setdefault(id(thing), thing)
        return found.values()
