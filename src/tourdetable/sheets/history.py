"""What was ever changed of a thing, read from the journal: who, when, from what to what, by which
page.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from tourdetable.kernel.citing import Page as CitedPage
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.models import Event
from tourdetable.kernel.reconciling import ORDER
from tourdetable.kernel.wording import Reading, Wording
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party, Person
from tourdetable.processes.enums import MandateStyle, MembershipKind, Role, SecretariatKind
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader

FACTS = ("memberships", "mandates", "focal_points", "affiliations")
"""The parts of which each row is told; of the others only that they changed."""
MOST = 25
"""Changes of one event that are told one by one."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it stood: what it is where that has a name, and its dates. `post` is the text of a
    post, `is_uncertain` is said of a seat that was a doubtful mention.
    """

    what: TextChoices | None
    post: str
    since: PartialDate | None
    until: PartialDate | None
    is_uncertain: bool
    is_alternate: bool
    note: Reading


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact before and after; None where it was not there."""

    part: str
    party: PartyLine | None
    person: str
    before: FactLine | None
    after: FactLine | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event. `by` is empty for the operator's programmes; `untold` counts the changes beyond
    those that are told, `other_parts` names what changed besides.
    """

    number: int
    at: dt.datetime
    by: str
    verb: str
    page: CitedPage | None
    changes: tuple[FactChange, ...]
    untold: int
    other_parts: tuple[str, ...]


def history_lines(events: Sequence[Event], reader: Reader) -> tuple[HistoryLine, ...]:
    """In the order of the events. Two queries, whatever they say."""
    told = [(event, _loaded(event.before), _loaded(event.after)) for event in events]
    pairs = [_pairs(before, after) for _, before, after in told]
    rows = [row for changes in pairs for _, *both in changes for row in both if row]
    codes = {str(row["party"]) for row in rows if row.get("party")}
    for party in Party.objects.filter(code__in=codes):
        reader.party(party)
    slugs = {str(row["person"]) for row in rows if row.get("person")}
    slugs |= {event.by.partition(":")[2] for event in events}
    people = dict(Person.objects.filter(slug__in=slugs).values_list("slug", "name"))
    return tuple(
        _line(event, (before, after), changes, people, reader)
        for (event, before, after), changes in zip(told, pairs, strict=True)
    )


Row = Mapping[str, Any]
Pair = tuple[str, Row | None, Row | None]


def _loaded(text: str) -> dict[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _pairs(before: Row, after: Row) -> list[Pair]:
    """What went and what came, by the party and person that it is about."""
    found: list[Pair] = []
    for part in FACTS:
        gone, come = _differing(before.get(part, ()), after.get(part, ()))
        while gone:
            row = gone.pop(0)
            next_one = next((other for other in come if _same(row, other)), None)
            if next_one is not None:
                come.remove(next_one)
            found.append((part, row, next_one))
        found += [(part, None, row) for row in come]
    return found


def _differing(before: Iterable[Row], after: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    gone, come = (Counter(map(_facts, rows)) for rows in (before, after))
    return [json.loads(t) for t in (gone - come).elements()], [
        json.loads(t) for t in (come - gone).elements()
    ]


def _facts(row: Row) -> str:
    return canonical_json({name: value for name, value in row.items() if name not in ORDER})


def _same(row: Row, other: Row) -> bool:
    return all(row.get(name) == other.get(name) for name in ("party", "person", "role"))


def _line(
    event: Event,
    said: tuple[Row, Row],
    pairs: Sequence[Pair],
    people: Mapping[str, str],
    reader: Reader,
) -> HistoryLine:
    before, after = said
    kind, _, who = event.by.partition(":")
    page = after.get("said_by")
    told = pairs if before or page else ()
    others = [name for name in {**before, **after} if name not in (*FACTS, "said_by", "file")]
    changes = tuple(
        FactChange(
            part,
            reader.party_lines.get(str((new or old or {}).get("party", ""))),
            people.get(str((new or old or {}).get("person", "")), ""),
            _fact(part, old, reader),
            _fact(part, new, reader),
        )
        for part, old, new in told[:MOST]
    )
    return HistoryLine(
        event.pk,
        event.at,
        people.get(who, who) if kind == "person" else "",
        event.verb,
        CitedPage(**page) if page else None,
        changes,
        len(pairs) - len(changes),
        tuple(name for name in others if before and before.get(name) != after.get(name)),
    )


def _fact(part: str, row: Row | None, reader: Reader) -> FactLine | None:
    if row is None:
        return None
    return FactLine(
        _what(part, row),
        _post(row),
        _date(row, "since") or _date(row, "attested_on"),
        _date(row, "until"),
        row.get("evidence") == SeatEvidence.UNCERTAIN,
        bool(row.get("is_alternate")),
        reader.say(Wording.from_json(row.get("note", {}))),
    )


def _what(part: str, row: Row) -> TextChoices | None:
    if part == "memberships":
        return MembershipKind(row["kind"])
    if part == "mandates":
        kind = row.get("secretariat_kind")
        if kind:
            return SecretariatKind(kind)
        return MandateStyle(row["style"]) if row.get("style") else Role(row["role"])
    return None


def _post(row: Row) -> str:
    texts = [version["text"] for version in row.get("post", {}).values()]
    return str(texts[0]) if texts else ""


def _date(row: Row, name: str) -> PartialDate | None:
    return PartialDate(row[name]) if row.get(name) else None
