"""How many SQL statements each question takes, with the data as it is and with twice as much."""

import os
from collections.abc import Iterator
from io import StringIO
from typing import Any

from benchmarks.asked import QUESTIONS, spoken
from benchmarks.measuring import Figure, environment, hand_over, own_home

LEFT_AS_THEY_ARE = {"kernel.Event", "kernel.Seal", "parties.Party", "parties.Country"}
"""The journal belongs to what happened, and there are no more countries in the world."""


def count_statements(words: tuple[str, ...]) -> int:
    from django.core.management import call_command  # noqa: PLC0415 - after Django's settings
    from django.db import connection  # noqa: PLC0415 - the same
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - the same

    with CaptureQueriesContext(connection) as captured:
        call_command(*words, stdout=StringIO())
    return len(captured)


def double_everything() -> None:
    """Put a copy beside every row, with other unique names; copies refer to copies."""
    from django.apps import apps  # noqa: PLC0415 - after Django's settings

    copies: dict[tuple[Any, int], int] = {}
    for model in apps.get_models():
        meta = model._meta  # noqa: SLF001 - Django's documented API
        if meta.label in LEFT_AS_THEY_ARE or meta.pk.is_relation:
            continue
        for row in list(model._default_manager.order_by("pk")):  # noqa: SLF001 - the same
            number = row.pk
            row.pk, row._state.adding = None, True  # noqa: SLF001 - Django's way of copying a row
            for name, value in _changes(row, copies):
                setattr(row, name, value)
            row.save(force_insert=True)
            copies[model, number] = row.pk


def _changes(row: Any, copies: dict[tuple[Any, int], int]) -> Iterator[tuple[str, object]]:
    for column in row._meta.local_concrete_fields:  # noqa: SLF001 - Django's documented API
        if column.is_relation:
            was = getattr(row, column.attname)
            yield column.attname, copies.get((column.related_model, was), was)
        elif column.unique and not column.primary_key:
            yield column.attname, f"{getattr(row, column.attname)}-2"


def measure() -> list[Figure]:
    with own_home() as home:
        os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        before = [count_statements(words) for words in QUESTIONS]
        double_everything()
        after = [count_statements(words) for words in QUESTIONS]
    figures = []
    for words, once, twice in zip(QUESTIONS, before, after, strict=True):
        figures.append(Figure("queries", spoken(words), once, "statements"))
        figures.append(Figure("queries", "  … with twice the data", twice, "statements", once))
    return figures


if __name__ == "__main__":
    hand_over(measure())
