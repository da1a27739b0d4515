"""The pages of an XLSForm by the heads of their columns, in all the spellings that are usual.

A text's language stands in its head: `label::French (fr)`, by its code in brackets, its code alone
or its name (in one of the six languages, or its own where that is one of them). XLSForm leaves the
code free, and pyxform 4.5 takes any head for a language of its own; we have to know which it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from tourdetable.intake.people.workbooks import Pages
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.nearest import folded
from tourdetable.notes.queries.plans import Remark

TEXTS = frozenset({"label", "hint"})
"""The columns that we take in several languages."""
MOST_ROWS, MOST_COLUMNS = 5_000, 200
YES = frozenset({"yes", "true", "true()", "1"})
UNKNOWN = "?"
"""In the place of a language that nobody knows."""
_DISARMED = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")
"""The mark that our own export puts before what a spreadsheet would run."""
Row = Mapping[str, str]
_LANGUAGE = re.compile(r"\(([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\)\s*$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NAMED_IN = ("en", "fr", "es", "ru", "ar", "zh")
_SELECT = re.compile(r"select[ _](one|multiple|all that apply)(?:[ _]from)?\s+(?!file\b)")


def rows_of(page: Pages) -> tuple[list[str], list[tuple[int, Row]]]:
    """The heads of a page as they are written; its rows by the heads as `head_of` has them, each
    with its number, from 2 on. Rows that are `disabled` are passed over, as pyxform does.
    """
    lines = page.rows
    if not lines:
        return [], []
    columns = list(map(head_of, lines[0]))
    rows = [
        (
            number,
            {
                column: _DISARMED.sub("", cell).strip()
                for column, cell in zip(columns, line, strict=False)
                if column
            },
        )
        for number, line in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in line)
    ]
    return list(lines[0]), [
        (number, row) for number, row in rows if row.get("disabled", "").lower() not in YES
    ]


def head_of(cell: str) -> str:
    """`label::fr` for `Label :: French (fr)`; other columns by their name in small letters."""
    name, *more = re.split(r"\s*::?\s*", cell.strip(), maxsplit=1)
    name = name.lower()
    if name not in TEXTS or not more:
        return "::".join((name, *more))
    return f"{name}::{tag_of(more[0]) or UNKNOWN}"


def tag_of(language: str) -> str:
    """The tag (BCP 47) of `French (fr)`, `fr` or `French`; empty for one that is not known."""
    if match := _LANGUAGE.search(language):
        return match[1]
    if _TAG.fullmatch(language):
        return language
    return _tags().get(folded(language), "")


@cache
def _tags() -> dict[str, str]:
    """The name of a language → its tag."""
    return {
        folded(name): tag.replace("_", "-")
        for named_in in _NAMED_IN
        for tag, name in Locale(named_in).languages.items()
    }


def remarks_on(page: str, cells: Sequence[str], default: str) -> Iterator[Remark]:
    """What is to be said of the heads of a page; texts without a language are in `default`."""
    taken: dict[tuple[str, str], str] = {}
    for cell in cells:
        name, _, tag = head_of(cell).partition("::")
        if name not in TEXTS:
            continue
        if tag == UNKNOWN:
            told = SentenceError(
                "The language of the column “%(column)s” is not known, so its texts cannot be"
                " taken; name it as in “French (fr)”.",
                column=cell.strip()[:60],
            )
            yield Remark(page, told)
            continue
        other = taken.setdefault((name, tag or default), cell)
        if other is not cell:
            told = SentenceError(
                "The columns “%(column)s” and “%(other)s” are of one language; of two texts the"
                " one further right is taken.",
                column=other.strip()[:60],
                other=cell.strip()[:60],
            )
            yield Remark(page, told)


def type_of(cell: str) -> str:
    """`select_one yn` for `select one from yn`, `begin_group` for `begin group`."""
    joined = re.sub(r"^(begin|end)\s+", r"\1_", cell.strip())
    match = _SELECT.match(joined)
    if not match:
        return joined
    kind = "select_one" if match[1] == "one" else "select_multiple"
    return f"{kind} {joined[match.end() :]}"
