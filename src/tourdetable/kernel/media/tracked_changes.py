"""Tracked changes of WordprocessingML (ECMA-376, part 1, section 17.13.5), accepted or rejected."""

from collections.abc import Iterator

from lxml.etree import QName, _Element

from tourdetable.kernel.media.traces import TraceKind, Traces

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""Transitional and strict."""
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_FORMATS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange",
    "trPrChange", "tblGridChange", "numberingChange",
)  # fmt: skip
_INSERTED, _DELETED = ("ins", "moveTo", "conflictIns"), ("del", "moveFrom", "conflictDel")
_RANGES = tuple(
    f"{kind}Range{end}"
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
                 "customXmlMoveTo", "customXmlConflictIns", "customXmlConflictDel")
    for end in ("Start", "End")
)  # fmt: skip
_CELLS = ("cellIns", "cellDel", "cellMerge")
_MARKS = ("rPr", "trPr", "numPr", "ctrlPr")
"""Elements in which an insertion or deletion is a mark about what is around them."""
_KEPT_FIRST = ("headerReference", "footerReference")
_KEPT_LAST = ("rPr", "sectPr", *_INSERTED, *_DELETED)
_SPOKEN = {"delText": "t", "delInstrText": "instrText"}


def qualified(*names: str) -> list[str]:
    """Names of WordprocessingML, in both of its namespaces and in that of conflicts."""
    return [f"{{{space}}}{name}" for space in (*WORD, _W14) for name in names]


def local(element: _Element | None) -> str:
    """The name without its namespace; empty for comments, instructions and None."""
    return QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """The value of an attribute of WordprocessingML."""
    return next((element.get(f"{{{s}}}{name}") for s in WORD if f"{{{s}}}{name}" in element.attrib),
                None)  # fmt: skip


def remove(element: _Element) -> None:
    """Take an element out; text after it stays."""
    around = element.getparent()
    if around is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            around.text = (around.text or "") + element.tail
    around.remove(element)


def unwrap(element: _Element) -> None:
    """Put what is in an element in its place."""
    around = element.getparent()
    if around is None:
        return
    for child in list(element):
        element.addprevious(child)
    remove(element)


def settle(root: _Element, traces: Traces, *, accepted: bool) -> None:
    """Change the tree to what it is once every change is accepted, or rejected."""
    _formats(root, traces, accepted=accepted)
    gone, stays = (_DELETED, _INSERTED) if accepted else (_INSERTED, _DELETED)
    joined = _marks(root, traces, gone, accepted=accepted)
    for element in list(root.iter(*qualified(*_INSERTED, *_DELETED))):
        traces.add(TraceKind.CHANGES, attribute(element, "author"))
        if local(element) in gone:
            remove(element)
    for element in list(root.iter(*qualified(*stays))):
        _speak(element)
        unwrap(element)
    for paragraph in joined:
        _join(paragraph)
    for element in list(root.iter(*qualified(*_RANGES))):
        remove(element)


def _formats(root: _Element, traces: Traces, *, accepted: bool) -> None:
    for change in list(root.iter(*qualified(*_FORMATS))):
        traces.add(TraceKind.CHANGES, attribute(change, "author"))
        around = change.getparent()
        earlier = change[0] if len(change) else None
        remove(change)
        if accepted or around is None or local(change) == "numberingChange":
            continue
        first = [child for child in around if local(child) in _KEPT_FIRST]
        last = [child for child in around if local(child) in _KEPT_LAST]
        around[:] = [*first, *(earlier if earlier is not None else ()), *last]


def _marks(
    root: _Element, traces: Traces, gone: tuple[str, ...], *, accepted: bool
) -> list[_Element]:
    """Settle rows, cells and paragraph marks; paragraphs that are joined with the next."""
    joined = []
    for mark in list(root.iter(*qualified(*_INSERTED, *_DELETED))):
        around = mark.getparent()
        if local(around) not in _MARKS or len(mark):
            continue
        traces.add(TraceKind.CHANGES, attribute(mark, "author"))
        thing = around.getparent() if around is not None else None
        if local(mark) in gone and local(around) == "trPr":
            _remove_of_table(thing)
        elif local(mark) in gone and local(around) == "rPr" and local(thing) == "pPr":
            joined += [one for one in mark.iterancestors() if local(one) == "p"][:1]
        remove(mark)
    for mark in list(root.iter(*qualified(*_CELLS))):
        traces.add(TraceKind.CHANGES, attribute(mark, "author"))
        around = mark.getparent()
        remove(mark)
        if local(mark) == ("cellDel" if accepted else "cellIns") and around is not None:
            _remove_of_table(around.getparent())
    return joined


def _remove_of_table(thing: _Element | None) -> None:
    """Remove a row or a cell, and what would be left without any: the row, the table."""
    while thing is not None:
        around = thing.getparent()
        remove(thing)
        held = "tc" if local(around) == "tr" else "tr"
        if local(around) not in ("tr", "tbl") or any(True for _ in _children(around, held)):
            return
        thing = around


def _children(around: _Element | None, name: str) -> Iterator[_Element]:
    return (c for c in (around if around is not None else ()) if local(c) in (name, "sdt"))


def _speak(deleted: _Element) -> None:
    """Deleted text is text again."""
    for element in deleted.iter(*qualified(*_SPOKEN)):
        name = QName(element)
        element.tag = f"{{{name.namespace}}}{_SPOKEN[name.localname]}"


def _join(paragraph: _Element) -> None:
    """Put a paragraph without its mark before the next; where none follows it stays as it is."""
    properties = paragraph[0] if len(paragraph) and local(paragraph[0]) == "pPr" else None
    if properties is not None and any(local(child) == "sectPr" for child in properties):
        return
    content = [child for child in paragraph if child is not properties]
    after = paragraph.getnext()
    if local(after) == "p" and after is not None:
        place = 1 if len(after) and local(after[0]) == "pPr" else 0
        after[place:place] = content
        remove(paragraph)
    elif not content and local(paragraph.getprevious()) == "p":
        remove(paragraph)
