"""A file that arrives for a document: what must be said of it before it is kept."""

import re
from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.media.reading import recognise_apart
from tourdetable.kernel.media.recognition import Recognised

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

    @cached_property
    def digest(self) -> str:
        return digest_of(self.content)

    @cached_property
    def recognised(self) -> Recognised:
        """What it is. Raises SentenceError where it cannot be kept.

        Asked for the first time before an action begins: it may take seconds, and while an action
        runs nobody else can write.
        """
        if not _LANGUAGE.fullmatch(self.language):
            msg = f"“{shown(self.language)}” is no language; write a tag of BCP 47, such as fr."
            raise SentenceError(msg)
        return recognise_apart(self.name, self.content, most=self.most)
