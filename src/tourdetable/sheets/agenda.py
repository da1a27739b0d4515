"""The sheet of an agenda: by day, with its hours where the meeting is, and what does not fit."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import AgendaState, Alteration, Clash, DayPart, ItemKind
from tourdetable.sheets.parts import PartyLine


@dataclass(frozen=True, slots=True)
class PostLine:
    """A person in the post held that day; `key` is the row that says so, 0 for who presides."""

    key: int
    name: str
    post: Reading
    party: PartyLine


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A document of an item."""

    key: int
    slug: str
    title: Reading
    symbol: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item. Instants are in the zone of the meeting; `ends_at` follows from the minutes."""

    key: int
    number: int
    kind: ItemKind
    day_part: DayPart | None
    title: Reading
    annotation: Reading
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    minutes: int | None
    speakers: tuple[PostLine, ...]
    documents: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """A session; `number` counts through the whole agenda."""

    key: int
    number: int
    title: Reading
    date: PartialDate | None
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    presiding: PostLine | None
    items: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """The sessions that begin on a day; `date` is None for those of which no day is known."""

    date: PartialDate | None
    sessions: tuple[SessionBlock, ...]


@dataclass(frozen=True, slots=True)
class ClashLine:
    """What does not fit: the numbers and titles of sessions, the keys and titles of items."""

    kind: Clash
    sessions: tuple[tuple[int, Reading], ...]
    items: tuple[tuple[int, Reading], ...]
    speaker: str
    minutes: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in which the agenda was issued."""

    number: int
    state: AgendaState
    issued_at: dt.datetime


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """The agenda of one meeting in one language, as those who may read it see it.

    `zone` is the name of the meeting's zone; `is_kept` where the reader may change it;
    `has_changed` where it differs from the newest version.
    """

    slug: str
    language: str
    name: Reading
    start: PartialDate
    end: PartialDate | None
    place: str
    zone: str
    languages: tuple[str, ...]
    state: AgendaState
    is_invented: bool
    is_kept: bool
    has_changed: bool
    days: tuple[AgendaDay, ...]
    clashes: tuple[ClashLine, ...]
    versions: tuple[VersionLine, ...]

    @property
    def sessions(self) -> tuple[SessionBlock, ...]:
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def clashing(self) -> frozenset[int]:
        """The keys of items that do not fit."""
        return frozenset(key for clash in self.clashes for key, _title in clash.items)

    @property
    def is_empty(self) -> bool:
        """Is there no item at all?"""
        return not any(session.items for session in self.sessions)


@dataclass(frozen=True, slots=True)
class AgendaStepSheet:
    """What a form about a part of the agenda is about: an item, a session, or the whole of it."""

    name: Reading
    zone: str
    is_invented: bool
    item: AgendaLine | None = None
    session: SessionBlock | None = None


@dataclass(frozen=True, slots=True)
class WordsLine:
    """A text that was reworded, in one language: its pieces, each `same`, `gone` or `new`."""

    language: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AlterationLine:
    """An item as it stands to the earlier version. Places are the number of the session and the
    place in it; instants are in the zone of the meeting.
    """

    alterations: tuple[Alteration, ...]
    title: Reading
    words: tuple[WordsLine, ...]
    place_before: tuple[int, int] | None
    place_after: tuple[int, int] | None
    starts_before: dt.datetime | None
    starts_after: dt.datetime | None
    minutes_before: int | None
    minutes_after: int | None

    @property
    def is_moved(self) -> bool:
        """Has it another place, and not only because others came or went before it?"""
        return Alteration.MOVED in self.alterations


@dataclass(frozen=True, slots=True)
class AgendaComparisonSheet:
    """What has become of the agenda from one version to another; `after` is None for the agenda as
    it stands. `sessions` are the names of those whose title, hours or presiding person changed.
    """

    slug: str
    language: str
    name: Reading
    zone: str
    is_invented: bool
    before: VersionLine
    after: VersionLine | None
    versions: tuple[VersionLine, ...]
    lines: tuple[AlterationLine, ...]
    sessions: tuple[tuple[int, Reading, Alteration], ...]
