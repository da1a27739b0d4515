"""The order of names for a reader."""

import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
)


def sort_key(text: str) -> str:
    """A key that sorts as readers of Latin, Cyrillic and Arabic script expect at first sight.

    Case and accents are folded, ligatures opened, punctuation dropped; the text itself comes last
    to tell equals apart. It stands for the root collation of CLDR at its first level; orders that
    differ by language (Spanish ñ, Chinese pinyin) need more than this.
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LIGATURES)
    plain = "".join(
        c if c.isalnum() else " " if c.isspace() or c == "-" else ""
        for c in folded
        if not unicodedata.combining(c)
    )
    return f"{' '.join(plain.split())}\x00{text}"
