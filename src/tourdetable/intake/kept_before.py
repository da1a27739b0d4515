"""A file that was kept before there was a cleaning, here or in the home that a dump comes from: it
is kept byte for byte, and what it holds is named (decision 32).
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.kinds import MEDIA
from tourdetable.kernel.media.recognition import Recognised
from tourdetable.kernel.media.traces import Cleaned, Cleaning, Traces
from tourdetable.library.rules.arrivals import Arrival


@dataclass(frozen=True)
class KeptBefore(Arrival):
    """A file whose bytes are those of a hash that was declared. `media_type` is what it was kept
    as, for a file that is refused today.
    """

    media_type: str = ""

    @cached_property
    def cleaned(self) -> Cleaned:
        """The bytes as they are. Nothing is taken out."""
        return Cleaned(self.content, Traces())

    @cached_property
    def recognised(self) -> Recognised:
        """What it is, or what it was kept as where it is refused today."""
        try:
            return dataclasses.replace(self._as_today.recognised, size=len(self.content))
        except SentenceError:
            return Recognised(MEDIA[self.media_type], len(self.content), None)

    @property
    def remark(self) -> str:
        """What it holds beside what its readers see, or why it is refused today; empty for none."""
        try:
            traces = self._as_today.cleaned.traces
        except SentenceError as error:
            return f"it would not be taken today ({str(error).removesuffix('.')})"
        return f"it holds {traces.sentence()}" if traces else ""

    @cached_property
    def _as_today(self) -> Arrival:
        return Arrival(
            self.name, self.content, self.language, self.status, self.most, Cleaning.ACCEPT
        )
