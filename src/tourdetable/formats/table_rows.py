"""The rows that a sheet gives to the tables; cells stand in the order of `table_columns.py`.

Every fact comes from one sheet only, so that it stands in its table once: seats and offices of a
process from the sheet of the process, seats in an organisation from that of the organisation. A
source alone stands on many sheets, each time with the same cells; so it is for the writer of a
table to keep the first row of each primary key.

A seat that a list names has a row with `spell` 0, without dates and with the sources of the list;
each spell that a source gives has one more, from 1. What the seat rests on, how sure it is and
which doubts stand against it is said of the whole seat and so on each of its rows. Seats at the
table of a meeting, its questions and overlaps of processes follow from other facts or are prose;
they are in the JSON of their pages.
"""

from collections.abc import Iterator, Sequence

from tourdetable.formats.table_cells import (
    NOTHING,
    Cells,
    Rows,
    cited_of,
    date_of,
    doubts_of,
    flag_of,
    number_of,
    party_of,
    said_of,
    source_rows,
    texts_of,
    value_of,
)
from tourdetable.formats.table_rows_of_meetings import document_rows, meeting_rows
from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.enums import PartyKind, SeatEvidence
from tourdetable.processes.enums import ProcessState
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import Cited, SourceLine
from tourdetable.sheets.party import OrganisationProfile, PartySheet
from tourdetable.sheets.process import (
    FoundingBlock,
    MemberBlock,
    MemberLine,
    OfficeLine,
    ProcessSheet,
)

Sources = Sequence[SourceLine]

_UNCITED = Cited((), is_unverified=False)


