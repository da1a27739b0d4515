"""Joins texts into a list as a sentence of the language has it: `A, B and C`, `A, B or C`.

The shape is CLDR's, by way of Babel. In Spanish the conjunction gives way to its own sound, as in
`Francia e Italia` and `Chile u Omán`, which CLDR's patterns do not say: ICU has code for it, Babel
2.19 has none (findings/states-joined-in-spanish.sh). No other of the six languages has such a rule.
"""

import re
from collections.abc import Sequence
from typing import Literal

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup, escape

_BEFORE_ITS_SOUND = {
    "es": (
        (" y ", " e ", re.compile(r"\W*(?:[ií]|h[ií](?![aeáé]))", re.IGNORECASE)),
        (" o ", " u ", re.compile(r"\W*(?:h?[oó]|8|11\b)", re.IGNORECASE)),
    )
}
"""The conjunction, what it becomes, and what begins with its sound: not the `hie` of `hierro`."""


def join_texts(items: Sequence[str], style: Literal["standard", "or"], locale: Locale) -> str:
    """Texts that are markup give markup; the others among them are escaped."""
    if not any(hasattr(item, "__html__") for item in items):
        return _joined(items, style, locale)
    # Each item is markup or escaped here, and CLDR's commas and conjunctions hold no markup.
    return Markup(_joined([str(escape(item)) for item in items], style, locale))  # noqa: S704 - see above


def _joined(items: Sequence[str], style: Literal["standard", "or"], locale: Locale) -> str:
    joined = format_list(items, style, locale)
    rules = _BEFORE_ITS_SOUND.get(locale.language, ()) if len(items) > 1 else ()
    head = joined.removesuffix(items[-1]) if rules else ""
    for word, instead, sound in rules:
        if head.endswith(word) and sound.match(Markup(items[-1]).striptags()):  # noqa: S704 - read, not shown
            return f"{head.removesuffix(word)}{instead}{items[-1]}"
    return joined
