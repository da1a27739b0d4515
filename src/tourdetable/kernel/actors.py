"""Who acts. Identity comes in as an argument; no stage looks it up (style, rule 17)."""

from dataclasses import dataclass, field

from tourdetable.kernel.enums import ActorKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may act as at a moment: a `capacity`, in the words of the stage that grants
    it, towards a thing by its name in the journal (`process:bali-process`); `of` is empty where
    it holds for the whole house.
    """

    capacity: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who asks or acts; `key` says which person or which programme of the operator.

    `standings` are what mandates, focal points, nominations and the secretariat's list give that
    person at the moment of asking; they are worked out anew each time and stored nowhere. `form`
    is the number of the form that asks, so that a form that is sent twice acts once.
    """

    kind: ActorKind
    key: str = ""
    standings: frozenset[Standing] = field(default=frozenset(), compare=False)
    form: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.key}" if self.key else str(self.kind.value)

    @property
    def is_operator(self) -> bool:
        return self.kind is ActorKind.OPERATOR

    def stands(self, capacity: str, of: str = "") -> bool:
        """Has this one that capacity towards the thing?"""
        return Standing(capacity, of) in self.standings


ANONYMOUS = Actor(ActorKind.ANONYMOUS)
