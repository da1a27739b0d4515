"""The sheet of a country or an organisation: its seats and offices over time."""

from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import OrganisationKind, PartyKind, SeatStatus
from tourdetable.processes.enums import MembershipKind
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink
from tourdetable.sheets.process import MeetingLine, MemberLine, OfficeLine


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """ISO 3166-1 alpha-3 and alpha-2, and the three digits of the UN Statistics Division (M49)."""

    alpha3: str
    alpha2: str
    m49: str


@dataclass(frozen=True, slots=True)
class OrganisationProfile:
    """What sort of body it is. `predecessor` is the body whose years its members' spells count
    too, from `predecessor_since` to `predecessor_until`; `members_cited` are the sources of the
    list of members, `stated_total` the number that they give.
    """

    kind: OrganisationKind
    fields_of_work: tuple[str, ...]
    founded: PartialDate | None
    seat_city: str
    seat_country: PartyLine | None
    website: str
    note: Reading
    cited: Cited
    members_known: bool
    stated_total: int | None
    history_complete: bool | None
    members_cited: Cited
    predecessor: str
    predecessor_since: PartialDate | None
    predecessor_until: PartialDate | None


@dataclass(frozen=True, slots=True)
class ProcessSeatLine:
    """A seat in a process; `seat` tells how sure it is, and its spells."""

    process: ThingLink
    kind: MembershipKind
    seat: MemberLine


@dataclass(frozen=True, slots=True)
class OrganisationSeatLine:
    """A seat in an organisation. `seat.party` is the other side: on the page of a party the
    organisation, on the page of an organisation the member.
    """

    status: SeatStatus
    seat: MemberLine


@dataclass(frozen=True, slots=True)
class HeldOfficeLine:
    """A term of an office that the party held or shared, and the process it is an office of."""

    process: ThingLink
    office: OfficeLine


@dataclass(frozen=True, slots=True)
class PartySheet:
    """Everything that the page of a party shows to the public, in one language.

    `codes` are set for a country, `profile` for an organisation, neither for a participant
    without an ISO code. `on` is the date for which certainties are given. `hosted` are the
    meetings that it convened or received.
    """

    slug: str
    language: str
    on: PartialDate
    party: PartyLine
    names: tuple[Reading, ...]
    codes: CountryCodes | None
    profile: OrganisationProfile | None
    process_seats: tuple[ProcessSeatLine, ...]
    offices: tuple[HeldOfficeLine, ...]
    organisation_seats: tuple[OrganisationSeatLine, ...]
    members: tuple[OrganisationSeatLine, ...]
    hosted: tuple[MeetingLine, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in a list: in how many processes it sits on the date, how many terms of office it
    has held, and in how many organisations it sits.
    """

    party: PartyLine
    processes: int
    offices: int
    organisations: int
    members: int


@dataclass(frozen=True, slots=True)
class PartiesSheet:
    """All countries or all organisations, in the order of their names in the reader's language.

    `kind` is that of the pages it leads to; those without a code stand among the organisations.
    """

    language: str
    kind: PartyKind
    on: PartialDate
    rows: tuple[PartyRow, ...]
