"""What a reader's headers ask for: a language, or nothing new (RFC 9110)."""

import re
from collections.abc import Sequence

_RANGE = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)(?:\s*;\s*q=([01](?:\.\d{0,3})?))?")
LONGEST_HEADER = 1000
"""Characters of a header that are read; no browser sends more."""


def choose_language(header: str, offered: Sequence[str]) -> str:
    """The best of the offered languages for an Accept-Language header; the first one offered
    where nothing fits. `fr-CH` is content with `fr`, and `fr` with `fr-CH`.
    """
    wishes, refused = [], set()
    for place, part in enumerate(header[:LONGEST_HEADER].split(",")):
        if match := _RANGE.fullmatch(part.strip()):
            wish, quality = match[1].lower(), float(match[2] or 1)
            if quality:
                wishes.append((-quality, place, wish))
            else:
                refused.add(wish)
    for _, _, wish in sorted(wishes):
        for language in offered:
            if language.lower() not in refused and _fits(language.lower(), wish):
                return language
    return offered[0]


def _fits(language: str, wish: str) -> bool:
    return wish in (language, "*") or language.partition("-")[0] == wish.partition("-")[0]


def is_current(header: str, etag: str) -> bool:
    """Does an If-None-Match header hold this strong tag? Compared weakly, as for GET and HEAD."""
    if header.strip() == "*":
        return True
    return any(tag.strip().removeprefix("W/") == etag for tag in header.split(","))
