"""A file that arrives for a document: what must be said of it before it is kept. Pure."""

import re
from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.media.cleaning import cleaned
from tourdetable.kernel.media.recognition import Recognised, of_file, recognise
from tourdetable.kernel.media.traces import Cleaned, Cleaning, TracesFoundError

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[a-z0-9]{5,8})*")


@dataclass(frozen=True)
class Arrival:
    """A file as it is brought: its name there, its bytes, the language (BCP 47), and how the text
    came to be, where that is not on record yet. `most` is the size in bytes that is still taken.
    """

    name: str
    content: bytes
    language: str
    status: WordingStatus | None
    most: int
    cleaning: Cleaning | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is kept. Raises SentenceError where it cannot be kept."""
        return digest_of(self.cleaned.content)

    @cached_property
    def cleaned(self) -> Cleaned:
        """What is kept of it, and what was taken out. Raises TracesFoundError where its owner has
        to decide first, SentenceError where it cannot be kept.
        """
        medium = self._brought.medium
        try:
            return cleaned(medium, self.content, self.cleaning)
        except TracesFoundError as error:
            raise TracesFoundError(error.traces, self.name) from None
        except SentenceError as error:
            raise of_file(self.name, error) from None

    @cached_property
    def recognised(self) -> Recognised:
        """What is kept of it. Raises SentenceError where it cannot be kept."""
        content = self.cleaned.content
        is_unchanged = content is self.content
        return self._brought if is_unchanged else recognise(self.name, content, most=self.most)

    @cached_property
    def _brought(self) -> Recognised:
        if not _LANGUAGE.fullmatch(self.language):
            msg = f"“{shown(self.language)}” is no language; write a tag of BCP 47, such as fr."
            raise SentenceError(msg)
        return recognise(self.name, self.content, most=self.most)
