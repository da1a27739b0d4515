"""What pages look like: one stylesheet from its parts, and the sign of the house as an icon."""

from functools import cache
from pathlib import Path

STYLES = Path(__file__).parent / "styles"
PARTS = ("tokens", "text", "frame", "blocks", "tables", "figures", "lists", "media")
"""In the order of the cascade: tokens first, what depends on the medium last."""


@cache
def stylesheet() -> bytes:
    """The one stylesheet of the record; the same parts give the same bytes."""
    return b"\n".join((STYLES / f"{part}.css").read_bytes() for part in PARTS)


@cache
def favicon() -> bytes:
    """The sign of the house, as SVG."""
    return (STYLES / "favicon.svg").read_bytes()
