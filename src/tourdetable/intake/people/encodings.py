"""In which encoding a list was written, seen from its bytes.

Marks and UTF-8 decide for themselves. Among the code pages of ministries, charset-normalizer is
asked, and only about those: let loose on a short list it answers Windows-1250 for French and Big5
for two Russian names (measured on lists of one to three names). Among these four it still errs
where there are but one or two foreign names; readings that give no words are left out before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from charset_normalizer import from_bytes

from tourdetable.intake.enums import Sureness
from tourdetable.kernel.errors import SentenceError

CODE_PAGES = ("cp1252", "gb18030", "cp1251", "cp1256")
ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
    "gb18030": "GB 18030 (GB 2312)",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
}
"""Python's name of each that an officer can choose, and what people call it."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 30_000
"""Bytes that are looked at for a code page."""
_ENOUGH = 40
"""Bytes beyond ASCII from which on a code page shows itself."""
_COMMON = 0.7
"""Of Chinese characters, those of the first level of GB 2312: a Russian text that is taken for
Chinese has them only by chance.
"""

_WORD = re.compile(r"[^\W\d_]+")
_MANY = 3
"""Letters with accents and no plain one among them: Cyrillic that is read as Latin."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was read, and how sure that is."""

    text: str
    encoding: str
    sureness: Sureness


def decode(content: bytes, chosen: str = "") -> Decoded:
    """Read bytes as text, in the encoding that somebody has chosen or in the one that they show.

    Raises SentenceError for an encoding that is not known and for bytes that are none in it.
    """
    if chosen:
        if chosen not in ENCODINGS:
            raise SentenceError("This encoding is not known here.")
        return Decoded(_strictly(content, chosen), chosen, Sureness.SURE)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content, encoding), encoding, Sureness.SURE)
    if wide := _wide(content):
        return Decoded(_strictly(content, wide), wide, Sureness.LIKELY)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", Sureness.SURE)
    except UnicodeDecodeError:
        encoding, sureness = _code_page(content)
        return Decoded(_strictly(content, encoding), encoding, sureness)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, ValueError) as error:
        before = content[: getattr(error, "start", 0)]
        raise SentenceError(
            "Line %(line)s of the file is not written in %(encoding)s; choose another encoding, or "
            "save the file as UTF-8.",
            line=before.count(b"\n") + 1,
            encoding=ENCODINGS[encoding],
        ) from None


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of its commas and line ends is a zero."""
    sample = content[:_SAMPLE]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if len(content) % 2 or not (low or high):
        return ""
    few = len(sample) // 50
    if low > few and low > 4 * high:
        return "utf-16-le"
    return "utf-16-be" if high > few and high > 4 * low else ""


def _code_page(content: bytes) -> tuple[str, Sureness]:
    possible = [name for name in CODE_PAGES if _fits(content, name)]
    if not possible:
        raise SentenceError(
            "The file is in none of the known encodings; save it as UTF-8, or as XLSX."
        )
    sample = _sample(content)
    told = from_bytes(sample, cp_isolation=possible, enable_fallback=False)
    named = [match.encoding for match in told if match.encoding in possible]
    if not named:
        return possible[0], Sureness.GUESSED
    foreign = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004 - the end of ASCII
    sure = Sureness.LIKELY if foreign >= _ENOUGH else Sureness.GUESSED
    return named[0], sure


def _sample(content: bytes) -> bytes:
    """Whole lines, those with something beyond ASCII first: a header in English says nothing."""
    lines = content[: 10 * _SAMPLE].splitlines(keepends=True)
    telling = [line for line in lines if not line.isascii()]
    return b"".join(telling)[:_SAMPLE].rstrip(b"\x00") or content[:_SAMPLE]


def _fits(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return _is_chinese(text) if encoding == "gb18030" else _has_words(text)


def _has_words(text: str) -> bool:
    """Do most of the foreign words look like words? A word is of one script, but for letters with
    accents, which stand among plain ones.
    """
    foreign = [word for word in _WORD.findall(text) if not word.isascii()]
    odd = sum(_is_odd(word) for word in foreign)
    return 2 * odd <= len(foreign)


def _is_odd(word: str) -> bool:
    plain = sum(letter.isascii() for letter in word)
    other = sum(letter >= "\u0370" for letter in word)
    accented = len(word) - plain - other
    if other:
        return plain > 0 or accented > 0
    return accented >= _MANY and plain == 0


def _is_chinese(text: str) -> bool:
    beyond = [letter for letter in text if letter > "\x7f" and letter.isalnum()]
    return sum(map(_is_common, beyond)) >= _COMMON * len(beyond) > 0


def _is_common(letter: str) -> bool:
    """Of the 3,755 characters that GB 2312 calls the common ones (rows 16 to 55)."""
    encoded = letter.encode("gb18030")
    return len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xD7 and encoded[1] >= 0xA1  # noqa: PLR2004 - rows of the standard
