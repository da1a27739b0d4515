"""Organisations as stored, in the shape of organisations.yaml."""

from collections.abc import Iterable

from tourdetable.intake.plain import english, listed, names, only, year_or_text
from tourdetable.intake.reading import Plain
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Organisation, OrganisationMembership
from tourdetable.parties.queries import OrganisationDossier


def organisation_data(dossier: OrganisationDossier) -> dict[str, Plain]:
    party, details = dossier.party, dossier.details[0]
    seat_country = details.seat_country.code if details.seat_country else None
    return {
        "id": party.code,
        **names(party.names),
        "acronym": {tag: party.acronyms.text(tag) for tag in party.acronyms},
        "type": details.kind,
        "mandate": listed(details.fields_of_work),
        "headquarters": {"city": details.seat_city or None, "country": seat_country},
        "founded": details.founded,
        "facts_sources": listed(details.sources),
        "membership": _membership(details, dossier.memberships),
        **only(website=details.website, note=english(details.note)),
    }


def _membership(details: Organisation, rows: Iterable[OrganisationMembership]) -> dict[str, Plain]:
    rows = list(rows)
    plain = [row for row in rows if row.evidence == SeatEvidence.LISTED]
    members = [row.party.code for row in plain if not row.is_territory]
    spells = [_spell(row) for row in rows if row.evidence == SeatEvidence.DATED]
    complete = details.history_complete
    return {
        "members": members if details.members_known else None,
        "stated_total": details.stated_total,
        "sources": listed(details.member_sources),
        **only(member_territories=[row.party.code for row in plain if row.is_territory]),
        **only(crosscheck=_crosscheck(details), predecessor=_predecessor(details)),
        **only(history=spells),
        **({} if complete is None else {"history_complete": complete}),
    }


def _spell(row: OrganisationMembership) -> dict[str, Plain]:
    return {
        "iso": row.party.code,
        "since": year_or_text(row.since),
        "until": year_or_text(row.until),
        "status": row.status,
        "sources": listed(row.sources),
        **only(note=english(row.note), end_unknown=row.end_unknown),
    }


def _crosscheck(details: Organisation) -> dict[str, Plain]:
    if not details.checked_against:
        return {}
    return {
        "against": details.checked_against,
        "label": details.checked_label,
        "agrees": details.check_agrees,
        "only_here": listed(details.check_only_here),
        "only_in_factbook": listed(details.check_only_there),
    }


def _predecessor(details: Organisation) -> dict[str, Plain]:
    if not details.predecessor_name:
        return {}
    return {
        "name": details.predecessor_name,
        "acronym": details.predecessor_acronym,
        "from": year_or_text(details.predecessor_from),
        "until": year_or_text(details.predecessor_until),
    }
