"""A letter as its files show it: on paper, and in a calendar."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """What goes with a letter: its subject and text, its day, and the event that it is about.

    `begins_at` and `ends_at` are instants where the hours are known. `is_cancelling` says that the
    meeting does not take place, `is_later` that the letter corrects what an earlier one said.
    """

    language: str
    subject: str
    text: str
    at: dt.datetime
    zone: str
    slug: str
    name: Reading
    start: PartialDate
    end: PartialDate | None
    begins_at: dt.datetime | None
    ends_at: dt.datetime | None
    place: str
    is_cancelling: bool
    is_later: bool
    is_invented: bool
