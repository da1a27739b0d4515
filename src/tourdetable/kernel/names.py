"""Readable, stable names for what people make on the screens."""

from collections.abc import Iterable, Iterator
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 90


def free_slug(text: str, kind: type[Model]) -> str:
    """A slug that no row of that kind has: from the text where its letters allow, then numbered.

    >>> free_slug("Élodie O'Neill", Person)  # doctest: +SKIP
    'elodie-oneill'
    """
    stem = _stem(text, kind)
    rows = kind._default_manager.filter(slug__startswith=stem)  # noqa: SLF001 - Django's API
    taken = set(rows.values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(name for name in (f"{stem}-{n}" for n in count(2)) if name not in taken)


def free_slugs(texts: Iterable[str], kind: type[Model]) -> list[str]:
    """A slug for each text, all different and none that a row of that kind has; one query."""
    taken = set(kind._default_manager.values_list("slug", flat=True))  # noqa: SLF001 - Django's API
    numbers: dict[str, Iterator[int]] = {}
    found = []
    for text in texts:
        stem = _stem(text, kind)
        name = stem
        while name in taken:
            name = f"{stem}-{next(numbers.setdefault(stem, count(2)))}"
        taken.add(name)
        found.append(name)
    return found


def _stem(text: str, kind: type[Model]) -> str:
    return slugify(text)[:LONGEST] or str(kind._meta.model_name)  # noqa: SLF001 - Django's public Meta
