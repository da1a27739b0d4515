"""The people at the table, shared by every test.

Roles follow from mandates, nominations and focal points on a date (design, section 5). Each of the
cast has the standings that these would give in one process and towards one meeting; the other
delegation has those of another meeting, and must see nothing of this one.
"""

import datetime as dt

from tourdetable.kernel.actors import ANONYMOUS, Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.parties.enums import Capacity

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)

OPERATOR = Actor(ActorKind.OPERATOR, "tests")

PROCESS, MEETING, OTHER_MEETING = "process:bali-process", "meeting:table", "meeting:other-table"
"""What the cast has to do with, by its names in the journal."""


def _person(key: str, *standings: tuple[Capacity, str]) -> Actor:
    return Actor(ActorKind.PERSON, key, frozenset(Standing(*one) for one in standings))


CAST: dict[str, Actor] = {
    "operator": OPERATOR,
    "secretariat officer": _person("officer", (Capacity.OFFICER, "")),
    "chair's office": _person(
        "chair", (Capacity.CHAIR, PROCESS), (Capacity.FOCAL_POINT, "party:AUS")
    ),
    "focal point": _person("focal-point", (Capacity.FOCAL_POINT, "party:AUS@bali-process")),
    "ministry contributor": _person("ministry"),
    "delegate": _person("delegate", (Capacity.DELEGATE, MEETING)),
    "observer": _person("observer", (Capacity.OBSERVER, MEETING)),
    "rapporteur": _person("rapporteur", (Capacity.RAPPORTEUR, MEETING)),
    "other delegation": _person("other-delegate", (Capacity.DELEGATE, OTHER_MEETING)),
    "reader of the record": ANONYMOUS,
}
