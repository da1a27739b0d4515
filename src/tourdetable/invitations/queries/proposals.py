"""Who follows from the rules of a meeting, party by party, and how that differs from who was taken.

The invitation list has seats; a proposal is one party for one of them. Where several may hold a
seat, each is a proposal with its doubt, and the secretariat decides with a source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tourdetable.invitations.enums import WIDE, Ground, InvitationState, Office
from tourdetable.invitations.models import Invitation, InvitationRule, OrganisationRule
from tourdetable.invitations.queries.list import Line, lines_of
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import canonical_json
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty
from tourdetable.parties.models import Organisation, Party
from tourdetable.parties.queries import Reason, seat_on
from tourdetable.processes.enums import MembershipKind
from tourdetable.processes.models import Mandate, MemberList, Membership, Process

Key = tuple[int, int | None, str]
_KINDS = {Office.MEMBERS: MembershipKind.MEMBER, Office.OBSERVERS: MembershipKind.OBSERVER}
_GROUNDS = {Office.MEMBERS: Ground.MEMBER, Office.OBSERVERS: Ground.OBSERVER}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A party that the rules ask for, on what ground, and how sure that is.

    `rivals` is how many others may hold the same seat; `is_optional` where the hosts decide.
    """

    party: Party
    process: Process | None
    office: str
    ground: Ground
    certainty: Certainty
    reasons: tuple[Reason, ...] = ()
    sources: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    rivals: int = 0
    is_optional: bool = False

    @property
    def key(self) -> Key:
        return self.party.pk, self.process.pk if self.process else None, self.office

    @property
    def name(self) -> str:
        """How a form names it: `fji`, or `fji/bali-process/current-chair`."""
        parts = [self.party.code, *([self.process.slug, self.office] if self.process else [])]
        return "/".join(parts)

    @property
    def is_sure(self) -> bool:
        return self.certainty is not Certainty.DOUBTFUL and not self.rivals

    @property
    def basis(self) -> str:
        """The ground as it stands, to be kept with the invitation: canonical JSON."""
        return canonical_json(
            {
                "ground": self.ground.value,
                "since": self.since.text if self.since else None,
                "until": self.until.text if self.until else None,
                "certainty": (self.certainty if self.is_sure else Certainty.DOUBTFUL).value,
                "doubts": [reason.code.value for reason in self.reasons],
                "sources": list(self.sources),
            }
        )


def proposals(meeting: Meeting) -> list[Proposal]:
    """Everybody who follows from the rules, each party once for an office. Six queries, whatever
    the number of rules, processes and parties.
    """
    rules = list(InvitationRule.objects.filter(meeting=meeting).select_related("process"))
    found = [*_for_offices(rules, meeting.start), *_for_seats(rules, meeting.start)]
    found += _for_kinds(meeting)
    return list({proposal.key: proposal for proposal in reversed(found)}.values())[::-1]


def _for_offices(rules: Sequence[InvitationRule], on: PartialDate) -> Iterator[Proposal]:
    mandates = _mandates(rules)
    for line in lines_of(rules, mandates, on):
        yield from _of_line(line)


def _mandates(rules: Iterable[InvitationRule]) -> dict[int, list[Mandate]]:
    found: dict[int, list[Mandate]] = defaultdict(list)
    wanted = Mandate.objects.filter(process__in={rule.process_id for rule in rules})
    for mandate in wanted.select_related("party"):
        found[mandate.process_id].append(mandate)
    return found


def _of_line(line: Line) -> Iterator[Proposal]:
    for holder in line.candidates:
        mandate = holder.mandate
        if mandate.party is None:
            continue
        yield Proposal(
            mandate.party,
            line.rule.process,
            line.rule.office,
            line.ground,
            holder.certainty,
            holder.reasons,
            tuple(mandate.sources),
            mandate.since,
            mandate.until,
            len(line.candidates) - 1,
            line.rule.where_fitting,
        )


