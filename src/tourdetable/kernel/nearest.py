"""Which known names come close to one that nothing carries."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

_MOST = 3
_CLOSE = 0.5
"""Half of the letters in the same order: closer than chance, far enough for a typing slip."""


def folded(text: str) -> str:
    """Without case, accents and punctuation, for comparing what people type."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))


def nearest_names(name: str, known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Up to three keys of `known` whose key or other names come close to `name`, best first."""
    wanted = folded(name)
    scores: dict[str, float] = {}
    for key, others in known.items():
        candidates = [folded(text) for text in (key, *others) if text]
        scores[key] = max(_closeness(wanted, candidate) for candidate in candidates)
    best = sorted(
        (key for key, score in scores.items() if score >= _CLOSE), key=lambda k: -scores[k]
    )
    return tuple(best[:_MOST])


def _closeness(wanted: str, candidate: str) -> float:
    if wanted.strip() and wanted.strip() in candidate:
        return 0.9 + 0.1 * len(wanted) / len(candidate)
    matcher = difflib.SequenceMatcher(None, wanted, candidate)
    return matcher.ratio() if matcher.real_quick_ratio() >= _CLOSE else 0.0
