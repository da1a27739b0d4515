"""JSON that may have any shape: asked for what is hoped for, it gives that or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """A value of JSON."""

    value: Any

    def __getitem__(self, key: str) -> "Shape":
        """What stands under a key; nothing where there is no such thing."""
        return Shape(self.value.get(key)) if isinstance(self.value, dict) else Shape(None)

    def __iter__(self) -> Iterator["Shape"]:
        """The things of a list."""
        return iter(map(Shape, self.value)) if isinstance(self.value, list) else iter(())

    def __bool__(self) -> bool:
        return bool(self.value)

    def named(self) -> Iterator[tuple[str, "Shape"]]:
        """Each name and what stands under it."""
        rows = self.value.items() if isinstance(self.value, dict) else ()
        return ((str(name), Shape(value)) for name, value in rows)

    @property
    def text(self) -> str:
        """A text or a number as a text; empty for anything else."""
        is_said = isinstance(self.value, str | int | float) and not isinstance(self.value, bool)
        return str(self.value) if is_said else ""

    @property
    def whole(self) -> int | None:
        """A whole number, also where it stands as a text."""
        try:
            return int(float(self.text)) if self.text else None
        except (ValueError, OverflowError):
            return None
