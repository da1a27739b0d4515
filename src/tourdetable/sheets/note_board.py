"""Where everybody is: for the secretariat alone. Nothing of what a respondent writes before it
submits its note stands here.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.wording import Reading
from tourdetable.notes.enums import BoardColumn, NoteState, QuestionnaireState
from tourdetable.notes.models import Note, Questionnaire
from tourdetable.notes.queries.notes import Whereabouts
from tourdetable.sheets.invitation_desk import InvitedLine, MeetingHead, invited_line, meeting_head
from tourdetable.sheets.paging import Page
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.reader import Reader

_TOLD = (NoteState.DECLINED, NoteState.RETURNED)
"""States whose remark is between the respondent and the secretariat."""


@dataclass(frozen=True, slots=True)
class RespondentLine:
    """One respondent. `key` is the number of its note in addresses; `remark` says why the note was
    declined, or what it was returned with; `version` is the newest that was submitted, or 0.
    """

    key: int
    party: PartyLine
    process: ThingLink | None
    mail: str
    language: str
    state: NoteState
    is_late: bool
    deadline: dt.datetime | None
    extension_reason: str
    submitted_at: dt.datetime | None
    remark: str
    version: int

    @property
    def name(self) -> str:
        """Both in one line, for what is read aloud."""
        own = self.party.name.text
        return f"{self.process.name.text} · {own}" if self.process else own


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """A page of the board; `counts` are of all."""

    meeting: MeetingHead
    slug: str
    title: Reading
    state: QuestionnaireState
    zone: str
    deadline: dt.datetime | None
    counts: tuple[tuple[BoardColumn, int], ...]
    lines: tuple[RespondentLine, ...]
    chosen: BoardColumn | None
    page: Page


@dataclass(frozen=True, slots=True)
class RespondentsSheet:
    """Who is asked, and who of those invited could be."""

    meeting: MeetingHead
    slug: str
    title: Reading
    state: QuestionnaireState
    zone: str
    lines: tuple[RespondentLine, ...]
    proposed: tuple[InvitedLine, ...]


@dataclass(frozen=True, slots=True)
class RespondentSheet:
    """One respondent, for a page that is about it; `versions` counts what it has submitted."""

    meeting: MeetingHead
    slug: str
    title: Reading
    zone: str
    line: RespondentLine
    versions: int


def respondent_line(found: Whereabouts, reader: Reader) -> RespondentLine:
    note = found.note
    state = NoteState(note.state)
    return RespondentLine(
        note.pk,
        reader.party(note.party),
        reader.process(note.process) if note.process else None,
        note.mail,
        note.language,
        state,
        found.is_late,
        found.deadline,
        note.extension_reason,
        found.submitted_at,
        note.remark if state in _TOLD else "",
        found.version,
    )


def board_sheet(  # noqa: PLR0913 - a list, how it is narrowed, and for whom
    asked: Questionnaire,
    found: Iterable[Whereabouts],
    counts: Sequence[tuple[BoardColumn, int]],
    reader: Reader,
    *,
    chosen: BoardColumn | None,
    page: Page,
) -> BoardSheet:
    return BoardSheet(
        meeting_head(asked.meeting, reader),
        asked.slug,
        reader.say(asked.title),
        QuestionnaireState(asked.state),
        asked.zone or asked.meeting.zone,
        asked.deadline,
        tuple(counts),
        tuple(respondent_line(one, reader) for one in found),
        chosen,
        page,
    )


def respondents_sheet(
    asked: Questionnaire,
    found: Iterable[Whereabouts],
    proposed: Iterable[Invitation],
    reader: Reader,
) -> RespondentsSheet:
    return RespondentsSheet(
        meeting_head(asked.meeting, reader),
        asked.slug,
        reader.say(asked.title),
        QuestionnaireState(asked.state),
        asked.zone or asked.meeting.zone,
        tuple(respondent_line(one, reader) for one in found),
        tuple(invited_line(row, reader) for row in proposed),
    )


def respondent_sheet(note: Note, found: Whereabouts, reader: Reader) -> RespondentSheet:
    """One query."""
    asked = note.questionnaire
    return RespondentSheet(
        meeting_head(asked.meeting, reader),
        asked.slug,
        reader.say(asked.title),
        asked.zone or asked.meeting.zone,
        respondent_line(found, reader),
        note.versions.count(),
    )
