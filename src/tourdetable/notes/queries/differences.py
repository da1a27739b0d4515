"""Two texts that were written to the same question, told apart by words."""

import difflib
import re
from collections import Counter

_PIECES = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
"""Words with the space behind them: spaces of their own would match each other everywhere."""
MOST_PAIRS = 100_000
"""Of equal pieces in both texts: the time of a comparison grows with them."""
Marked = tuple[tuple[str, str], ...]


def differences(before: str, after: str) -> Marked:
    """The words of both in one run: `same`, `gone` and `new` pieces in their order. Where more is
    alike and unlike than can be told apart, all of the one is gone and all of the other is new.
    """
    if before == after:
        return (("same", before),) if before else ()
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    counts, others = Counter(old), Counter(new)
    if sum(count * others[piece] for piece, count in counts.items()) > MOST_PAIRS:
        return tuple(pair for pair in (("gone", before), ("new", after)) if pair[1])
    found: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        pairs = [("same", gone)] if kind == "equal" else [("gone", gone), ("new", come)]
        found += [pair for pair in pairs if pair[1]]
    return tuple(found)
