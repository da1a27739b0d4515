"""Why a file was not read, where the file itself does not say it."""

from enum import StrEnum

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.limits import MEGABYTE, MEMORY


class Failure(StrEnum):
    """What ended a reading."""

    BUSY = "busy"
    MEMORY = "memory"
    PROCESSOR = "processor"
    CLOCK = "clock"
    OUTPUT = "output"
    DIED = "died"


REPEATABLE = frozenset({Failure.MEMORY, Failure.PROCESSOR, Failure.OUTPUT})
"""Those that the same file meets again, so that nobody needs to try."""


class ReadingError(SentenceError):
    """A file was not read; `failure` says what happened."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        sentence = sentence_of(failure)
        super().__init__(sentence.message, **sentence.values)


def sentence_of(failure: Failure) -> SentenceError:
    """What the person who brought the file is told."""
    if failure is Failure.BUSY:
        return SentenceError(
            "Other files are being read just now; try again in a moment. What you entered is kept."
        )
    if failure is Failure.MEMORY:
        return SentenceError(
            "The file needs more than %(limit)s MB of memory once it is unpacked; save it anew "
            "with less in it, or divide it.",
            limit=MEMORY // MEGABYTE,
        )
    if failure in (Failure.PROCESSOR, Failure.CLOCK):
        return SentenceError(
            "The file takes too long to read; save it anew from where it was written, or divide it."
        )
    if failure is Failure.OUTPUT:
        return SentenceError("The file holds more than can be taken in at once; divide it.")
    return SentenceError("The file cannot be read; save it anew from where it was written.")
