"""The invitation list of a meeting, as the secretariat works on it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.invitations.enums import Ground, InvitationState, Office
from tourdetable.invitations.models import Invitation, ReplyLink
from tourdetable.invitations.queries.proposals import Difference, Proposal
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty, Doubt
from tourdetable.parties.queries import Reason
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """The meeting that a screen is about; every screen that shows an invented one says so."""

    slug: str
    name: Reading
    start: PartialDate
    end: PartialDate | None
    is_invented: bool

    @property
    def link(self) -> ThingLink:
        """Its page in the record."""
        return ThingLink("meeting", self.slug, self.name)


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """An invitation as it was taken. `key` is its number in addresses; `process` and `office` are
    empty where the party is asked for itself. `is_open_doubt` where no page settles the doubts.
    """

    key: int
    party: PartyLine
    process: ThingLink | None
    office: Office | None
    ground: Ground
    state: InvitationState
    addressee: str
    mail: str
    language: str
    doubts: tuple[Doubt, ...]
    is_open_doubt: bool
    reason: str
    sources: tuple[str, ...]
    remark: str

    @property
    def is_ready(self) -> bool:
        """Can it be approved?"""
        drafted = self.state is InvitationState.DRAFTED
        return drafted and bool(self.mail) and not self.is_open_doubt


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line that follows from the rules now; `name` is what a form calls it."""

    name: str
    party: PartyLine
    process: ThingLink | None
    office: Office | None
    ground: Ground
    certainty: Certainty
    doubts: tuple[Reason, ...]
    is_sure: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class InvitationsSheet:
    """The list as taken, by process and party; `counts` are of each state, in the states' order."""

    meeting: MeetingHead
    lines: tuple[InvitedLine, ...]
    counts: tuple[tuple[InvitationState, int], ...]

    @property
    def ready(self) -> int:
        return sum(line.is_ready for line in self.lines)


@dataclass(frozen=True, slots=True)
class ComparisonWithMandates:
    """What follows from the rules now and was not taken, stands on another ground, or no longer
    follows.
    """

    meeting: MeetingHead
    fresh: tuple[ProposedLine, ...]
    changed: tuple[tuple[InvitedLine, ProposedLine], ...]
    gone: tuple[InvitedLine, ...]


@dataclass(frozen=True, slots=True)
class ReplyLinkLine:
    """A link in a letter. `is_open` where whoever holds it can answer now."""

    key: int
    made_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None
    is_open: bool


def reply_link_line(row: ReplyLink, now: dt.datetime) -> ReplyLinkLine:
    is_open = row.revoked_at is None and row.expires_at > now
    return ReplyLinkLine(row.pk, row.made_at, row.expires_at, row.revoked_at, is_open)


def meeting_head(meeting: Meeting, reader: Reader) -> MeetingHead:
    name = reader.say(meeting.names)
    return MeetingHead(meeting.slug, name, meeting.start, meeting.end, meeting.is_invented)


def invitations_sheet(
    meeting: Meeting, rows: Iterable[Invitation], reader: Reader
) -> InvitationsSheet:
    """From rows with their party and process."""
    lines = [invited_line(row, reader) for row in rows]
    lines.sort(key=lambda line: (line.process is None, _name(line.process), line.party.sort_key))
    states = [line.state for line in lines]
    counts = tuple((state, states.count(state)) for state in InvitationState if state in states)
    return InvitationsSheet(meeting_head(meeting, reader), tuple(lines), counts)


def comparison_with_mandates(
    meeting: Meeting, found: Difference, reader: Reader
) -> ComparisonWithMandates:
    return ComparisonWithMandates(
        meeting_head(meeting, reader),
        _proposed(found.fresh, reader),
        tuple((invited_line(r, reader), _line(p, reader)) for r, p in found.changed),
        tuple(invited_line(row, reader) for row in found.gone),
    )


def invited_line(row: Invitation, reader: Reader) -> InvitedLine:
    return InvitedLine(
        row.pk,
        reader.party(row.party),
        reader.process(row.process) if row.process else None,
        Office(row.office) if row.office else None,
        Ground(row.ground),
        InvitationState(row.state),
        row.addressee,
        row.mail,
        row.language,
        row.doubts,
        row.is_doubtful,
        row.reason,
        tuple(row.sources),
        row.answer_remark,
    )


def _proposed(rows: Sequence[Proposal], reader: Reader) -> tuple[ProposedLine, ...]:
    lines = [_line(row, reader) for row in rows]
    return tuple(sorted(lines, key=lambda ln: (_name(ln.process), ln.party.sort_key)))


def _line(row: Proposal, reader: Reader) -> ProposedLine:
    return ProposedLine(
        row.name,
        reader.party(row.party),
        reader.process(row.process) if row.process else None,
        Office(row.office) if row.office else None,
        row.ground,
        row.certainty,
        row.reasons,
        row.is_sure,
        row.is_optional,
    )


def _name(process: ThingLink | None) -> str:
    return process.name.text if process else ""
