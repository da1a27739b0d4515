"""The sheet of a meeting: who, why, what was said in which order, what came of it."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.invitations.enums import Ground, Office
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import (
    AgendaState,
    DayPart,
    DocumentRole,
    ItemKind,
    MeetingKind,
    Mode,
)
from tourdetable.parties.enums import Certainty
from tourdetable.parties.queries import Reason
from tourdetable.sheets.participants import PublicDelegation
from tourdetable.sheets.parts import (
    Cited,
    FileLine,
    HolderLine,
    ModificationLine,
    PartyLine,
    SourceLine,
    ThingLink,
)
from tourdetable.sheets.process import MeetingLine

UNSAID = Reading("", "und")


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One seat at the table: an office of a process, and who held it on the day.

    Several candidates mean *one of them*: which one depends on the doubts. No candidate means
    that the office is known and its holder is not.
    """

    process: ThingLink
    office: Office
    ground: Ground
    where_fitting: bool
    candidates: tuple[HolderLine, ...]
    certainty: Certainty
    doubts: tuple[Reason, ...]
    cited: Cited


@dataclass(frozen=True, slots=True)
class InvitationBlock:
    """Who was to be invited: what the record says, and the seats that follow from the rules.

    `seats` are the asked, `where_fitting` those left to the hosts; `notes` say how the rules were
    read. All empty where no rule is set.
    """

    paragraphs: tuple[Reading, ...]
    seats: tuple[InvitationLine, ...]
    where_fitting: tuple[InvitationLine, ...]
    notes: tuple[Reading, ...]
    cited: Cited


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in the post held that day."""

    name: str
    post: Reading
    party: PartyLine


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A point on the agenda."""

    number: int
    kind: ItemKind
    day_part: DayPart | None
    title: Reading
    speakers: tuple[SpeakerLine, ...]
    starts_at: dt.datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of the agenda, or a session of it; instants are in the zone of the meeting."""

    number: int
    date: PartialDate | None
    items: tuple[ItemLine, ...]
    title: Reading = UNSAID
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    presiding: SpeakerLine | None = None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question put before the meeting; `organisations` are those that it names."""

    number: int
    topic: Reading
    text: Reading
    organisations: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """The questions put before the meeting, who they went to, and whose words these are."""

    note: Reading
    wording: Reading
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document and the languages it exists in (BCP 47); `is_kept` where a copy lies here, in
    `files`. `modified_by` are the documents that revise, add to or correct it.
    """

    link: ThingLink
    role: DocumentRole
    kind: str
    languages: tuple[str, ...]
    is_kept: bool
    process: ThingLink | None
    submitted_by: tuple[PartyLine, ...]
    submitted_by_text: str
    submitter_role: Reading
    note: Reading
    cited: Cited
    files: tuple[FileLine, ...] = ()
    modified_by: tuple[ModificationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowLine:
    """Another meeting that fed this one or was fed by it."""

    meeting: MeetingLine
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class ParticipationBlock:
    """What sources state of who came: counts where given, parties where named."""

    states: int | None
    people: int | None
    mechanisms: int | None
    un_commissions: int | None
    regional_organisations: int | None
    note: Reading
    parties: tuple[PartyLine, ...]
    territories: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """Everything that the page of a meeting shows to the public, in one language.

    `series_link` is the page of its series. `zone` is a name of the IANA time zone database,
    `working_languages` are BCP 47 tags; `agenda_state` is None where there is no agenda that the
    house issued. A cancelled meeting may say why. `participants` are those whose names may be
    shown, `answers` the pages of what was answered before it. `revised` is when what readers see
    was last changed.
    """

    slug: str
    language: str
    name: Reading
    names: tuple[Reading, ...]
    kind: MeetingKind
    series: Reading
    number_in_series: int | None
    previous: MeetingLine | None
    following: MeetingLine | None
    start: PartialDate
    end: PartialDate | None
    mode: Mode
    place_city: str
    place_country: PartyLine | None
    theme: Reading
    purpose: Reading
    context: tuple[Reading, ...]
    hosts: tuple[PartyLine, ...]
    processes: tuple[ThingLink, ...]
    organisations: tuple[PartyLine, ...]
    participation: ParticipationBlock
    invitations: InvitationBlock
    agenda: tuple[DayLine, ...]
    questions: QuestionBlock
    documents: tuple[DocumentLine, ...]
    documents_note: Reading
    fed_by: tuple[FlowLine, ...]
    fed_into: tuple[FlowLine, ...]
    note: Reading
    cited: Cited
    sources: tuple[SourceLine, ...]
    revised: dt.datetime
    series_link: ThingLink | None = None
    participants: tuple[PublicDelegation, ...] = ()
    answers: tuple[ThingLink, ...] = ()
    zone: str = ""
    working_languages: tuple[str, ...] = ()
    agenda_state: AgendaState | None = None
    is_invented: bool = False
    is_cancelled: bool = False
    cancellation_reason: Reading = UNSAID

    @property
    def files(self) -> tuple[FileLine, ...]:
        """The kept files of its documents and of those that modify them, each once."""
        found = [file for line in self.documents for file in line.files]
        found += [f for line in self.documents for one in line.modified_by for f in one.files]
        return tuple(dict.fromkeys(found))

    @property
    def year(self) -> ThingLink:
        """The page of the calendar on which it stands: of the year in which it began."""
        return ThingLink("year", str(self.start.year), Reading(str(self.start.year), self.language))