def _for_seats(rules: Sequence[InvitationRule], on: PartialDate) -> Iterator[Proposal]:
    wide = [rule for rule in rules if rule.office in WIDE]
    processes = [rule.process_id for rule in wide]
    rows: dict[tuple[int, str], dict[Party, list[Membership]]] = defaultdict(dict)
    for row in Membership.objects.filter(process__in=processes).select_related("party"):
        rows[row.process_id, row.kind].setdefault(row.party, []).append(row)
    lists = MemberList.objects.filter(process__in=processes)
    stated = {(row.process_id, row.kind): tuple(row.sources) for row in lists}
    for rule in wide:
        office = Office(rule.office)
        place = rule.process_id, _KINDS[office]
        for party, seats in rows[place].items():
            sources = [key for row in seats for key in row.sources or stated.get(place, ())]
            seat = seat_on(party, seats, sources, on)
            if seat:
                ground, certainty = _GROUNDS[office], seat.certainty
                yield Proposal(
                    party, rule.process, office, ground, certainty, seat.reasons, seat.sources
                )


def _for_kinds(meeting: Meeting) -> Iterator[Proposal]:
    kinds = OrganisationRule.objects.filter(meeting=meeting).values("kind")
    rows = Organisation.objects.filter(kind__in=kinds).select_related("party")
    for row in rows.order_by("party__code"):
        yield Proposal(row.party, None, "", Ground.ORGANISATION, Certainty.CERTAIN)


@dataclass(frozen=True, slots=True)
class Difference:
    """The list as the mandates have it now beside the invitations as they were taken.

    `fresh` follow now and were not taken, `changed` stand on a ground that has changed since,
    `gone` were taken and follow no longer. What was added by hand follows from nothing and is in
    none of them.
    """

    fresh: tuple[Proposal, ...]
    changed: tuple[tuple[Invitation, Proposal], ...]
    gone: tuple[Invitation, ...]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.changed or self.gone)


def difference(found: Iterable[Proposal], taken: Iterable[Invitation]) -> Difference:
    """Pure; no query."""
    now = {proposal.key: proposal for proposal in found}
    before = {(row.party_id, row.process_id, row.office): row for row in taken}
    derived = {key: row for key, row in before.items() if row.ground != Ground.BY_HAND}
    return Difference(
        tuple(proposal for key, proposal in now.items() if key not in before),
        tuple(
            (row, now[key])
            for key, row in derived.items()
            if key in now and row.basis != now[key].basis
        ),
        tuple(
            row
            for key, row in derived.items()
            if key not in now and row.state != InvitationState.WITHDRAWN
        ),
    )


def differing(rows: Iterable[Meeting]) -> list[Meeting]:
    """Those of the meetings whose invitations differ from who holds the offices now, where
    somebody has been taken at all; what is left to the hosts and was not taken is no difference.
    Three queries, however many they are.
    """
    meetings = {meeting.pk: meeting for meeting in rows}
    rules: dict[int, list[InvitationRule]] = defaultdict(list)
    named = InvitationRule.objects.filter(meeting__in=meetings).exclude(office__in=WIDE)
    for rule in named.select_related("process"):
        rules[rule.meeting_id].append(rule)
    mandates = _mandates(rule for own in rules.values() for rule in own)
    taken: dict[int, list[Invitation]] = defaultdict(list)
    for row in Invitation.objects.filter(meeting__in=rules).exclude(office__in=("", *WIDE)):
        taken[row.meeting_id].append(row)
    return [
        meetings[key]
        for key, own in taken.items()
        if _differs(lines_of(rules[key], mandates, meetings[key].start), own)
    ]


def _differs(lines: Iterable[Line], taken: Sequence[Invitation]) -> bool:
    found = difference([proposal for line in lines for proposal in _of_line(line)], taken)
    is_fresh = any(not proposal.is_optional for proposal in found.fresh)
    return bool(is_fresh or found.changed or found.gone)