def rows(sheet: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of a table and the cells of a row, for every row of a sheet; none for a sheet that
    only lists what other sheets hold. Cells are the plain texts: `csv_line` makes them safe.
    """
    if isinstance(sheet, ProcessSheet):
        yield from _process_rows(sheet)
    elif isinstance(sheet, MeetingSheet):
        yield from meeting_rows(sheet)
    elif isinstance(sheet, DocumentSheet):
        yield from document_rows(sheet)
    elif isinstance(sheet, PartySheet):
        yield from _party_rows(sheet)


# ── Processes ────────────────────────────────────────────────────────────────


def _process_rows(sheet: ProcessSheet) -> Rows:
    yield "processes", _process(sheet)
    for number, claim in enumerate(sheet.founding.claims, 1):
        yield (
            "founding-claims",
            (
                sheet.slug,
                str(number),
                claim.year.text,
                flag_of(claim.is_followed),
                *said_of(claim.note),
                *cited_of(claim.cited, sheet.sources),
            ),
        )
    for block in (sheet.members, sheet.observers):
        yield "member-lists", (sheet.slug, *_list(block, sheet.sources))
        for member in block.lines:
            for cells in _seat(member, sheet.on, block.cited, sheet.sources):
                yield "memberships", (sheet.slug, block.kind.value, *cells)
    offices = {
        "presiding": sheet.presiding,
        "hosting": sheet.hosting,
        "secretariat": sheet.secretariat,
    }
    for office, lines in offices.items():
        for term, line in enumerate(lines, 1):
            for cells in _term(line, sheet.sources):
                yield "mandates", (sheet.slug, office, str(term), *cells)
    yield from source_rows(sheet.sources)


def _process(sheet: ProcessSheet) -> Cells:
    status, sources = sheet.status, sheet.sources
    return (
        sheet.slug,
        *said_of(sheet.name),
        sheet.acronym,
        texts_of(sheet.also_known_as),
        sheet.kind.value,
        sheet.iom_label,
        sheet.basis.value,
        *said_of(sheet.basis_theme),
        texts_of(sheet.regions),
        *_founding(sheet.founding, sources),
        (status.state if status else ProcessState.UNKNOWN).value,
        date_of(status.since if status else None),
        *said_of(status.note if status else NOTHING),
        *cited_of(status.cited if status else _UNCITED, sources),
        *said_of(sheet.objectives),
        texts_of(sheet.themes),
        *cited_of(sheet.objectives_cited, sources),
        sheet.website,
        *said_of(sheet.note),
    )


def _founding(founding: FoundingBlock, sources: Sources) -> Cells:
    followed = next((claim.year for claim in founding.claims if claim.is_followed), None)
    return (
        date_of(followed),
        flag_of(founding.is_conflicting),
        *said_of(founding.title),
        date_of(founding.date),
        founding.place,
        *cited_of(founding.cited, sources),
        *said_of(founding.initiated_by),
        founding.initiated_place,
        *cited_of(founding.initiated_cited, sources),
    )


def _list(block: MemberBlock, sources: Sources) -> Cells:
    return (
        block.kind.value,
        str(block.count),
        number_of(block.stated_total),
        flag_of(block.is_complete),
        date_of(block.as_of),
        value_of(block.confidence),
        *said_of(block.rule),
        *said_of(block.note),
        *cited_of(block.cited, sources),
    )


def _term(line: OfficeLine, sources: Sources) -> Iterator[Cells]:
    """A row for each holder; one without a party where the line states that there is nobody."""
    for position, holder in enumerate(line.holders or (None,), 1):
        yield (
            str(position),
            *party_of(holder),
            line.role.value,
            value_of(line.style),
            value_of(line.secretariat_kind),
            date_of(line.since),
            date_of(line.until),
            flag_of(line.is_open),
            *said_of(line.note),
            *cited_of(line.cited, sources),
        )


# ── Seats ────────────────────────────────────────────────────────────────────


def _seat(line: MemberLine, on: PartialDate, listed: Cited, sources: Sources) -> Iterator[Cells]:
    """The rows of one seat from its party on; `listed` are the sources of the list."""
    whole = (
        line.evidence.value,
        line.certainty.value,
        doubts_of(line.doubts),
        on.text,
        flag_of(line.is_former),
        flag_of(line.is_territory),
    )
    party = party_of(line.party)
    if line.evidence is SeatEvidence.LISTED:
        yield (*party, "0", "", "", *whole, *said_of(NOTHING), *cited_of(listed, sources))
    for number, spell in enumerate(line.spells, 1):
        yield (
            *party,
            str(number),
            date_of(spell.since),
            date_of(spell.until),
            *whole,
            *said_of(spell.note),
            *cited_of(spell.cited, sources),
        )


# ── Parties ──────────────────────────────────────────────────────────────────


def _party_rows(sheet: PartySheet) -> Rows:
    party, codes, profile = sheet.party, sheet.codes, sheet.profile
    if codes:
        cells = (codes.alpha3, codes.alpha2, codes.m49, *said_of(party.name))
        yield "countries", cells
    if party.kind is not PartyKind.COUNTRY:
        named = (*party_of(party), *said_of(party.name), party.acronym)
        yield "organisations", (*named, *_profile(profile, sheet.sources))
    listed = profile.members_cited if profile else _UNCITED
    for member in sheet.members:
        for cells in _seat(member.seat, sheet.on, listed, sheet.sources):
            yield "organisation-memberships", (party.code, member.status.value, *cells)
    yield from source_rows(sheet.sources)


def _profile(profile: OrganisationProfile | None, sources: Sources) -> Cells:
    """What is known of a body; of a participant without an ISO code nothing is."""
    return (
        value_of(profile.kind if profile else None),
        texts_of(profile.fields_of_work if profile else ()),
        date_of(profile.founded if profile else None),
        profile.seat_city if profile else "",
        profile.seat_country.code if profile and profile.seat_country else "",
        profile.website if profile else "",
        *said_of(profile.note if profile else NOTHING),
        *cited_of(profile.cited if profile else _UNCITED, sources),
        flag_of(profile.members_known if profile else None),
        number_of(profile.stated_total if profile else None),
        flag_of(profile.history_complete if profile else None),
        profile.predecessor if profile else "",
        date_of(profile.predecessor_since if profile else None),
        date_of(profile.predecessor_until if profile else None),
        *cited_of(profile.members_cited if profile else _UNCITED, sources),
    )
