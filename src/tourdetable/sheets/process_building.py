"""Drawing the sheet of a process from what is held of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty, PartyKind, SeatEvidence
from tourdetable.parties.models import Party
from tourdetable.processes.enums import (
    PRESIDING,
    Basis,
    Confidence,
    MembershipKind,
    ProcessKind,
    ProcessState,
    RelationKind,
    Role,
)
from tourdetable.processes.models import MemberList, Membership
from tourdetable.processes.queries.dossiers import ProcessDossier
from tourdetable.processes.queries.members import Shared, seats_on
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.parts import Cited, ThingLink
from tourdetable.sheets.process import (
    ClaimLine,
    FoundingBlock,
    MemberBlock,
    OfficeLine,
    OverlapLine,
    ProcessSheet,
    RelationLine,
    StatusLine,
)
from tourdetable.sheets.reader import Footnotes, Reader
from tourdetable.sheets.seat_building import member_line, office_line

_NOTHING = Cited((), is_unverified=False)


def process_sheet(
    slug: str, holdings: Holdings, reader: Reader, meetings: Sequence[Meeting]
) -> ProcessSheet:
    """Draw one process. `meetings` are those that concern it and the reader may read. Pure."""
    dossier = holdings.processes[slug]
    process = dossier.process
    notes = Footnotes(holdings.sources)
    name = reader.say(process.names)
    return ProcessSheet(
        slug=slug,
        language=reader.language,
        on=holdings.on,
        name=name,
        names=reader.other_names(process.names, name),
        acronym=process.acronym,
        also_known_as=tuple(process.also_known_as),
        kind=ProcessKind(process.kind),
        iom_label=process.iom_label,
        basis=Basis(process.basis),
        basis_theme=reader.say(process.basis_theme),
        regions=tuple(process.regions),
        founding=_founding(dossier, reader, notes),
        status=_status(dossier, reader, notes),
        objectives=reader.say(process.objectives),
        themes=tuple(process.themes),
        objectives_cited=notes.cite(process.objectives_sources),
        presiding=_offices(dossier, PRESIDING, reader, notes),
        hosting=_offices(dossier, (Role.HOST,), reader, notes),
        secretariat=_offices(dossier, (Role.SECRETARIAT,), reader, notes),
        members=_members(dossier, MembershipKind.MEMBER, holdings, reader, notes),
        observers=_members(dossier, MembershipKind.OBSERVER, holdings, reader, notes),
        organisation_overlaps=_organisation_overlaps(slug, holdings, reader),
        process_overlaps=_process_overlaps(slug, holdings, reader),
        relations=_relations(slug, holdings, reader),
        meetings=tuple(reader.meeting(meeting) for meeting in meetings),
        website=process.website,
        note=reader.say(process.note),
        sources=notes.lines(),
    )


def _founding(dossier: ProcessDossier, reader: Reader, notes: Footnotes) -> FoundingBlock:
    process = dossier.process
    claims = tuple(
        ClaimLine(c.year, place == 0, reader.say(c.note), notes.cite(c.sources))
        for place, c in enumerate(dossier.claims)
    )
    return FoundingBlock(
        claims,
        len({claim.year for claim in claims}) > 1,
        reader.say(process.founding_title),
        process.founding_date,
        process.founding_place,
        notes.cite(process.founding_sources),
        reader.say(process.initiated_by),
        process.initiated_place,
        notes.cite(process.initiated_sources),
    )


def _status(dossier: ProcessDossier, reader: Reader, notes: Footnotes) -> StatusLine | None:
    for row in dossier.statuses:
        cited = notes.cite(row.sources)
        return StatusLine(ProcessState(row.state), row.since, reader.say(row.note), cited)
    return None


def _offices(
    dossier: ProcessDossier, roles: Sequence[Role], reader: Reader, notes: Footnotes
) -> tuple[OfficeLine, ...]:
    mandates = (mandate for mandate in dossier.mandates if mandate.role in roles)
    ordered = sorted(mandates, key=lambda m: (m.term, m.position))
    terms = (list(group) for _, group in groupby(ordered, key=lambda m: m.term))
    return tuple(office_line(term, reader, notes) for term in terms)


def _members(
    dossier: ProcessDossier,
    kind: MembershipKind,
    holdings: Holdings,
    reader: Reader,
    notes: Footnotes,
) -> MemberBlock:
    about = next((row for row in dossier.lists if row.kind == kind), MemberList())
    cited = notes.cite(about.sources) if about.pk else _NOTHING
    seats = {seat.party.code: seat for seat in seats_on(dossier, holdings.on, kind)}
    rows: dict[Party, list[Membership]] = {}
    for row in dossier.memberships:
        if row.kind == kind:
            rows.setdefault(row.party, []).append(row)
    lines = [member_line(p, held, seats.get(p.code), reader, notes) for p, held in rows.items()]
    counted = [
        line
        for line in lines
        if line.evidence is SeatEvidence.LISTED
        and (kind is MembershipKind.OBSERVER or line.party.kind is not PartyKind.ORGANISATION)
    ]
    return MemberBlock(
        kind,
        tuple(sorted(lines, key=lambda line: line.party.sort_key)),
        len(counted),
        about.stated_total,
        bool(about.is_complete),
        about.as_of,
        reader.say(about.rule),
        Confidence(about.confidence) if about.confidence else None,
        reader.say(about.note),
        cited,
    )


def _overlap(
    shared: Sequence[Shared],
    sizes: tuple[int, int],
    reader: Reader,
    *,
    party: Party | None = None,
    link: ThingLink | None = None,
) -> OverlapLine:
    return OverlapLine(
        reader.party(party) if party else None,
        link,
        len(shared),
        sum(row.certainty is Certainty.DOUBTFUL for row in shared),
        *sizes,
        reader.parties(row.party for row in shared),
    )


def _organisation_overlaps(
    slug: str, holdings: Holdings, reader: Reader
) -> tuple[OverlapLine, ...]:
    own = len(holdings.process_seats[slug])
    lines = (
        _overlap(shared, (own, len(seats)), reader, party=holdings.parties[code])
        for code, seats in holdings.organisation_seats.items()
        if (shared := holdings.shared_with_organisation(slug, code))
    )
    return _largest_first(lines)


def _process_overlaps(slug: str, holdings: Holdings, reader: Reader) -> tuple[OverlapLine, ...]:
    own = len(holdings.process_seats[slug])
    lines = (
        _overlap(
            shared,
            (own, len(seats)),
            reader,
            link=reader.process(holdings.processes[other].process),
        )
        for other, seats in holdings.process_seats.items()
        if other != slug and (shared := holdings.shared_with_process(slug, other))
    )
    return _largest_first(lines)


def _largest_first(lines: Iterable[OverlapLine]) -> tuple[OverlapLine, ...]:
    return tuple(sorted(lines, key=lambda line: -line.shared))


def _relations(slug: str, holdings: Holdings, reader: Reader) -> tuple[RelationLine, ...]:
    return tuple(
        RelationLine(
            RelationKind(row.kind),
            reader.process(row.target_process) if row.target_process else None,
            reader.party(row.target_organisation) if row.target_organisation else None,
            reader.say(row.note),
        )
        for row in holdings.relations[slug].relations
    )
