"""The order of names for a reader of a language.

It follows CLDR's collation at its first level, for the languages of the interface: a test holds the
names of all countries to ICU's order. ICU itself has no wheels of its own project, and databases
differ in what they bring; so keys are made here, and stored or compared as plain text.
"""

import os
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "آ": "ئ", "ى": "ي"}
)
"""Letters told by others; alif with madda stands before alif, at the place of one that has no word.
"""
_OWN_LETTERS = {
    "es": str.maketrans({"ñ": "n\uffff"}),
    "ru": str.maketrans({"й": "и\uffff"}),
    "ar": str.maketrans({"ة": "ت"}),
}
"""What a language has beside: a letter behind the one that it is written with, or told by another.
"""
_OWN_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("\u2e80", "\u9fff")}
"""First and last letter of the script that stands before all others for readers of a language."""
_LATER = "\uffef"
_MARKS = {mark: chr(place) for place, mark in enumerate(" _-,;:!?.'\"()[]{}@*/&#%", start=1)}
"""Space and punctuation in the order of CLDR's root, before all digits and letters."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014"), "-") | {0x2019: "'", 0xA0: " "}


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str = "en") -> str:
    """A key that sorts as readers of that language (BCP 47) expect.

    Case and accents are folded and ligatures opened; the text itself comes last to tell equals
    apart. Chinese characters stand in the order of their pinyin, those of one sound together.
    """
    primary = language.split("-", 1)[0]
    own = _OWN_LETTERS.get(primary, {})
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_DASHES).translate(own)
    first, last = _OWN_SCRIPTS.get(primary, ("", ""))
    told = (
        _told(letter, is_own=first <= letter <= last) if first else _folded(letter)
        for letter in " ".join(letters.split())
    )
    return f"{''.join(told)}\x00{text}"


def _told(letter: str, *, is_own: bool) -> str:
    """A letter where one script stands before the others."""
    if is_own:
        return f"{_syllable(letter)}{letter}" if _is_han(letter) else _folded(letter)
    return f"{_LATER}{_folded(letter)}" if letter.isalpha() else _folded(letter)


def _folded(letter: str) -> str:
    if letter in _MARKS:
        return _MARKS[letter]
    plain = letter.translate(_LETTERS)
    if plain == letter:
        plain = unicodedata.normalize("NFKD", letter)
    return "".join(c for c in plain if c.isalnum() or c == "\uffff")


def _is_han(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff"


def _syllable(letter: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # thousands; one letter is none of them
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a large table, for Chinese alone

    return str(lazy_pinyin(letter, style=Style.TONE3, neutral_tone_with_five=True)[0])
