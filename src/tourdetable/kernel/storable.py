"""What a database can hold, the same for SQLite and PostgreSQL, and what its refusals mean.

PostgreSQL keeps no U+0000 in a text, XML (1.0, section 2.2) neither that nor other control
characters, and UTF-8 has no lone surrogates (RFC 3629, section 3). What one form of the data cannot
say is refused at the door (decision 36).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection
from django.db.models import Model

from tourdetable.kernel.errors import SentenceError

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Of control characters, tabulator, line feed and carriage return can be kept."""
_UNIQUE, _FOREIGN_KEY, _DEADLOCKS = "23505", "23503", ("40001", "40P01")
"""SQLSTATE codes (PostgreSQL, appendix A): unique, foreign key; serialization failure, deadlock."""

_NO_TEXT = ("", "22021", "22P05")
"""No text of PostgreSQL: found by its driver, which has no code for it, or by the server."""

Result = TypeVar("Result")


def is_storable(text: str) -> bool:
    """Whether all forms of the data can hold the text."""
    return _UNSTORABLE.search(text) is None


def storable(text: str) -> str:
    """The text with U+FFFD in the place of what cannot be stored, by which nothing is found."""
    return _UNSTORABLE.sub("\ufffd", text)


def unstorable_character() -> SentenceError:
    """Refusal of a text with such a character."""
    return SentenceError(
        "This text holds a character that cannot be kept (a control character such as U+0000). "
        "Remove it."
    )


def refuse_unstorable(value: object) -> None:
    """Raise SentenceError where a text within JSON-like `value` holds what cannot be stored."""
    if not all(map(is_storable, _texts(value))):
        raise unstorable_character()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def refusal_of(error: Exception) -> SentenceError | None:
    """Sentence for what the database refused, or None for a fault of our own.

    `error` is a SentenceError (returned as it is), an error of Django's database layer, or of a
    driver that cannot encode a text.
    """
    if isinstance(error, SentenceError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return unstorable_character()
    if isinstance(error, DataError):
        too_long = SentenceError("A value is too long or too large to be kept. Shorten it.")
        return unstorable_character() if sqlstate(error) in _NO_TEXT else too_long
    return _collision_of(error) if isinstance(error, IntegrityError) else None


def _collision_of(error: IntegrityError) -> SentenceError | None:
    """Sentence where others were faster, or None for a column of ours that lacks its value."""
    code, text = sqlstate(error), str(error)
    if code == _UNIQUE or text.startswith("UNIQUE constraint"):
        return SentenceError(
            "Something of the same name is there already; perhaps it was recorded at the same "
            "moment. Look at it, and choose another name if you mean something else."
        )
    if code == _FOREIGN_KEY or text.startswith("FOREIGN KEY constraint"):
        return SentenceError(
            "Something that this refers to was removed in between. Load the page again and look."
        )
    return None


def sqlstate(error: DatabaseError) -> str:
    """Code of the SQL standard for the error; empty on SQLite, which has none."""
    return str(getattr(error.__cause__, "sqlstate", "") or "")


def restoring(values: Iterable[object]) -> Callable[[], None]:
    """Function that gives the rows among the values what they hold now: a transaction that is tried
    again begins with rows as they were, and not as one that was rolled back has left them.
    """
    rows = [
        (row, dict(row.__dict__), row._state.adding, dict(row._state.fields_cache))  # noqa: SLF001 - Django's documented state
        for row in values
        if isinstance(row, Model)
    ]

    def restore() -> None:
        for row, columns, is_new, related in rows:
            row.__dict__.clear()
            row.__dict__.update(columns)
            row._state.adding = is_new  # noqa: SLF001 - the same
            row._state.fields_cache = dict(related)  # noqa: SLF001 - the same

    return restore


def again_after_collision(attempt: Callable[[], Result]) -> Result:
    """Result of a transaction, tried once more where another one at the same moment broke it off:
    by a deadlock, or by taking the name (such as the next free slug) that it had found free.

    Inside another transaction it is not tried again: that one is broken off as a whole.
    """
    try:
        return attempt()
    except (OperationalError, IntegrityError) as error:
        if sqlstate(error) not in (*_DEADLOCKS, _UNIQUE) or connection.in_atomic_block:
            raise
    return attempt()
