"""A stranger's file, read in a process of its own."""

import hashlib
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.child import REFUSAL, RESULT
from tourdetable.kernel.isolation.client import HOST, Answer
from tourdetable.kernel.isolation.codec import decode, encode
from tourdetable.kernel.isolation.failures import REPEATABLE, Failure, ReadingError
from tourdetable.kernel.isolation.slots import slot

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader(Generic[Result]):
    """A function `bytes, **arguments → result` of the closed list (`READERS` of the host's
    settings), by its name there. `version` is raised whenever it says other things of the same
    file, so that what it said before is not taken for what it says now.
    """

    name: str
    expected: Any
    version: int = 1

    def fingerprint(self, **arguments: object) -> str:
        """64 hexadecimal digits for this reader with these arguments."""
        asked = encode([self.name, self.version, sorted(arguments.items())])
        return hashlib.sha256(asked).hexdigest()


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What came of a reading: a result, or a refusal. `kept` are bytes from which `recalled` makes
    the same once more, empty where another attempt may end otherwise.
    """

    result: Result | None
    refusal: SentenceError | None
    kept: bytes = b""

    @property
    def value(self) -> Result:
        """The result. Raises SentenceError where there is a refusal."""
        if self.refusal is not None:
            raise self.refusal
        assert self.result is not None  # noqa: S101 - one of both is there
        return self.result


def read(reader: Reader[Result], content: bytes, **arguments: object) -> Result:
    """What a file holds. Raises SentenceError where the reader refuses it, and ReadingError where
    its process did not come to an end.
    """
    return outcome_of(reader, content, **arguments).value


def read_made(
    reader: Reader[Result], content: bytes, *, most_made: int, **arguments: object
) -> tuple[Result, bytes]:
    """The same from a reader that makes other bytes of a file, at most that many; they are empty
    where it has made none. Raises as `read` does.
    """
    answer = _asked(reader, content, arguments, most_made)
    return _outcome(reader, content, answer).value, answer.made


def outcome_of(reader: Reader[Result], content: bytes, **arguments: object) -> Outcome[Result]:
    """The same, with what can be kept of it."""
    return _outcome(reader, content, _asked(reader, content, arguments, 0))


def _asked(
    reader: Reader[Result], content: bytes, arguments: Mapping[str, object], most_made: int
) -> Answer:
    try:
        with slot():
            return HOST.ask(reader.name, arguments, content, most_made)
    except ReadingError as busy:
        return Answer(failure=busy.failure)


def _outcome(reader: Reader[Result], content: bytes, answer: Answer) -> Outcome[Result]:
    if answer.failure is None:
        try:
            return recalled(reader, answer.kind + answer.payload)
        except ValueError as error:
            answer = Answer(failure=Failure.DIED, fault=f"it said what is no result: {error}")
    _log.warning(
        "A file of %d bytes was not read by %s: %s. %s",
        len(content),
        reader.name,
        answer.failure,
        answer.fault,
    )
    failure = answer.failure or Failure.DIED
    kept = failure.encode() if failure in REPEATABLE else b""
    return Outcome(None, ReadingError(failure), kept)


def recalled(reader: Reader[Result], kept: bytes) -> Outcome[Result]:
    """An outcome from what was kept of it. Raises ValueError where this version cannot."""
    kind, payload = kept[:1], kept[1:]
    if kind == RESULT:
        return Outcome(decode(payload, reader.expected), None, kept)
    if kind == REFUSAL:
        return Outcome(None, decode(payload, SentenceError), kept)
    return Outcome(None, ReadingError(Failure(kept.decode())), kept)


def prepare() -> None:
    """Have a process ready for a file that is about to come; returns before it is."""
    with suppress(OSError):  # the file itself will say so
        HOST.start()
