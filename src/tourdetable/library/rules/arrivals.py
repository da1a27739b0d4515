"""A file that arrives for a document: what must be said of it before it is kept."""

import re
from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.media.reading import keep_apart
from tourdetable.kernel.media.recognition import Recognised
from tourdetable.kernel.media.traces import Cleaned, Cleaning

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

    @property
    def cleaned(self) -> Cleaned:
        """What is kept of it, and what was taken out. Raises as `recognised` does."""
        return self._kept[1]

    @property
    def recognised(self) -> Recognised:
        """What is kept of it. Raises TracesFoundError where its owner has to decide first,
        SentenceError where it cannot be kept.

        Asked for the first time before an action begins: it may take seconds, and while an action
        runs nobody else can write.
        """
        return self._kept[0]

    @cached_property
    def _kept(self) -> tuple[Recognised, Cleaned]:
        if not _LANGUAGE.fullmatch(self.language):
            msg = f"“{shown(self.language)}” is no language; write a tag of BCP 47, such as fr."
            raise SentenceError(msg)
        return keep_apart(self.name, self.content, most=self.most, decision=self.cleaning)
