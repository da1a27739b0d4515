"""Drawing seats and terms of office, which stand on the pages of bodies and of parties alike."""

from collections.abc import Sequence

from tourdetable.parties.enums import Certainty, SeatEvidence
from tourdetable.parties.models import OrganisationMembership, Party
from tourdetable.parties.queries import Seat
from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind
from tourdetable.processes.models import Mandate, Membership
from tourdetable.sheets.process import MemberLine, OfficeLine, SpellLine
from tourdetable.sheets.reader import Footnotes, Reader

SeatRow = Membership | OrganisationMembership


def office_line(term: Sequence[Mandate], reader: Reader, notes: Footnotes) -> OfficeLine:
    first = term[0]
    return OfficeLine(
        Role(first.role),
        MandateStyle(first.style) if first.style else None,
        SecretariatKind(first.secretariat_kind) if first.secretariat_kind else None,
        reader.parties(mandate.party for mandate in term if mandate.party),
        first.since,
        first.until,
        first.until is None,
        reader.say(first.note),
        notes.cite(first.sources),
    )


def member_line(
    party: Party, rows: Sequence[SeatRow], seat: Seat | None, reader: Reader, notes: Footnotes
) -> MemberLine:
    spells = (row for row in rows if row.evidence != SeatEvidence.LISTED or row.until)
    return MemberLine(
        reader.party(party),
        _evidence(rows),
        seat.certainty if seat else Certainty.CERTAIN,
        any(row.is_territory for row in rows),
        seat is None,
        tuple(
            SpellLine(row.since, row.until, reader.say(row.note), notes.cite(row.sources))
            for row in spells
        ),
        seat.reasons if seat else (),
    )


def _evidence(rows: Sequence[SeatRow]) -> SeatEvidence:
    """What a seat rests on first of all: the list, else a dated spell, else a doubtful mention."""
    kinds = {row.evidence for row in rows}
    order = (SeatEvidence.LISTED, SeatEvidence.UNCERTAIN, SeatEvidence.DATED)
    return next(kind for kind in order if kind in kinds)
