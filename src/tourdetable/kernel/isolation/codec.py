"""What goes from one process to another: JSON, decoded into the type that is expected.

Nothing is unpickled: a child that was taken over can say something wrong about its own file, and no
more than that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Wording

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Made(Generic[Result]):
    """A result with bytes that a reader made: they go beside it as they are, not within JSON."""

    result: Result
    content: bytes = b""


def encode(value: object) -> bytes:
    """A value of dataclasses, closed vocabularies, moments and plain values. Raises TypeError."""
    return msgspec.json.encode(value, enc_hook=_plain)


def decode(payload: bytes, expected: Any) -> Any:
    """A value of the expected type. Raises ValueError where the payload is none."""
    return msgspec.json.decode(payload, type=expected, dec_hook=_typed)


def convert(value: object, expected: Any) -> Any:
    """A plain value as the expected type. Raises ValueError where it is none."""
    return msgspec.convert(value, type=expected, dec_hook=_typed)


def _plain(value: object) -> object:
    if isinstance(value, SentenceError):
        return {"message": value.message, "values": dict(value.values)}
    if isinstance(value, Wording):
        return value.to_json()
    msg = f"{type(value).__name__} has no form in JSON"
    raise TypeError(msg)


def _typed(expected: type, value: Any) -> object:
    """Raises ValueError."""
    try:
        if expected is SentenceError:
            return _sentence(value)
        if expected is Wording:
            return Wording.from_json(value)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from None
    msg = f"{expected} is not known here"
    raise TypeError(msg)


def _sentence(value: Mapping[str, Any]) -> SentenceError:
    """What stands in a sentence is a text, a number, or another sentence."""
    values = {
        str(name): _sentence(one) if isinstance(one, dict) else one
        for name, one in value["values"].items()
    }
    return SentenceError(str(value["message"]), **values)
