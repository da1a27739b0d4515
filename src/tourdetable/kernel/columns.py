"""Columns that hold small lists; and Django's fields under names a type checker can parametrise."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    JSONColumn = models.JSONField[Any, Any]
    TextColumn = models.CharField[Any, Any]
else:
    JSONColumn = models.JSONField
    TextColumn = models.CharField


@lru_cache(20_000)
def _stored(text: str) -> tuple[str, ...]:
    """The same sources come with row after row, and most lists are empty."""
    return tuple(json.loads(text) or ())


class TextsField(JSONColumn):
    """Stores texts in their order as a JSON list; reads them as a tuple."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[str, ...]:
        if type(value) is str:
            return _stored(value)
        return tuple(super().from_db_value(value, expression, connection) or ())

    def get_prep_value(self, value: Any) -> Any:
        return list(value) if value is not None else []
