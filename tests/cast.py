"""The people at the table, shared by every test.

Roles follow from mandates, nominations and focal points on a date (design, section 5). Until those
exist, everybody but the operator has the rights of a reader; the cast is complete all the same,
so that a rule cannot forget anyone.
"""

import datetime as dt

from tourdetable.kernel.actors import ANONYMOUS, Actor
from tourdetable.kernel.enums import ActorKind

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)

OPERATOR = Actor(ActorKind.OPERATOR, "tests")

CAST: dict[str, Actor] = {
    "operator": OPERATOR,
    "secretariat officer": Actor(ActorKind.PERSON, "officer"),
    "chair's office": Actor(ActorKind.PERSON, "chair"),
    "focal point": Actor(ActorKind.PERSON, "focal-point"),
    "ministry contributor": Actor(ActorKind.PERSON, "ministry"),
    "delegate": Actor(ActorKind.PERSON, "delegate"),
    "observer": Actor(ActorKind.PERSON, "observer"),
    "rapporteur": Actor(ActorKind.PERSON, "rapporteur"),
    "other delegation": Actor(ActorKind.PERSON, "other-delegate"),
    "reader of the record": ANONYMOUS,
}
