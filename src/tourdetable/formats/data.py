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
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any, cast

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


def _plain(value: Any, place: str) -> Json:
    """`place` is the way to the value, for a sentence about it."""
    kind = type(value)
    form = _FORMS.get(kind)
    if form is None:
        form = _FORMS[kind] = _form_of(kind, place)
    return form(value, place)


def _form_of(kind: type, place: str) -> "_Form":
    """How values of that type are written; asked once for each."""
    if issubclass(kind, _SCALARS):
        return _itself
    if is_dataclass(kind):
        return partial(_object, tuple(field.name for field in fields(kind)))
    for known in (tuple, dt.datetime):
        if issubclass(kind, known):
            return _FORMS[known]
    msg = f"“{place}” is a {kind.__name__}, which has no form in JSON here."
    raise TypeError(msg)


def _object(names: tuple[str, ...], value: Any, _place: str) -> Json:
    """Most fields are plain already and need no call."""
    return {
        name: x if type(x := getattr(value, name)) in _ALREADY else _plain(x, name)
        for name in names
    }


def _array(value: Any, place: str) -> Json:
    return [x if type(x) in _ALREADY else _plain(x, place) for x in value]


def _itself(value: Any, _place: str) -> Json:
    """A member of a vocabulary, too: orjson writes its value."""
    return cast("Json", value)


def _reading(reading: Reading, _place: str) -> Json:
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


_Form = Callable[[Any, str], Json]
_SCALARS = (int, float, str, Enum)
_ALREADY = frozenset({type(None), bool, int, float, str})
_FORMS: dict[type, _Form] = {
    type(None): _itself,
    tuple: _array,
    Reading: _reading,
    PartialDate: lambda date, _place: date.text,
    dt.datetime: lambda instant, _place: instant.isoformat(),
}
"""What is met for the first time is added."""
