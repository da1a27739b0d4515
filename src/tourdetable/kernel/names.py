"""Readable, stable names for what people make on the screens."""

from itertools import count

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 90


def free_slug(text: str, kind: type[Model]) -> str:
    """A slug that no row of that kind has: from the text where its letters allow, then numbered.

    >>> free_slug("Élodie O'Neill", Person)  # doctest: +SKIP
    'elodie-oneill'
    """
    stem = slugify(text)[:LONGEST] or str(kind._meta.model_name)  # noqa: SLF001 - Django's public Meta
    rows = kind._default_manager.filter(slug__startswith=stem)  # noqa: SLF001 - Django's API
    taken = set(rows.values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(name for name in (f"{stem}-{n}" for n in count(2)) if name not in taken)
