"""Honorifics, taken off a name into their own field: `H.E. Mr`, `Mme`, `г-н`, `السيد`, `先生`."""

import re
from dataclasses import dataclass

LONGEST = 60
"""Characters of the field for honorifics."""
_LATIN = (
    "mr mrs ms mx miss messrs dr prof professor sir dame lord lady rev reverend sheikh "
    "hon honourable honorable the he h.e hrh h.r.h hm h.m eng ing amb ambassador "
    "m mme mlle mm me pr se s.e s.exc s.em exc "
    "sr sra srta dra don doña lic ing.a profa excmo excma "
    "his her excellency son sa excellence su excelencia madame monsieur mademoiselle señor señora"
)
_LATIN_ALONE = {"he", "se", "the", "m", "me", "sa", "son", "su", "his", "her", "don", "hon"}
"""Words or initials too, unless what follows shows otherwise: `H.E.` and `M.` have their stops."""
_PHRASES = (
    "his excellency",
    "her excellency",
    "son excellence",
    "sa excellence",
    "su excelencia",
    "the honourable",
    "the honorable",
    "the hon",
    "его превосходительство",
    "её превосходительство",
    "ее превосходительство",
)
_RUSSIAN = "г-н г-жа г.н госпожа господин д-р проф профессор е.п е.пр посол"
_ARABIC = (
    "معالي سعادة السيد السيدة الآنسة السادة الدكتور الدكتورة د أ الأستاذ الأستاذة "
    "المهندس المهندسة م الشيخ الشيخة صاحب صاحبة السمو الملكي"
)
_ARABIC_INITIALS = {"د", "أ", "م"}
"""With a full stop alone: a letter may begin a name."""
_CHINESE = ("先生", "女士", "小姐", "博士", "教授", "阁下", "夫人", "大使", "部长")
_KNOWN = frozenset(f"{_LATIN} {_RUSSIAN} {_ARABIC}".split())
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of direction, which may stand before an honorific."""
_TRAILING = re.compile(r"^(?P<name>.+?)\s*[,(（]\s*(?P<title>[^\s,()（）]+\.?)\s*[)）]?$")


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is called, with the honorific apart."""

    honorific: str
    name: str


def taken_apart(text: str) -> Called:
    """Honorifics at the head of a name, or behind it where they stand there, and the name.

    >>> taken_apart("H.E. Mr Ato Ba")
    Called(honorific='H.E. Mr', name='Ato Ba')
    """
    words = text.split()
    count = _leading(words)
    if count and count < len(words):
        return _fitting(text, " ".join(words[:count]), " ".join(words[count:]))
    behind = _TRAILING.match(text)
    if behind and is_honorific(behind["title"]):
        return _fitting(text, behind["title"], behind["name"])
    for title in _CHINESE:
        if text.endswith(title) and len(text) > len(title):
            return _fitting(text, title, text.removesuffix(title).strip())
    return Called("", text)


def _leading(words: list[str]) -> int:
    """How many words at the head are honorifics; the last word never is."""
    count = 0
    while count < len(words) - 1:
        pair = " ".join(_bare(word) for word in words[count : count + 2])
        if count < len(words) - 2 and pair in _PHRASES:
            count += 2
        elif is_honorific(words[count]):
            count += 1
        else:
            break
    return count


def is_honorific(word: str) -> bool:
    """Is the word one of those that stand before or behind a name?"""
    bare = _bare(word)
    if bare in _CHINESE:
        return True
    if bare not in _KNOWN:
        return False
    ends = word.strip(_MARKS).endswith(".")
    if bare in _ARABIC_INITIALS or bare in _LATIN_ALONE:
        return ends or (bare in {"he", "se"} and word.isupper())
    return True


def _bare(word: str) -> str:
    return word.strip(_MARKS).rstrip(".,").casefold()


def _fitting(text: str, honorific: str, name: str) -> Called:
    return Called(honorific, name) if len(honorific) <= LONGEST else Called("", text)
