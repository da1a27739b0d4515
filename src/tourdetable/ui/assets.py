"""What pages look like: one stylesheet from its parts, and the sign of the house as an icon."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.db.models import TextChoices

from tourdetable.processes.enums import Basis, ProcessKind, ProcessState
from tourdetable.ui.terms import REGIONS

_APART = re.compile(r"[^a-z]+")
STYLES = Path(__file__).parent / "styles"
SCRIPTS = Path(__file__).parent / "scripts"
PARTS = ("tokens", "text", "frame", "blocks", "tables", "figures", "lists", "forms", "media")
"""In the order of the cascade: tokens first, what depends on the medium last."""


@cache
def stylesheet() -> bytes:
    """The one stylesheet of the record; the same parts give the same bytes."""
    return b"\n".join([*((STYLES / f"{part}.css").read_bytes() for part in PARTS), _narrowing()])


@cache
def screen_stylesheet() -> bytes:
    """The record's stylesheet with what only screens need."""
    return b"\n".join([stylesheet(), (STYLES / "screens.css").read_bytes()])


@cache
def screen_style_name() -> str:
    """The name under which the screens' stylesheet is asked for; it changes with its content."""
    return f"screens-{_mark(screen_stylesheet())}.css"


def narrow_class(value: str | TextChoices) -> str:
    """The class of rows that have the value, and the value of the option that asks for it.

    >>> narrow_class("Central and Eastern Europe")
    'in-central-and-eastern-europe'
    """
    if isinstance(value, TextChoices):
        return f"{type(value).__name__.lower()}-{value.value}"
    return "in-" + _APART.sub("-", value.lower()).strip("-")


def _narrowing() -> bytes:
    """For each value that a list of processes can be narrowed to: rows without it are hidden.

    Selectors cannot compare what is chosen with what is there, so there is one for each value.
    """
    values = (*ProcessKind, *Basis, *ProcessState, *REGIONS)
    selectors = (
        f".narrow:has([value={name}]:checked)~table tbody tr:not(.{name})"
        for name in map(narrow_class, values)
    )
    return (",\n".join(selectors) + "{display:none}\n").encode()


@cache
def favicon() -> bytes:
    """The sign of the house, as SVG."""
    return (STYLES / "favicon.svg").read_bytes()


@cache
def passkey_script() -> bytes:
    """What lets a device sign in; what it is on is hidden without it."""
    return (SCRIPTS / "passkey.js").read_bytes()


@cache
def passkey_script_name() -> str:
    """The name under which it is asked for; it changes with its content."""
    return f"passkey-{_mark(passkey_script())}.js"


@cache
def writing_script() -> bytes:
    """What keeps an answer in the browser until it is saved, and counts its words."""
    return (SCRIPTS / "writing.js").read_bytes()


@cache
def writing_script_name() -> str:
    """The name under which it is asked for; it changes with its content."""
    return f"writing-{_mark(writing_script())}.js"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


@cache
def search_script() -> bytes:
    """What makes the page of the search search; every other page works without a script."""
    return (SCRIPTS / "search.js").read_bytes()
