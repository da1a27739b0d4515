"""One fact of a process on the page where it is recorded, put right, ended or taken out; and what
a handover will do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from tourdetable.kernel.dates import PartialDate
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party
from tourdetable.processes.enums import MandateStyle, MembershipKind, Role, SecretariatKind
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.process import MeetingLine
from tourdetable.sheets.processes_desk import ProcessHead, process_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class FactHead:
    """A fact as it stands: whose it is, what it is, and its dates. `is_uncertain` is
    a doubt that its end does not take away.
    """

    key: int
    party: PartyLine | None
    person: str
    what: TextChoices | None
    since: PartialDate | None
    until: PartialDate | None
    is_uncertain: bool


@dataclass(frozen=True, slots=True)
class FactSheet:
    """`kind` is `membership`, `mandate` or `focal-point`; `step` is `new`, `correct`, `end` or
    `strike`; there is no fact yet for a new one.
    """

    process: ProcessHead
    kind: str
    step: str
    fact: FactHead | None


@dataclass(frozen=True, slots=True)
class HandOverSheet:
    """What happens once it is confirmed: whose office ends, whose begins, and the meetings not yet
    held whose lists will differ. `fact` is None while that is still being asked.
    """

    process: ProcessHead
    holders: int
    fact: FactHead | None
    to: PartyLine | None
    on: PartialDate | None
    meetings: tuple[MeetingLine, ...]


def new_fact_sheet(process: Process, kind: str, reader: Reader) -> FactSheet:
    return FactSheet(process_head(process, reader), kind, "new", None)


def fact_sheet(
    row: Membership | Mandate | FocalPoint, kind: str, step: str, reader: Reader
) -> FactSheet:
    return FactSheet(process_head(row.process, reader), kind, step, fact_head(row, reader))


def fact_head(row: Membership | Mandate | FocalPoint, reader: Reader) -> FactHead:
    return FactHead(
        row.pk,
        reader.party(row.party) if row.party else None,
        row.person.name if isinstance(row, FocalPoint) else "",
        named_office(row),
        row.since,
        row.until,
        isinstance(row, Membership) and row.evidence == SeatEvidence.UNCERTAIN,
    )


def named_office(row: Membership | Mandate | FocalPoint) -> TextChoices | None:
    """What it is called: a kind of seat, or an office."""
    if isinstance(row, Membership):
        return MembershipKind(row.kind)
    if isinstance(row, Mandate):
        kind = row.secretariat_kind
        if kind:
            return SecretariatKind(kind)
        return MandateStyle(row.style) if row.style else Role(row.role)
    return None


def hand_over_asked(process: Process, holders: int, reader: Reader) -> HandOverSheet:
    return HandOverSheet(process_head(process, reader), holders, None, None, None, ())


def hand_over_meant(
    mandate: Mandate, to: Party, on: PartialDate, meetings: Sequence[Meeting], reader: Reader
) -> HandOverSheet:
    head, fact = process_head(mandate.process, reader), fact_head(mandate, reader)
    lines = tuple(map(reader.meeting, meetings))
    return HandOverSheet(head, 1, fact, reader.party(to), on, lines)
