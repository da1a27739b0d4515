"""Organisations, and those that other files only name, as dossiers."""

from collections.abc import Iterable

from tourdetable.intake.known import Known, english, is_id, names, period, slug_of, sources
from tourdetable.intake.reading import Node
from tourdetable.kernel.wording import Wording
from tourdetable.parties.enums import OrganisationKind, PartyKind, SeatEvidence, SeatStatus
from tourdetable.parties.models import Organisation, OrganisationMembership, Party
from tourdetable.parties.queries import OrganisationDossier


def organisation_dossier(node: Node, known: Known) -> OrganisationDossier:
    """Raises SentenceError for what the file refers to and nobody knows."""
    acronyms = node.get("acronym")
    party = Party(
        code=node["id"].text,
        kind=PartyKind.ORGANISATION,
        names=names(node),
        acronyms=Wording.of(**(acronyms.value or {})),
    )
    membership = node["membership"]
    seat = node["headquarters"]
    details = Organisation(
        party=party,
        kind=node["type"].text,
        fields_of_work=node["mandate"].texts,
        seat_city=seat["city"].text,
        seat_country=known.country(seat["country"]) if seat["country"].value else None,
        founded=node["founded"].value,
        sources=sources(node, "facts_sources"),
        website=node.get("website").text,
        note=english(node.get("note")),
        members_known=membership["members"].value is not None,
        member_sources=sources(membership),
        stated_total=membership["stated_total"].value,
        history_complete=membership.get("history_complete").value,
    )
    _add_predecessor(details, membership.get("predecessor"))
    _add_check(details, membership.get("crosscheck"))
    return OrganisationDossier(party, [details], _seats(party, membership, known))


def _add_predecessor(details: Organisation, node: Node) -> None:
    if node.value:
        details.predecessor_name = node["name"].text
        details.predecessor_acronym = node["acronym"].text
        details.predecessor_from, details.predecessor_until = period(node, "from", "until")


def _add_check(details: Organisation, node: Node) -> None:
    if node.value:
        details.checked_against = node["against"].text
        details.checked_label = node["label"].text
        details.check_agrees = node["agrees"].value
        details.check_only_here = node["only_here"].texts
        details.check_only_there = node["only_in_factbook"].texts


def _seats(party: Party, node: Node, known: Known) -> list[OrganisationMembership]:
    listed = [(known.country(member), False) for member in node.get("members")]
    listed += [(known.country(member), True) for member in node.get("member_territories")]
    rows = [
        OrganisationMembership(
            organisation=party,
            party=member,
            evidence=SeatEvidence.LISTED,
            is_territory=is_territory,
            position=place,
        )
        for place, (member, is_territory) in enumerate(listed)
    ]
    spells = enumerate(node.get("history"), len(rows))
    rows += [_spell(party, row, place, known) for place, row in spells]
    return rows


def _spell(party: Party, node: Node, place: int, known: Known) -> OrganisationMembership:
    since, until = period(node, "since", "until")
    return OrganisationMembership(
        organisation=party,
        party=known.country(node["iso"]),
        evidence=SeatEvidence.DATED,
        status=node.get("status").text or SeatStatus.MEMBER,
        since=since,
        until=until,
        end_unknown=bool(node.get("end_unknown").value),
        sources=sources(node),
        note=english(node.get("note")),
        position=place,
    )


def named_only(
    nodes: Iterable[Node], known: Known, kind: PartyKind = PartyKind.ORGANISATION
) -> list[OrganisationDossier]:
    """Those that the texts name and nothing describes yet, once each.

    A text is linked to what carries exactly that name or acronym, never to what is merely alike.
    """
    found: dict[str, OrganisationDossier] = {}
    for node in nodes:
        text = node.text
        if is_id(text) or known.named(text) or text in found:
            continue
        code = slug_of(text)
        if not code or code in known.parties or code in {str(d.party) for d in found.values()}:
            node.refuse(f"“{text}” cannot be told from another party; give it an id.")
        party = Party(code=code, kind=kind, names=Wording.of(en=text))
        details = []
        if kind == PartyKind.ORGANISATION:
            details = [Organisation(party=party, kind=OrganisationKind.NAMED_ONLY)]
        found[text] = OrganisationDossier(party, details, [])
    return list(found.values())
