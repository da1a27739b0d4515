"""Who acts. Identity comes in as an argument; no stage looks it up (style, rule 17)."""

from dataclasses import dataclass

from tourdetable.kernel.enums import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who asks or acts; `key` says which person or which programme of the operator."""

    kind: ActorKind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.key}" if self.key else str(self.kind.value)

    @property
    def is_operator(self) -> bool:
        return self.kind is ActorKind.OPERATOR


ANONYMOUS = Actor(ActorKind.ANONYMOUS)
