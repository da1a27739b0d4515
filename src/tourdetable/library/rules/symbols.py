"""The grammar of symbols: `MC/INF/276`, `MC/2097/Rev.1`, `RCP/2005/1/Add.2/Corr.1`. Pure.

    symbol       = part 1*( "/" part ) *( "/" modification )
    part         = ( A–Z | 0–9 ) *( A–Z | 0–9 | "." | "-" | "(" | ")" )
    modification = ( "Rev" | "Add" | "Corr" ) "." number
    number       = 1–9 *( 0–9 )

Series and numbers come first, what modifies comes last, one after the other (United Nations
Editorial Manual, document symbols). A symbol serves all languages, and so has none in it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.library.enums import Modification

ABBREVIATIONS = {
    Modification.REVISION: "Rev",
    Modification.ADDENDUM: "Add",
    Modification.CORRIGENDUM: "Corr",
}
LONGEST = 80
"""Characters of a symbol, as many as its column holds."""

_KINDS = {abbreviation: kind for kind, abbreviation in ABBREVIATIONS.items()}
_PART = re.compile(r"[A-Z0-9][A-Z0-9.()-]*")
_MODIFICATION = re.compile(r"(Rev|Add|Corr)\.([1-9][0-9]{0,3})")
_NEARLY = re.compile(r"(rev|add|corr)\W*[0-9]*\W*", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Step:
    """One modification in a symbol: `Corr.1`."""

    kind: Modification
    number: int

    def __str__(self) -> str:
        return f"{ABBREVIATIONS[self.kind]}.{self.number}"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: `RCP/2005/1` and what was done to it, the last at the end."""

    stem: str
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return "/".join([self.stem, *map(str, self.steps)])

    @property
    def last(self) -> Step | None:
        """What the document itself is: `Corr.1`; None for one that modifies nothing."""
        return self.steps[-1] if self.steps else None

    @property
    def modified(self) -> "Symbol":
        """The symbol without its last step: of the document that it modifies."""
        return Symbol(self.stem, self.steps[:-1])


def parse_symbol(text: str) -> Symbol:
    """Take a symbol apart. Raises SentenceError for what is none."""
    if len(text) > LONGEST:
        _refuse(text, f"it has more than {LONGEST} characters; shorten it")
    parts = text.split("/")
    steps: list[Step] = []
    for number, part in enumerate(parts, 1):
        match = _MODIFICATION.fullmatch(part)
        if match:
            steps.append(Step(_KINDS[match[1]], int(match[2])))
        elif _NEARLY.fullmatch(part):
            _refuse(text, f"“{shown(part)}” is written Rev.1, Add.1 or Corr.1, with its number")
        elif not _PART.fullmatch(part):
            _refuse(text, f"part {number} takes capitals, digits and . - ( ), and starts with one")
        elif steps:
            _refuse(text, f"“{steps[-1]}” stands before “{part}”; what modifies comes last")
    stem = "/".join(parts[: len(parts) - len(steps)])
    if "/" not in stem:
        _refuse(text, "name the series and the number, as in MC/INF/276")
    return Symbol(stem, tuple(steps))


def _refuse(text: str, reason: str) -> NoReturn:
    msg = f"“{shown(text)}” is no symbol: {reason}."
    raise SentenceError(msg)


def check_agreement(symbol: str, kind: Modification, modified: str) -> None:
    """A symbol that says what its document modifies, and the relation, say the same; either may
    be empty. A revision may also revise an earlier one: Rev.2 stands for Rev.1 or for the first
    text.

    Raises SentenceError where they do not, or where a symbol is none.
    """
    if not symbol:
        return
    own = parse_symbol(symbol)
    if own.last is None:
        msg = f"{symbol} says of itself that it modifies nothing; give it the symbol of its {kind}."
        raise SentenceError(msg)
    if own.last.kind is not kind:
        msg = f"{symbol} says that it is a {own.last.kind.label}, not a {kind.label}."
        raise SentenceError(msg)
    if modified and parse_symbol(modified) not in (own.modified, *_earlier(own)):
        msg = f"{symbol} modifies {own.modified} by its symbol, not {modified}."
        raise SentenceError(msg)


def _earlier(own: Symbol) -> Iterable[Symbol]:
    """The revisions before a revision."""
    if own.last and own.last.kind is Modification.REVISION:
        for number in range(1, own.last.number):
            yield Symbol(own.stem, (*own.steps[:-1], Step(Modification.REVISION, number)))


def closes_a_circle(document: int, modified: int, modifies: Mapping[int, int | None]) -> bool:
    """Would the document, by modifying that one, come to modify itself? By their keys; `modifies`
    holds what each modifies now.
    """
    step: int | None = modified
    while step is not None:
        if step == document:
            return True
        step = modifies.get(step)
    return False
