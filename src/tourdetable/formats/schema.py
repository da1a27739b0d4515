"""JSON Schema (draft 2020-12) for the JSON that `formats/data.py` writes of a sheet.

The schema is read off the sheet's own dataclasses, field by field and by their type hints, so that
it cannot fall behind them:

- a sheet and every part of one is an object in `$defs`, with all of its fields required and no
  others; the sentence that describes it is its docstring;
- a reading is `$defs/Reading` or `null`, a partial date `$defs/PartialDate`, an instant a text of
  the format `date-time`;
- a closed vocabulary is the list of its values, under its own name in `$defs`;
- several of a kind are an array; `X | None` and other unions are `anyOf`.

A pattern holds dates to their shape and to months and days that exist in some month; that
2005-02-30 exists in none is not said. Keys stand in the order of the fields, `$defs` by name: the
same dataclasses give the same bytes.
"""

import datetime as dt
import json
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LANGUAGE_TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
"""The shape of a BCP 47 tag, without its register."""
PARTIAL_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Part = dict[str, object]

_PLAIN: dict[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    NoneType: "null",
}


def json_schema(
    sheet_type: type,
    *,
    title: str,
    id: str,  # noqa: A002 - the word of JSON Schema
) -> bytes:
    """The schema of the JSON of one kind of sheet; `id` is the absolute URL of the schema.

    Raises TypeError, naming the field, for a type that has no form in JSON here, and where two
    types of one name would share a definition.
    """
    definitions = _Definitions()
    root = definitions.part(sheet_type, sheet_type.__name__)
    schema: Part = {
        "$schema": DIALECT,
        "$id": id,
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.made.items())),
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass
class _Definitions:
    """What stands in `$defs`, and the type that each name stands for."""

    made: dict[str, Part] = field(default_factory=dict)
    types: dict[str, type] = field(default_factory=dict)

    def part(self, hint: Any, place: str) -> Part:
        """The schema of one type hint; `place` names the field in messages."""
        origin = get_origin(hint)
        if hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if hint is dt.datetime:
            return {"type": "string", "format": "date-time"}
        if origin in (Union, UnionType):
            return {"anyOf": self._options(hint, place)}
        if origin is tuple:
            return self._array(get_args(hint), place)
        if hint is Reading:
            return {"anyOf": [self._reference(Reading, place), {"type": "null"}]}
        if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Enum)):
            return self._reference(hint, place)
        msg = f"{place} is of the type {hint}, which has no form in JSON here."
        raise TypeError(msg)

    def _options(self, hint: Any, place: str) -> list[Part]:
        """Each possibility once, those of a reading spread among the others."""
        options: list[Part] = []
        for option in get_args(hint):
            found = self.part(option, place)
            spread: Any = found.get("anyOf", [found])
            options += [one for one in spread if one not in options]
        return options

    def _array(self, items: tuple[Any, ...], place: str) -> Part:
        if len(items) == 2 and items[1] is Ellipsis:  # noqa: PLR2004 - `tuple[X, ...]`
            return {"type": "array", "items": self.part(items[0], f"{place}[]")}
        parts = [self.part(item, f"{place}[{number}]") for number, item in enumerate(items)]
        length = len(parts)
        return {
            "type": "array",
            **({"prefixItems": parts} if parts else {}),
            "items": False,
            "minItems": length,
        }

    def _reference(self, kind: type, place: str) -> Part:
        name = kind.__name__
        known = self.types.setdefault(name, kind)
        if known is not kind:
            msg = (
                f"{place} is of the type {kind.__module__}.{name}, but {known.__module__} has one "
                "of that name too: give one of them another name."
            )
            raise TypeError(msg)
        if name not in self.made:
            self.made[name] = {}  # its place, so that a part may hold parts of its own kind
            self.made[name] = self._definition(kind, place)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, kind: type, place: str) -> Part:
        if kind is Reading:
            return self._reading(place)
        if kind is PartialDate:
            says = "A year, a month or a day, as far as it is known."
            return {"description": says, "type": "string", "pattern": PARTIAL_DATE}
        if issubclass(kind, Enum):
            values = [member.value for member in kind]
            return {**_description(kind), "enum": values}
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        properties: Part = {
            name: self.part(hints[name], f"{kind.__name__}.{name}") for name in names
        }
        return {**_description(kind), **_object(properties, tuple(properties))}

    def _reading(self, place: str) -> Part:
        """As `formats/data.py` writes it: `is_stale` stands only where it is true."""
        required: Part = {
            "text": {"type": "string", "minLength": 1},
            "language": {"type": "string", "pattern": LANGUAGE_TAG},
            "direction": {"enum": ["ltr", "rtl"]},
            "is_fallback": {"type": "boolean"},
            "status": self._reference(WordingStatus, place),
        }
        return {
            **_description(Reading),
            **_object({**required, "is_stale": {"const": True}}, tuple(required)),
        }


def _object(properties: Part, required: tuple[str, ...]) -> Part:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _description(kind: type) -> Part:
    """The docstring of the type on one line; none where Python wrote it itself."""
    says = " ".join((kind.__doc__ or "").split())
    is_written = says and not says.startswith(f"{kind.__name__}(")
    return {"description": says} if is_written else {}
