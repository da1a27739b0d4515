"""Keys of questions and choices, from whatever another program calls them."""

from collections.abc import Collection

from django.utils.text import slugify

LONGEST = 70


def free_key(name: str, taken: Collection[str], fallback: str) -> str:
    """A key that is not taken yet: lower case, figures, hyphens and underscores."""
    stem = slugify(name)[:LONGEST] or fallback
    names = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
