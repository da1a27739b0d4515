"""Processes as stored, in the shape of processes.yaml."""

from collections.abc import Sequence
from itertools import groupby

from tourdetable.intake.plain import english, listed, names, only, year_or_text
from tourdetable.intake.reading import Plain
from tourdetable.parties.enums import PartyKind, SeatEvidence
from tourdetable.processes.enums import MembershipKind, Role
from tourdetable.processes.models import (
    FoundingClaim,
    Mandate,
    MemberList,
    Membership,
    Process,
    Relation,
)
from tourdetable.processes.queries.dossiers import ProcessDossier, RelationsDossier


def process_data(dossier: ProcessDossier, relations: RelationsDossier) -> dict[str, Plain]:
    process, status = dossier.process, dossier.statuses[0]
    followed, *others = dossier.claims
    lists = {row.kind: row for row in dossier.lists}
    return {
        "id": process.slug,
        **names(process.names),
        "acronym": process.acronym or None,
        "also_known_as": listed(process.also_known_as),
        "type": process.kind,
        **only(iom_label=process.iom_label),
        "regions": listed(process.regions),
        "basis": {"kind": process.basis, "theme": english(process.basis_theme)},
        "established": {
            "year": followed.year.year,
            "sources": listed(followed.sources),
            **only(other_years_given=[_claim(claim) for claim in others]),
        },
        **_beginning(process),
        "status": {
            "state": status.state,
            "since": year_or_text(status.since),
            "sources": listed(status.sources),
            **only(note=english(status.note)),
        },
        "membership": _membership(lists[MembershipKind.MEMBER], dossier.memberships),
        "observers": _observers(lists[MembershipKind.OBSERVER], dossier.memberships),
        "secretariat": [_secretariat(m) for m in dossier.mandates if m.role == Role.SECRETARIAT],
        "chairs": _chairs([m for m in dossier.mandates if m.role != Role.SECRETARIAT]),
        "relations": [_relation(row) for row in relations.relations],
        "website": process.website or None,
        **only(note=english(process.note)),
    }


def _relation(row: Relation) -> dict[str, Plain]:
    target = str(row.target_process or row.target_organisation)
    return {"kind": row.kind, "target": target, "note": english(row.note)}


def _claim(claim: FoundingClaim) -> dict[str, Plain]:
    sources = listed(claim.sources)
    return {"year": claim.year.year, "sources": sources, "note": english(claim.note)}


def _beginning(process: Process) -> dict[str, Plain]:
    return {
        "initiated": {
            "by": english(process.initiated_by),
            "place": process.initiated_place or None,
            "sources": listed(process.initiated_sources),
        },
        "founding_event": {
            "title": english(process.founding_title),
            "date": str(process.founding_date) if process.founding_date else None,
            "place": process.founding_place or None,
            "sources": listed(process.founding_sources),
        },
        "objectives": {
            "summary": english(process.objectives),
            "themes": listed(process.themes),
            "sources": listed(process.objectives_sources),
        },
    }


def _membership(about: MemberList, rows: Sequence[Membership]) -> dict[str, Plain]:
    members = [row for row in rows if row.kind == MembershipKind.MEMBER]
    plain = _plain(members)
    countries = [row for row in plain if row.party.kind == PartyKind.COUNTRY]
    by_kind = {kind: [_named(r) for r in plain if r.party.kind == kind] for kind in PartyKind}
    unsure = [row for row in members if row.evidence == SeatEvidence.UNCERTAIN]
    unsure = [row for row in unsure if row.party.kind == PartyKind.COUNTRY and not row.until]
    return {
        "members": [row.party.code for row in countries if not row.is_territory],
        "complete": about.is_complete,
        "stated_total": about.stated_total,
        "as_of": year_or_text(about.as_of),
        "confidence": about.confidence,
        "sources": listed(about.sources),
        **only(
            member_territories=[row.party.code for row in countries if row.is_territory],
            members_without_iso_code=by_kind[PartyKind.UNCODED],
            member_organisations=by_kind[PartyKind.ORGANISATION],
            uncertain_members=[
                {"iso": r.party.code, "note": english(r.note) or ""} for r in unsure
            ],
            history=_spells(members),
            rule=english(about.rule),
            note=english(about.note),
        ),
    }


def _named(row: Membership | Mandate) -> str:
    return row.named_as or str(row.party)


def _plain(rows: Sequence[Membership]) -> list[Membership]:
    return [row for row in rows if row.evidence == SeatEvidence.LISTED and not row.until]


def _spells(rows: Sequence[Membership]) -> list[Plain]:
    """Dated seats, and listed ones of which the end is known."""
    listed_until = (row for row in rows if row.evidence == SeatEvidence.LISTED and row.until)
    dated = (row for row in rows if row.evidence == SeatEvidence.DATED)
    return [_spell(row) for row in (*dated, *listed_until)]


def _spell(row: Membership) -> dict[str, Plain]:
    is_country = row.party.kind == PartyKind.COUNTRY
    return {
        **({"iso": row.party.code} if is_country else {"organisation": _named(row)}),
        "since": year_or_text(row.since),
        "until": year_or_text(row.until),
        "sources": listed(row.sources),
        **only(note=english(row.note)),
    }


def _observers(about: MemberList, rows: Sequence[Membership]) -> dict[str, Plain]:
    observers = [row for row in rows if row.kind == MembershipKind.OBSERVER]
    plain = _plain(observers)
    states = [row.party.code for row in plain if row.party.kind == PartyKind.COUNTRY]
    return {
        "states": states,
        "organisations": [_named(r) for r in plain if r.party.kind != PartyKind.COUNTRY],
        "complete": about.is_complete,
        "sources": listed(about.sources),
        **only(history=_spells(observers), note=english(about.note)),
    }


def _secretariat(row: Mandate) -> dict[str, Plain]:
    return {
        "organisation": _named(row) if row.party else None,
        "kind": row.secretariat_kind,
        "since": year_or_text(row.since),
        "until": year_or_text(row.until),
        "sources": listed(row.sources),
        **only(note=english(row.note)),
    }


def _chairs(rows: Sequence[Mandate]) -> list[dict[str, Plain]]:
    return [_chair(list(term)) for _, term in groupby(rows, key=lambda row: row.term)]


def _chair(term: Sequence[Mandate]) -> dict[str, Plain]:
    first = term[0]
    parties = [row.party for row in term if row.party]
    held_by: dict[str, Plain] = {"states": [party.code for party in parties]}
    if parties[0].kind != PartyKind.COUNTRY:
        held_by = {"organisation": _named(first)}
    return {
        "from": year_or_text(first.since),
        "to": year_or_text(first.until),
        **held_by,
        "role": first.style,
        "sources": listed(first.sources),
        **only(note=english(first.note)),
    }
