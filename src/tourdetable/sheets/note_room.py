"""A note as its own government sees it: the respondent, and those whom it invited."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import NOT_STANDING, ClearanceState, NoteState
from tourdetable.sheets.note_parts import QuestionLine, SaidLine
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.room import RoomMeeting


@dataclass(frozen=True, slots=True)
class NoteHead:
    """Which note it is, and how far. `key` is its number in addresses; `zone` is the one in which
    the deadline was set. `may_write` while the respondent can change it.
    """

    key: int
    meeting: RoomMeeting
    title: Reading
    guidance: Reading
    party: PartyLine
    process: ThingLink | None
    state: NoteState
    attribution: Attribution
    deadline: dt.datetime | None
    zone: str
    is_late: bool
    is_open: bool
    may_write: bool
    remark: str

    @property
    def waits(self) -> bool:
        """Is it for the respondent to do something?"""
        return self.may_write


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of questions, and how many of those that apply stand how. `place` is its address."""

    place: int
    title: Reading
    questions: int
    answered: int
    declined: int
    unconfirmed: int
    drafts: int


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """What a ministry said to the text that it was shown."""

    state: ClearanceState
    reason: str
    asked_at: dt.datetime
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class HandLine:
    """One who was invited, with the scope (empty where it is the whole note), and the clearances
    that were asked of them, the newest first.
    """

    key: int
    name: str
    mail: str
    scope: Reading | None
    expires_at: dt.datetime
    is_revoked: bool
    is_expired: bool
    drafts: int
    clearances: tuple[ClearanceLine, ...]

    @property
    def clearance(self) -> ClearanceLine | None:
        return self.clearances[0] if self.clearances else None

    @property
    def can_be_asked(self) -> bool:
        """For clearance, now?"""
        opens = not (self.is_revoked or self.is_expired)
        return opens and (self.clearance is None or self.clearance.state in NOT_STANDING)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version that was submitted, addressed by its SHA-256."""

    number: int
    digest: str
    submitted_at: dt.datetime
    attribution: Attribution
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """Where a note stands. `earlier` is the meeting whose note can be taken over."""

    head: NoteHead
    groups: tuple[GroupLine, ...]
    hands: tuple[HandLine, ...]
    versions: tuple[VersionLine, ...]
    earlier: Reading | None

    @property
    def has_void(self) -> bool:
        """Has the text changed since somebody was asked, who was not asked anew?"""
        return any(
            hand.clearance and hand.clearance.state is ClearanceState.VOID for hand in self.hands
        )

    @property
    def to_ask(self) -> tuple[HandLine, ...]:
        """Those who can be asked for clearance now."""
        return tuple(hand for hand in self.hands if hand.can_be_asked)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What one contributor has drafted; `changes` from the answer as it stands to the draft, where
    both are texts.
    """

    key: int
    name: str
    said: SaidLine
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """A question, what stands for it, and the drafts of those who were invited to it."""

    question: QuestionLine
    said: SaidLine | None
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """One page of a note: the questions of a group. `before` and `after` are the places of the
    groups beside it.
    """

    head: NoteHead
    place: int
    title: Reading
    guidance: Reading
    cards: tuple[CardLine, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A note, or a scope of it, as it reads: groups with their questions and answers. `lacking` are
    the numbers of required questions without a word, `too_long` those of texts beyond their limit,
    `unconfirmed` those of answers that were taken over and not confirmed.
    """

    head: NoteHead
    groups: tuple[tuple[Reading, tuple[CardLine, ...]], ...]
    lacking: tuple[int, ...]
    too_long: tuple[int, ...]
    unconfirmed: tuple[int, ...]
    version: VersionLine | None = None


@dataclass(frozen=True, slots=True)
class ContributionSheet:
    """What somebody was invited to: the questions in scope with what the respondent has composed,
    their own drafts, and the clearance that is asked of them.
    """

    head: NoteHead
    hand: HandLine
    may_draft: bool
    read: ReadSheet
