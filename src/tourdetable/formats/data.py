"""A sheet as JSON: the same facts as its page, for programs.

The shape follows the sheet, field by field:

- a sheet or a part of one is an object whose keys are its fields, in their order;
- a reading is `{"text", "language", "direction", "is_fallback", "status"}`, with `"is_stale": true`
  where the original has changed since it was translated; an empty reading is `null`;
- a date is text as far as it is known: `"2005"`, `"2005-04"` or `"2005-04-14"`;
- an instant is text with its distance from UTC (RFC 3339): `"2027-04-14T09:30:00+02:00"`;
- a member of a closed vocabulary is its value, not its label;
- several of a kind are an array; what is not known is `null`;
- a number is whole and fits 64 bits.

UTF-8 without escapes, two spaces of indent, a newline at the end: the same sheet gives the same
bytes.
"""

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import cast

import orjson

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_json(sheet: object) -> bytes:
    """The bytes of `index.json` beside a page.

    Raises TypeError, naming the field, where a sheet holds something that has no form here.
    """
    plain = _plain(sheet, type(sheet).__name__)
    return written(plain)


def written(plain: object) -> bytes:
    """Plain values as the bytes of a file. Raises TypeError for a half of a surrogate pair."""
    return orjson.dumps(plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _plain(value: object, place: str) -> Json:
    """`place` is the way to the value, for a sentence about it. Most values are plain already."""
    if type(value) in _ALREADY or (isinstance(value, _SCALARS) and not isinstance(value, Enum)):
        return cast("Json", value)
    if isinstance(value, Reading):
        return _reading(value)
    if isinstance(value, tuple):
        return [_plain(item, place) for item in value]
    if isinstance(value, PartialDate | dt.datetime):
        return value.text if isinstance(value, PartialDate) else value.isoformat()
    if isinstance(value, Enum):
        return _plain(value.value, place)
    names = _names(type(value))
    if names:
        return {name: _plain(getattr(value, name), name) for name in names}
    msg = f"“{place}” is a {type(value).__name__}, which has no form in JSON here."
    raise TypeError(msg)


_SCALARS = (int, float, str)
_ALREADY = frozenset({type(None), bool, *_SCALARS})
"""The types themselves are asked first: that answers for nearly every value at once."""
_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass, looked up once; none of anything else."""
    names = _NAMES.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
        _NAMES[kind] = names
    return names


def _reading(reading: Reading) -> Json:
    if not reading:
        return None
    stale: dict[str, Json] = {"is_stale": True} if reading.is_stale else {}
    return {
        "text": reading.text,
        "language": reading.language,
        "direction": reading.direction,
        "is_fallback": reading.is_fallback,
        "status": reading.status.value,
        **stale,
    }
