"""The sheet of a process: profile, founding, offices, members, overlaps, relations, sources."""

from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import Certainty, SeatEvidence
from tourdetable.parties.queries import Reason
from tourdetable.processes.enums import (
    Basis,
    Confidence,
    MandateStyle,
    MembershipKind,
    ProcessKind,
    ProcessState,
    RelationKind,
    Role,
    SecretariatKind,
)
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A year in which a source says the process was founded; the first is followed."""

    year: PartialDate
    is_followed: bool
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class FoundingBlock:
    """How it began. `is_conflicting` where sources give several years."""

    claims: tuple[ClaimLine, ...]
    is_conflicting: bool
    title: Reading
    date: PartialDate | None
    place: str
    cited: Cited
    initiated_by: Reading
    initiated_place: str
    initiated_cited: Cited


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The state of a process since a date, as far as known."""

    state: ProcessState
    since: PartialDate | None
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One term of an office: several holders where they share it, none where the line states that
    there is no secretariat. `is_open` where no end is known: still in office or not found.
    """

    role: Role
    style: MandateStyle | None
    secretariat_kind: SecretariatKind | None
    holders: tuple[PartyLine, ...]
    since: PartialDate | None
    until: PartialDate | None
    is_open: bool
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class SpellLine:
    """A dated or undated spell of membership that a source gives."""

    since: PartialDate | None
    until: PartialDate | None
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A party with a seat: how sure it is today (`as_of` of the block), and its spells.

    `is_former` where the spells say that the seat has ended.
    """

    party: PartyLine
    evidence: SeatEvidence
    certainty: Certainty
    is_territory: bool
    is_former: bool
    spells: tuple[SpellLine, ...]
    doubts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MemberBlock:
    """Members or observers. `count` is how many we can name (of members: without the
    organisations, as sources count them), `stated_total` what a source says.
    """

    kind: MembershipKind
    lines: tuple[MemberLine, ...]
    count: int
    stated_total: int | None
    is_complete: bool
    as_of: PartialDate | None
    rule: Reading
    confidence: Confidence | None
    note: Reading
    cited: Cited


@dataclass(frozen=True, slots=True)
class OverlapLine:
    """How many members of the process also sit in another body on a date.

    `shared` of `own` members of the process, `other` in the other body; `doubtful` of the shared
    are doubtful on either side. `link` is set where the other is a process, `party` where it is
    an organisation. `names` are the shared parties in the reader's order.
    """

    party: PartyLine | None
    link: ThingLink | None
    shared: int
    doubtful: int
    own: int
    other: int
    names: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """How it stands to another process (`link`) or to an organisation (`party`)."""

    kind: RelationKind
    link: ThingLink | None
    party: PartyLine | None
    note: Reading


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list; `number` is its number in its series."""

    link: ThingLink
    start: PartialDate
    end: PartialDate | None
    place: str
    number: int | None = None
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class ProcessSheet:
    """Everything that the page of a process shows to the public, in one language.

    `on` is the date for which overlaps and certainties are given.
    """

    slug: str
    language: str
    on: PartialDate
    name: Reading
    names: tuple[Reading, ...]
    acronym: str
    also_known_as: tuple[str, ...]
    kind: ProcessKind
    iom_label: str
    basis: Basis
    basis_theme: Reading
    regions: tuple[str, ...]
    founding: FoundingBlock
    status: StatusLine | None
    objectives: Reading
    themes: tuple[str, ...]
    objectives_cited: Cited
    presiding: tuple[OfficeLine, ...]
    hosting: tuple[OfficeLine, ...]
    secretariat: tuple[OfficeLine, ...]
    members: MemberBlock
    observers: MemberBlock
    organisation_overlaps: tuple[OverlapLine, ...]
    process_overlaps: tuple[OverlapLine, ...]
    relations: tuple[RelationLine, ...]
    meetings: tuple[MeetingLine, ...]
    website: str
    note: Reading
    sources: tuple[SourceLine, ...]
