"""Columns that hold small lists; and Django's fields under names a type checker can parametrise."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    JSONColumn = models.JSONField[Any, Any]
    TextColumn = models.CharField[Any, Any]
else:
    JSONColumn = models.JSONField
    TextColumn = models.CharField


_STORED_EMPTY = "[]"
"""Most lists are empty; those need no reading of JSON."""


class TextsField(JSONColumn):
    """Stores texts in their order as a JSON list; reads them as a tuple."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[str, ...]:
        if value == _STORED_EMPTY:
            return ()
        return tuple(super().from_db_value(value, expression, connection) or ())

    def get_prep_value(self, value: Any) -> Any:
        return list(value) if value is not None else []
