"""Hidden text of WordprocessingML: by itself or by its styles (ECMA-376, part 1, 17.3.2.41 vanish,
17.7.2 inheritance, 17.7.3 toggle properties), hidden rows (17.4.22) and drawings (20.4.2.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from tourdetable.kernel.media.traces import TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import attribute, local, qualified, remove

OFF = frozenset({"0", "false", "off"})
_DEEPEST = 50
"""Styles that rest on each other; more are a circle."""
_SIGNS = frozenset(
    {"t", "delText", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference",
     "noBreakHyphen", "tab", "br", "cr", "AlternateContent", "ptab"}
)  # fmt: skip
_TEXTS = frozenset({"t", "sym", "drawing", "pict", "object"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of being hidden: yes, no, or nothing (None); and what it rests on."""

    hides: bool | None
    based_on: str


class Styles:
    """The styles of a document as far as they hide text."""

    def __init__(self, root: _Element | None) -> None:
        self.known: dict[str, Style] = {}
        self.usual, self.hides_all = "", False
        if root is None:
            return
        for defaults in root.iter(*qualified("rPrDefault")):
            self.hides_all = bool(_hides(_child(defaults, "rPr")))
        for style in root.iter(*qualified("style")):
            name = attribute(style, "styleId") or ""
            based = _child(style, "basedOn")
            self.known[name] = Style(
                _hides(_child(style, "rPr")),
                (attribute(based, "val") or "") if based is not None else "",
            )
            is_usual = (attribute(style, "default") or "0") not in OFF
            if is_usual and attribute(style, "type") == "paragraph":
                self.usual = name

    def hides(self, name: str) -> bool:
        """Does the style hide what has it, by itself or by what it rests on?"""
        for _step in range(_DEEPEST):
            style = self.known.get(name)
            if style is None:
                return False
            if style.hides is not None:
                return style.hides
            name = style.based_on
        return False

    @property
    def any_hides(self) -> bool:
        return self.hides_all or any(style.hides for style in self.known.values())


def drop_hidden(root: _Element, styles: Styles, traces: Traces) -> None:
    """Take out of the tree what is hidden in it."""
    for mark in list(root.iter(*qualified("hidden"))):
        if local(mark.getparent()) == "trPr" and _is_on(mark):
            row = mark.getparent()
            _drop(row.getparent() if row is not None else None, traces)
    for drawing in list(_hidden_drawings(root)):
        _drop(drawing, traces)
    around: dict[_Element, bool] = {}
    for run in list(root.iter(*qualified("r"))):
        if _is_hidden(run, styles, around):
            _drop_run(run, traces)


def _drop(element: _Element | None, traces: Traces) -> None:
    if element is not None:
        traces.add(TraceKind.HIDDEN)
        remove(element)


def _drop_run(run: _Element, traces: Traces) -> None:
    """A run that carries a part of a field keeps that part, lest the field be cut in two."""
    signs = [child for child in run if local(child) in _SIGNS]
    if any(local(child) in _TEXTS or local(child) == "AlternateContent" for child in signs):
        traces.add(TraceKind.HIDDEN)
    for child in signs:
        remove(child)


def _is_hidden(run: _Element, styles: Styles, around: dict[_Element, bool]) -> bool:
    properties = _child(run, "rPr")
    own = _hides(properties)
    if own is not None:
        return own
    if not styles.any_hides:
        return False
    by_character = styles.hides(_styled(properties, "rStyle"))
    paragraph = next((a for a in run.iterancestors() if local(a) == "p"), None)
    if paragraph is None:
        return by_character or styles.hides_all
    if paragraph not in around:
        around[paragraph] = _by_paragraph(paragraph, styles)
    return by_character != around[paragraph] or styles.hides_all


def _by_paragraph(paragraph: _Element, styles: Styles) -> bool:
    """What the styles of a paragraph and of its table say together: two of them show again."""
    name = _styled(_child(paragraph, "pPr"), "pStyle") or styles.usual
    table = next((a for a in paragraph.iterancestors() if local(a) == "tbl"), None)
    of_table = _styled(_child(table, "tblPr"), "tblStyle") if table is not None else ""
    return styles.hides(name) != styles.hides(of_table)


def _hidden_drawings(root: _Element) -> Iterator[_Element]:
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        if element.get("hidden", "0").lower() not in ("", *OFF):
            yield from _first(element, "drawing")
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        style = "".join((element.get("style") or "").lower().split())
        if "visibility:hidden" in style or "display:none" in style:
            yield element


def _first(element: _Element, name: str) -> Iterator[_Element]:
    yield from [a for a in element.iterancestors() if local(a) == name][:1]


def _child(element: _Element | None, name: str) -> _Element | None:
    return next((c for c in (element if element is not None else ()) if local(c) == name), None)


def _styled(properties: _Element | None, name: str) -> str:
    style = _child(properties, name)
    return (attribute(style, "val") or "") if style is not None else ""


def _hides(properties: _Element | None) -> bool | None:
    mark = _child(properties, "vanish")
    return None if mark is None else _is_on(mark)


def _is_on(mark: _Element) -> bool:
    return (attribute(mark, "val") or "true").lower() not in OFF
