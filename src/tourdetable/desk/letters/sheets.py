"""Letters as the desk shows them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.wording import direction
from tourdetable.letters.enums import NEXT_STEPS, LetterKind, LetterState, Step, Trouble
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.letters.writing import as_shown
from tourdetable.meetings.models import Meeting
from tourdetable.parties.queries import name_of_actor
from tourdetable.sheets.invitation_desk import InvitedLine, MeetingHead, invited_line, meeting_head
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in a list; `key` is its number in addresses."""

    key: int
    meeting: MeetingHead
    kind: LetterKind
    state: LetterState
    step: Step
    language: str
    party: PartyLine | None
    addressee: str
    mail: str
    subject: str
    due_at: dt.datetime | None
    sent_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DispatchLine:
    """One attempt: how it ended, in the server's words or ours."""

    at: dt.datetime
    outcome: LetterState
    trouble: Trouble | None
    reply: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter with its fate; `files` are names of what goes with it."""

    line: LetterLine
    text: str
    direction: str
    approved_by: str
    approved_at: dt.datetime | None
    files: tuple[str, ...]
    dispatches: tuple[DispatchLine, ...]


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Letters of one page of a list; `meeting` where they are all of one. `lacking` says of how
    many invitations a letter of each kind can be written.
    """

    meeting: MeetingHead | None
    lines: tuple[LetterLine, ...]
    state: LetterState | None
    page: int
    has_more: bool
    drafts: int = 0
    lacking: tuple[tuple[LetterKind, int], ...] = ()

    @property
    def states(self) -> tuple[LetterState, ...]:
        """By which the list can be narrowed."""
        return tuple(LetterState)


@dataclass(frozen=True, slots=True)
class DraftingPage:
    """Who would get a letter of a kind."""

    meeting: MeetingHead
    kind: LetterKind
    lines: tuple[InvitedLine, ...]


def letter_line(row: Letter, reader: Reader) -> LetterLine:
    state, note = LetterState(row.state), row.version.note if row.version else row.note
    whom = row.invitation or note
    return LetterLine(
        row.pk,
        meeting_head(row.meeting, reader),
        LetterKind(row.kind),
        state,
        NEXT_STEPS[state],
        row.language,
        reader.party(whom.party) if whom else None,
        row.addressee,
        row.mail,
        row.subject,
        row.due_at,
        row.sent_at,
    )


def letter_page(row: Letter, dispatches: Iterable[Dispatch], reader: Reader) -> LetterPage:
    attempts = tuple(
        DispatchLine(
            one.at,
            LetterState(one.outcome),
            Trouble(one.trouble) if one.trouble else None,
            one.reply,
        )
        for one in dispatches
    )
    return LetterPage(
        letter_line(row, reader),
        as_shown(row.text),
        direction(row.language),
        name_of_actor(row.approved_by),
        row.approved_at,
        tuple(name for name, _ in row.attachments),
        attempts,
    )


def letter_lines(rows: Iterable[Letter], reader: Reader) -> tuple[LetterLine, ...]:
    return tuple(letter_line(row, reader) for row in rows)


def drafting_page(
    meeting: Meeting, kind: LetterKind, rows: Iterable[Invitation], reader: Reader
) -> DraftingPage:
    lines = tuple(invited_line(row, reader) for row in rows)
    return DraftingPage(meeting_head(meeting, reader), kind, lines)
