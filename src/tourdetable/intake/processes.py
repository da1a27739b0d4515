"""Processes as dossiers."""

from collections.abc import Iterator
from typing import TypeVar

from tourdetable.intake.known import Known, date, english, names, period, sources
from tourdetable.intake.reading import Node
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party
from tourdetable.processes.enums import ROLE_OF_STYLE, MandateStyle, MembershipKind, Role
from tourdetable.processes.models import (
    FoundingClaim,
    Mandate,
    MemberList,
    Membership,
    Process,
    ProcessStatus,
    Relation,
)
from tourdetable.processes.queries.dossiers import ProcessDossier, RelationsDossier

MEMBER, OBSERVER = MembershipKind.MEMBER, MembershipKind.OBSERVER
Placed = TypeVar("Placed", Membership, Mandate)
LISTED, DATED, UNCERTAIN = SeatEvidence.LISTED, SeatEvidence.DATED, SeatEvidence.UNCERTAIN


def named_organisations(node: Node) -> Iterator[Node]:
    """Every place where a process names an organisation by its id or in words."""
    yield from node["membership"].get("member_organisations")
    yield from node["observers"]["organisations"]
    spells = [*node["membership"].get("history"), *node["observers"].get("history")]
    yield from (spell["organisation"] for spell in spells if spell.has("organisation"))
    offices = [*node["secretariat"], *node["chairs"]]
    yield from (o["organisation"] for o in offices if o.get("organisation").value)


def process_dossier(node: Node, known: Known) -> ProcessDossier:
    """Raises SentenceError for what the file refers to and nobody knows."""
    process = _process(node)
    return ProcessDossier(
        process,
        _claims(process, node["established"]),
        [_status(process, node["status"])],
        [
            _member_list(process, MEMBER, node["membership"]),
            _member_list(process, OBSERVER, node["observers"]),
        ],
        _in_order(
            _members(process, node["membership"], known)
            + _observers(process, node["observers"], known)
        ),
        _in_order(
            _chairs(process, node["chairs"], known)
            + _secretariats(process, node["secretariat"], known)
        ),
    )


def _process(node: Node) -> Process:
    started, first, aims = node["initiated"], node["founding_event"], node["objectives"]
    return Process(
        slug=node["id"].text,
        names=names(node),
        acronym=node["acronym"].text,
        also_known_as=node["also_known_as"].texts,
        kind=node["type"].text,
        iom_label=node.get("iom_label").text,
        regions=node["regions"].texts,
        basis=node["basis"]["kind"].text,
        basis_theme=english(node["basis"]["theme"]),
        initiated_by=english(started["by"]),
        initiated_place=started["place"].text,
        initiated_sources=sources(started),
        founding_title=english(first["title"]),
        founding_date=date(first["date"]),
        founding_place=first["place"].text,
        founding_sources=sources(first),
        objectives=english(aims["summary"]),
        themes=aims["themes"].texts,
        objectives_sources=sources(aims),
        website=node["website"].text,
        note=english(node.get("note")),
    )


def _claims(process: Process, node: Node) -> list[FoundingClaim]:
    """The followed claim first, then the others in their order."""
    return [
        FoundingClaim(
            process=process,
            year=date(claim["year"]),
            sources=sources(claim),
            note=english(claim.get("note")),
            position=place,
        )
        for place, claim in enumerate([node, *node.get("other_years_given")])
    ]


def _status(process: Process, node: Node) -> ProcessStatus:
    return ProcessStatus(
        process=process,
        state=node["state"].text,
        since=date(node["since"]),
        sources=sources(node),
        note=english(node.get("note")),
    )


def _member_list(process: Process, kind: MembershipKind, node: Node) -> MemberList:
    return MemberList(
        process=process,
        kind=kind,
        is_complete=node["complete"].value,
        stated_total=node.get("stated_total").value,
        as_of=date(node.get("as_of")),
        rule=english(node.get("rule")),
        confidence=node.get("confidence").text,
        sources=sources(node),
        note=english(node.get("note")),
    )


def _members(process: Process, node: Node, known: Known) -> list[Membership]:
    listed = [_seat(process, MEMBER, known.country(n)) for n in node["members"]]
    for member in node.get("member_territories"):
        listed.append(_seat(process, MEMBER, known.country(member)))
        listed[-1].is_territory = True
    listed += [_named_seat(process, MEMBER, n, known) for n in node.get("members_without_iso_code")]
    listed += [_named_seat(process, MEMBER, n, known) for n in node.get("member_organisations")]
    dated = [_dated_seat(process, MEMBER, n, known) for n in node.get("history")]
    unsure = [_unsure_seat(process, n, known) for n in node.get("uncertain_members")]
    return listed + dated + unsure


