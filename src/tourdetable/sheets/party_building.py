"""Drawing the sheets of countries and organisations from what is held of them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from tourdetable.kernel.dates import PartialDate
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import OrganisationKind, PartyKind, SeatStatus
from tourdetable.parties.models import Organisation, OrganisationMembership, Party
from tourdetable.parties.queries import seat_on, seat_sources
from tourdetable.processes.enums import MembershipKind
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.party import (
    CountryCodes,
    HeldOfficeLine,
    OrganisationProfile,
    OrganisationSeatLine,
    PartiesSheet,
    PartyRow,
    PartySheet,
    ProcessSeatLine,
)
from tourdetable.sheets.reader import Footnotes, Reader
from tourdetable.sheets.seat_building import member_line, office_line


def party_sheet(
    code: str, holdings: Holdings, reader: Reader, hosted: Sequence[Meeting]
) -> PartySheet:
    """Draw one party. `hosted` are the meetings that it hosted and the reader may read. Pure."""
    party = holdings.parties[code]
    line = reader.party(party)
    notes = Footnotes(holdings.sources)
    seats = holdings.seats_of_parties.get(code, ())
    return PartySheet(
        slug=line.link.slug,
        language=reader.language,
        on=holdings.on,
        party=line,
        names=reader.other_names(party.names, line.name),
        codes=_codes(code, holdings),
        profile=_profile(code, holdings, reader, notes),
        process_seats=_process_seats(code, holdings, reader, notes),
        offices=_offices(code, holdings, reader, notes),
        organisation_seats=_organisation_seats(seats, "organisation", holdings, reader, notes),
        members=_organisation_seats(
            holdings.seats_of_organisations.get(code, ()), "party", holdings, reader, notes
        ),
        hosted=tuple(reader.meeting(meeting) for meeting in hosted),
        sources=notes.lines(),
    )


def _codes(code: str, holdings: Holdings) -> CountryCodes | None:
    dossier = holdings.countries.get(code)
    if dossier is None:
        return None
    row = dossier.details[0]
    return CountryCodes(code, row.alpha2, row.m49)


def _profile(
    code: str, holdings: Holdings, reader: Reader, notes: Footnotes
) -> OrganisationProfile | None:
    dossier = holdings.organisations.get(code)
    row: Organisation | None = next(iter(dossier.details), None) if dossier else None
    if row is None:
        return None
    return OrganisationProfile(
        OrganisationKind(row.kind),
        tuple(row.fields_of_work),
        PartialDate.of(row.founded) if row.founded else None,
        row.seat_city,
        reader.party(row.seat_country) if row.seat_country else None,
        row.website,
        reader.say(row.note),
        notes.cite(row.sources),
        row.members_known,
        row.stated_total,
        row.history_complete,
        notes.cite(row.member_sources),
        row.predecessor_acronym or row.predecessor_name,
        row.predecessor_from,
        row.predecessor_until,
    )


def _process_seats(
    code: str, holdings: Holdings, reader: Reader, notes: Footnotes
) -> tuple[ProcessSeatLine, ...]:
    party = holdings.parties[code]
    lines = []
    for slug, kind, rows in holdings.memberships_of.get(code, ()):
        process = holdings.processes[slug].process
        seat = holdings.seats_in_processes[slug, kind].get(code)
        line = member_line(party, rows, seat, reader, notes)
        lines.append(ProcessSeatLine(reader.process(process), MembershipKind(kind), line))
    return tuple(sorted(lines, key=lambda line: (line.seat.is_former, line.process.label)))


def _offices(
    code: str, holdings: Holdings, reader: Reader, notes: Footnotes
) -> tuple[HeldOfficeLine, ...]:
    """Oldest first; those without a date last."""
    lines = [
        HeldOfficeLine(
            reader.process(holdings.processes[slug].process), office_line(term, reader, notes)
        )
        for slug, term in holdings.terms_of.get(code, ())
    ]
    return tuple(sorted(lines, key=_beginning))


def _beginning(line: HeldOfficeLine) -> tuple[bool, str, str]:
    first = line.office.since or line.office.until
    return first is None, first.text if first else "", line.process.label


def _organisation_seats(
    seats: Iterable[OrganisationMembership],
    side: str,
    holdings: Holdings,
    reader: Reader,
    notes: Footnotes,
) -> tuple[OrganisationSeatLine, ...]:
    """Seats by the party on the other `side` (a field of the rows) and by standing, in the order
    of names, those that have ended last.
    """

    def other(row: OrganisationMembership) -> Party:
        found: Party = getattr(row, side)
        return found

    lines = []
    ordered = sorted(seats, key=lambda row: (other(row).code, row.status, row.position))
    for (party, status), group in groupby(ordered, key=lambda row: (other(row), row.status)):
        rows = list(group)
        seat = seat_on(party, rows, seat_sources(rows), holdings.on)
        line = member_line(party, rows, seat, reader, notes)
        lines.append(OrganisationSeatLine(SeatStatus(status), line))
    return tuple(sorted(lines, key=lambda line: (line.seat.is_former, line.seat.party.sort_key)))


def parties_sheet(kind: PartyKind, holdings: Holdings, reader: Reader) -> PartiesSheet:
    """All countries, or all others."""
    lines = [
        reader.party(party)
        for party in holdings.parties.values()
        if (party.kind == PartyKind.COUNTRY) == (kind is PartyKind.COUNTRY)
    ]
    rows = (_row(line, holdings) for line in sorted(lines, key=lambda line: line.sort_key))
    return PartiesSheet(reader.language, kind, holdings.on, tuple(rows))


def _row(line: PartyLine, holdings: Holdings) -> PartyRow:
    code = line.code
    return PartyRow(
        line,
        sum(
            code in holdings.seats_in_processes[slug, kind]
            for slug, kind, _rows in holdings.memberships_of.get(code, ())
            if kind == MembershipKind.MEMBER
        ),
        len(holdings.terms_of.get(code, ())),
        len(holdings.organisations_of.get(code, ())),
        len(holdings.organisation_seats.get(code, ())),
    )
