"""What a text says as terms, for searching and for counting: one analyser for whatever is searched.

A term is a word as all its spellings share it: without case, accents and Arabic vowel signs, with
the letters of Arabic that are written for one another made one, without the article or the
ending of a plural. Chinese has no spaces: its terms are pairs of neighbouring characters. There
are no stems of verbs and cases; whoever searches asks for beginnings of words too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 60
"""Letters of a term that count."""
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")
_COMBINING = frozenset({"Mn", "Mc", "Cf"})
_ARTICLES = ("وال", "بال", "فال", "كال", "ال", "لل")
_SHORTEST = 4
"""Letters that a word has at least before an ending or an article is taken off it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and where in the text it stands."""

    text: str
    start: int
    end: int


def terms(text: str) -> Iterator[Term]:
    """In their order. Signs above and below letters belong to the word (Arabic, Hindi)."""
    for start, end in _words(text):
        word = text[start:end]
        if not _IS_HAN.match(word):
            if folded := fold(word):
                yield Term(folded, start, end)
        elif end - start == 1:
            yield Term(word, start, end)
        else:
            for place in range(start, end - 1):
                yield Term(text[place : place + 2], place, place + 2)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand. A sign that combines, or that nobody sees, ends none."""
    start, end = 0, 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        if end and all(unicodedata.category(one) in _COMBINING for one in between) and between:
            end = found.end()
            continue
        if end:
            yield start, end
        start, end = found.span()
    if end:
        yield start, end


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The term of a word; nothing where it is none."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(filter(str.isalnum, plain))
    plain = plain.translate(_ARABIC)[:LONGEST]
    for article in _ARTICLES:
        if plain.startswith(article) and len(plain) - len(article) >= _SHORTEST - 1:
            return plain.removeprefix(article)
    return _singular(plain)


def _singular(plain: str) -> str:
    """Without the ending of a plural, as English, French and Spanish write most of them."""
    if len(plain) < _SHORTEST or not plain.isascii():
        return plain
    if plain.endswith("ies") and len(plain) > _SHORTEST:
        return plain[:-3] + "y"
    if plain.endswith(("ss", "us", "is")):
        return plain
    return plain.removesuffix("s")
