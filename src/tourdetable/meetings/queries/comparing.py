"""What has become of an agenda from one version to another, item by item."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import Alteration
from tourdetable.meetings.queries.agenda import PlainItem, PlainSession

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_BY_LETTER = re.compile(r"[\u0e00-\u0eff\u2e80-\u9fff]")
"""Scripts that put no space between words: there every letter is compared."""


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item where it stands: `number` is its place in the session of that number."""

    item: PlainItem
    session: PlainSession
    number: int


@dataclass(frozen=True, slots=True)
class AlteredItem:
    """An item that is not as it was; `before` and `after` are empty where it was not there."""

    alterations: tuple[Alteration, ...]
    before: PlacedItem | None
    after: PlacedItem | None


@dataclass(frozen=True, slots=True)
class AgendaComparison:
    """All that differs: items in their later order, removed ones last; sessions by key."""

    items: tuple[AlteredItem, ...]
    sessions: tuple[tuple[PlainSession | None, PlainSession | None], ...]

    def __bool__(self) -> bool:
        return bool(self.items or self.sessions)


def compared(before: Sequence[PlainSession], after: Sequence[PlainSession]) -> AgendaComparison:
    """How the later agenda differs from the earlier one."""
    then, now = _placed(before), _placed(after)
    moved = _moved(then, now)
    found = []
    for key, place in now.items():
        earlier = then.get(key)
        if earlier is None:
            found.append(AlteredItem((Alteration.ADDED,), None, place))
        elif alterations := tuple(_alterations(earlier, place, is_moved=key in moved)):
            found.append(AlteredItem(alterations, earlier, place))
    gone = (place for key, place in then.items() if key not in now)
    found += [AlteredItem((Alteration.REMOVED,), place, None) for place in gone]
    return AgendaComparison(tuple(found), tuple(_sessions(before, after)))


def marked(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words of two texts in one run: `same`, `gone` and `new` pieces in their order."""
    old, new = _pieces(before), _pieces(after)
    found: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(old[i1:i2])))
            continue
        found += [("gone", "".join(old[i1:i2]))] if i1 < i2 else []
        found += [("new", "".join(new[j1:j2]))] if j1 < j2 else []
    return tuple(found)


def _pieces(text: str) -> list[str]:
    pieces = _WORDS.findall(text)
    return [part for piece in pieces for part in (piece if _BY_LETTER.search(piece) else (piece,))]


def _placed(content: Sequence[PlainSession]) -> dict[int, PlacedItem]:
    return {
        item["key"]: PlacedItem(item, session, number)
        for session in content
        for number, item in enumerate(session["items"], 1)
    }


def _moved(then: dict[int, PlacedItem], now: dict[int, PlacedItem]) -> set[int]:
    """Those in another session, and the fewest whose move explains the other order."""
    old = [key for key in then if key in now]
    new = [key for key in now if key in then]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    kept = {key for block in matcher.get_matching_blocks() for key in old[block.a :][: block.size]}
    elsewhere = {k for k in old if then[k].session["key"] != now[k].session["key"]}
    return (set(old) - kept) | elsewhere


def _alterations(then: PlacedItem, now: PlacedItem, *, is_moved: bool) -> Iterator[Alteration]:
    old, new = then.item, now.item
    if is_moved:
        yield Alteration.MOVED
    if (old["starts_at"], old["minutes"]) != (new["starts_at"], new["minutes"]):
        yield Alteration.RETIMED
    if (old["title"], old["annotation"]) != (new["title"], new["annotation"]):
        yield Alteration.REWORDED
    rest = ("kind", "speakers", "documents")
    if any(old[name] != new[name] for name in rest):  # type: ignore[literal-required]  # three of its keys
        yield Alteration.OTHERWISE


def _sessions(
    before: Sequence[PlainSession], after: Sequence[PlainSession]
) -> Iterator[tuple[PlainSession | None, PlainSession | None]]:
    then, now = {s["key"]: s for s in before}, {s["key"]: s for s in after}
    for key in dict.fromkeys([*now, *then]):
        old, new = then.get(key), now.get(key)
        if _head(old) != _head(new):
            yield old, new


def _head(session: PlainSession | None) -> dict[str, object]:
    return {k: v for k, v in session.items() if k not in ("items", "number")} if session else {}


def both_texts(before: Wording, after: Wording) -> Iterator[tuple[str, str, str]]:
    """Language, earlier and later text, for every language in which the two differ."""
    for tag in sorted({*before, *after}):
        old, new = before.text(tag) or "", after.text(tag) or ""
        if old != new:
            yield tag, old, new
