"""How the command line puts answers into words and into JSON. English, like the commands."""

from collections.abc import Iterable, Sequence
from typing import Any

from tourdetable.invitations.queries.list import Line
from tourdetable.kernel.collections import CitedPage, pages_by_key
from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.parties.enums import Certainty, Doubt
from tourdetable.parties.models import Party
from tourdetable.parties.queries import Reason, Seat
from tourdetable.processes.enums import MandateStyle, SecretariatKind
from tourdetable.processes.queries.offices import Holder

Json = dict[str, Any]
"""A JSON object on its way out; nothing in the house reads it again."""


def party_name(party: Party) -> str:
    return str(party.names) or party.code


def named_party(party: Party) -> Json:
    return {"code": party.code, "kind": party.kind, "name": party_name(party)}


def reason_sentence(reason: Reason) -> str:
    """A doubt in a few words, with the year, month or day that it turns on."""
    unit = str(reason.unit) if reason.unit else ""
    if reason.code is Doubt.HANDOVER:
        is_day = reason.unit is not None and reason.unit.is_day
        how = "the hour of which" if is_day else "the day of which"
        return f"depends on a handover {'on' if is_day else 'in'} {unit}, {how} is not known"
    if reason.code is Doubt.START_PRECISION:
        return f"began in {unit}, on a day not known"
    if reason.code is Doubt.END_PRECISION:
        return f"ended in {unit}, on a day not known"
    return str(reason.code.label)


def reasons_json(reasons: Iterable[Reason]) -> list[Json]:
    return [
        {"code": str(r.code), "unit": str(r.unit) if r.unit else None, "says": reason_sentence(r)}
        for r in reasons
    ]


def period_words(period: Period) -> str:
    """`2004–2005`, `2005`, `since 2002`, `until 2014` or `dates not known`."""
    start, end = period.start, period.end
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else "dates not known"


def office_name(holder: Holder) -> str:
    mandate = holder.mandate
    if mandate.secretariat_kind:
        return str(SecretariatKind(mandate.secretariat_kind).label)
    return str(MandateStyle(mandate.style).label) if mandate.style else str(mandate.role)


def holder_json(holder: Holder) -> Json:
    """A holder of an office: the party, the dates of the mandate, doubts, keys of sources."""
    mandate = holder.mandate
    return {
        "party": named_party(mandate.party) if mandate.party else None,
        "named_as": mandate.named_as or None,
        "role": mandate.role,
        "office": office_name(holder),
        "from": str(mandate.since) if mandate.since else None,
        "to": str(mandate.until) if mandate.until else None,
        "certainty": str(holder.certainty),
        "verified": not mandate.is_unverified,
        "doubts": reasons_json(holder.reasons),
        "note": str(mandate.note) or None,
        "sources": list(mandate.sources),
    }


def holder_line(holder: Holder) -> str:
    """One line for one holder: who, which office, when, which doubts, which sources."""
    mandate = holder.mandate
    who = party_name(mandate.party) if mandate.party else "nobody"
    doubts = "; ".join(reason_sentence(r) for r in holder.reasons)
    sources = ", ".join(mandate.sources)
    what = f"{who} ({office_name(holder)}, {period_words(mandate.period)})"
    return f"{what}{f' — {doubts}' if doubts else ''} [{sources}]"


def line_json(line: Line) -> Json:
    """A line of an invitation list, with its ground, certainty and sources."""
    return {
        "process": line.rule.process.slug,
        "office": line.rule.office,
        "ground": str(line.ground),
        "ground_says": str(line.ground.label),
        "where_fitting": line.rule.where_fitting,
        "candidates": [holder_json(holder) for holder in line.candidates],
        "certainty": str(line.certainty),
        "doubts": reasons_json(line.reasons),
        "no_official_secretariat": [holder_json(holder) for holder in line.stated_none],
        "sources": list(line.sources),
        "rule_sources": list(line.rule.sources),
        "rule_note": str(line.rule.note) or None,
    }


def seat_json(seat: Seat) -> Json:
    return {
        **named_party(seat.party),
        "territory": seat.is_territory,
        "certainty": str(seat.certainty),
        "doubts": reasons_json(seat.reasons),
        "sources": list(seat.sources),
    }


def counted(seats: Sequence[Seat], on: PartialDate) -> str:
    """`45 on 2005-04-14: 3 certain, 42 listed without a date, 0 doubtful`."""
    grades = [seat.certainty for seat in seats]
    return (
        f"{len(seats)} on {on}: {grades.count(Certainty.CERTAIN)} certain, "
        f"{grades.count(Certainty.LISTED)} listed without a date of entry, "
        f"{grades.count(Certainty.DOUBTFUL)} doubtful"
    )


def sources_json(keys: Iterable[str]) -> dict[str, Json]:
    """What the cited keys stand for; one query."""
    wanted = sorted(set(keys))
    found = pages_by_key(wanted)
    return {key: _source_json(found.get(key)) for key in wanted}


def _source_json(source: CitedPage | None) -> Json:
    if source is None:
        return {"publisher": "general knowledge, unverified", "url": None, "read": None}
    return {"publisher": source.publisher, "url": source.url, "read": source.reading}


def sources_lines(keys: Iterable[str]) -> list[str]:
    """One line for each cited source, in the order of the keys."""
    lines = []
    for key, source in sources_json(keys).items():
        where = source["url"] or "no page stands behind it"
        lines.append(f"  [{key}] {source['publisher']}: {where}")
    return lines