def _observers(process: Process, node: Node, known: Known) -> list[Membership]:
    states = [_seat(process, OBSERVER, known.country(n)) for n in node["states"]]
    others = [_named_seat(process, OBSERVER, n, known) for n in node["organisations"]]
    dated = [_dated_seat(process, OBSERVER, n, known) for n in node.get("history")]
    return states + others + dated


def _seat(process: Process, kind: MembershipKind, party: Party) -> Membership:
    return Membership(process=process, party=party, kind=kind, evidence=LISTED)


def _named_seat(process: Process, kind: MembershipKind, node: Node, known: Known) -> Membership:
    seat = _seat(process, kind, known.organisation(node))
    seat.named_as = _as_printed(node, seat.party)
    return seat


def _as_printed(node: Node, party: Party) -> str:
    """The text of the file, unless it is the id of the party."""
    return "" if node.text == party.code else node.text


def _dated_seat(process: Process, kind: MembershipKind, node: Node, known: Known) -> Membership:
    if node.has("organisation"):
        seat = _named_seat(process, kind, node["organisation"], known)
    else:
        seat = _seat(process, kind, known.country(node["iso"]))
    seat.evidence = DATED
    seat.since, seat.until = period(node, "since", "until")
    seat.sources, seat.note = sources(node), english(node.get("note"))
    return seat


def _unsure_seat(process: Process, node: Node, known: Known) -> Membership:
    seat = _seat(process, MEMBER, known.country(node["iso"]))
    seat.evidence, seat.note = UNCERTAIN, english(node["note"])
    return seat


def _in_order(rows: list[Placed]) -> list[Placed]:
    """Number the rows as they stand in the file."""
    for place, row in enumerate(rows):
        row.position = place
    return rows


def _chairs(process: Process, node: Node, known: Known) -> list[Mandate]:
    return [
        mandate
        for term, chair in enumerate(node)
        for mandate in _chair(process, chair, term, known)
    ]


def _chair(process: Process, node: Node, term: int, known: Known) -> Iterator[Mandate]:
    since, until = period(node, "from", "to")
    style = MandateStyle(node["role"].text)
    for holder in [*node.get("states")] or [node["organisation"]]:
        party = known.party(holder)
        yield Mandate(
            process=process,
            role=ROLE_OF_STYLE[style],
            style=style,
            party=party,
            named_as=_as_printed(holder, party),
            term=term,
            since=since,
            until=until,
            sources=sources(node),
            note=english(node.get("note")),
        )


def _secretariats(process: Process, node: Node, known: Known) -> list[Mandate]:
    return [_secretariat(process, row, term, known) for term, row in enumerate(node)]


def _secretariat(process: Process, node: Node, term: int, known: Known) -> Mandate:
    since, until = period(node, "since", "until")
    holder = node["organisation"]
    says_none = node["kind"].text == "none"
    if says_none and holder.value is not None:
        holder.refuse(f"“{holder.shown}” is named, yet the kind is “none”; take one of them out.")
    if not says_none and holder.value is None:
        holder.refuse("nobody is named; name an organisation, or write the kind “none”.")
    party = None if says_none else known.organisation(holder)
    return Mandate(
        process=process,
        role=Role.SECRETARIAT,
        secretariat_kind=node["kind"].text,
        party=party,
        named_as=_as_printed(holder, party) if party else "",
        term=term,
        since=since,
        until=until,
        sources=sources(node),
        note=english(node.get("note")),
    )


def relations_dossier(node: Node, known: Known) -> RelationsDossier:
    """How a process stands to others; needs all processes of the file to be stored."""
    process = known.process(node["id"])
    return RelationsDossier(
        process, [_relation(process, row, i, known) for i, row in enumerate(node["relations"])]
    )


def _relation(process: Process, node: Node, place: int, known: Known) -> Relation:
    target = node["target"]
    other, organisation = known.process_or_organisation(target)
    return Relation(
        process=process,
        kind=node["kind"].text,
        target_process=other,
        target_organisation=organisation,
        note=english(node["note"]),
        position=place,
    )
