"""What may stand in XML of an office file without being shown: comments and instructions of XML,
elements and attributes of namespaces that no word processor knows, text where none belongs, and
alternatives for other programs (ECMA-376, part 3).
"""

from collections.abc import Iterator

from lxml.etree import Comment, ProcessingInstruction, QName, _Element

from tourdetable.kernel.media.traces import TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import (
    WORD,
    attribute,
    local,
    qualified,
    remove,
    unwrap,
)

_KNOWN = (
    "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "http://purl.oclc.org/",
    "urn:schemas-microsoft-com:", "http://www.w3.org/", "urn:oasis:names:tc:opendocument:",
    "urn:org:documentfoundation:", "http://openoffice.org/", "http://purl.org/dc/",
)  # fmt: skip
"""Beginnings of the namespaces whose elements and attributes programs show or use."""
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText", "fldData"})
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPED, _WRAPPERS = ("smartTagPr", "customXmlPr"), ("smartTag", "customXml")
_PERMISSIONS = ("permStart", "permEnd")
_OFFICE_VML = "{urn:schemas-microsoft-com:office:office}"
_OF_SHAPES = ("gfxdata", "title")
"""Attributes of shapes: a second drawing that is not shown, the name of a picture's file."""
_OFF = frozenset({"0", "false", "off"})


def drop_unseen_xml(root: _Element, traces: Traces) -> None:
    """Take out comments and instructions of XML, also around the root, and what is nobody's."""
    around = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    if around:  # they are not written with the root
        traces.add(TraceKind.COMMENTS)
    for node in list(root.iter(Comment, ProcessingInstruction)):
        traces.add(TraceKind.COMMENTS)
        remove(node)
    for element in list(root.iter("*")):
        if not _is_known(str(element.tag)):
            says = any(text.strip() for text in element.itertext())
            traces.add(TraceKind.HIDDEN if says else TraceKind.PROPERTIES)
            remove(element)
            continue
        for key in [str(key) for key in element.attrib if not _is_known(str(key))]:
            traces.add(TraceKind.PROPERTIES)
            del element.attrib[key]


def drop_unseen_word(root: _Element, traces: Traces) -> None:
    """Take out of a part of a Word document what is neither shown nor said of what is shown."""
    drop_unseen_xml(root, traces)
    for element in list(root.iter(*qualified(*_WRAPPED, *_PERMISSIONS))):
        traces.add(TraceKind.PROPERTIES)
        remove(element)
    for element in list(root.iter(*qualified(*_WRAPPERS))):
        traces.add(TraceKind.PROPERTIES)
        unwrap(element)
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        for key in _OF_SHAPES:
            if element.attrib.pop(f"{_OFFICE_VML}{key}", ""):
                traces.add(TraceKind.PROPERTIES)
    if local(root) == "chartSpace":
        _drop_unseen_series(root, traces)
    _drop_hidden_mathematics(root, traces)
    _drop_misplaced_text(root, traces)
    for alternatives in list(root.iter(f"{_ALTERNATIVES}AlternateContent")):
        _keep_shown(alternatives, traces)


def _is_known(name: str) -> bool:
    space = QName(name).namespace
    return not space or space.startswith(_KNOWN)


def _drop_unseen_series(root: _Element, traces: Traces) -> None:
    """Series of a chart that are filtered out, and names of the workbook they come from."""
    for more in list(root.iter("{*}extLst")):
        says = any(text.strip() for text in more.itertext())
        traces.add(TraceKind.HIDDEN if says else TraceKind.PROPERTIES)
        remove(more)
    for formula in root.iter("{*}f"):
        before, mark, sheet = (formula.text or "").rpartition("]")
        if mark:
            traces.add(TraceKind.PROPERTIES)
            formula.text = f"'{sheet}" if before.startswith("'") else sheet


def _drop_hidden_mathematics(root: _Element, traces: Traces) -> None:
    """Runs of mathematics that are hidden, and phantoms that are not shown (22.1.2.81)."""
    for mark in list(root.iter(*qualified("vanish"))):
        run = next((one for one in mark.iterancestors() if local(one) == "r"), None)
        is_on = (attribute(mark, "val") or "true").lower() not in _OFF
        if is_on and run is not None and QName(run).namespace in _MATHS:
            traces.add(TraceKind.HIDDEN)
            remove(run)
    for space in _MATHS:
        for show in list(root.iter(f"{{{space}}}show")):
            phantom = next((one for one in show.iterancestors() if local(one) == "phant"), None)
            if phantom is not None and (show.get(f"{{{space}}}val") or "1").lower() in _OFF:
                traces.add(TraceKind.HIDDEN)
                remove(phantom)


def _drop_misplaced_text(root: _Element, traces: Traces) -> None:
    """Text in elements that hold none, which word processors pass over."""
    for element in root.iter("*"):
        if QName(element).namespace not in (*WORD, *_MATHS) or local(element) in _TEXTS:
            continue
        if element.text and element.text.strip():
            traces.add(TraceKind.HIDDEN)
            element.text = None
        for child in element:
            if child.tail and child.tail.strip():
                traces.add(TraceKind.HIDDEN)
                child.tail = None


def _keep_shown(alternatives: _Element, traces: Traces) -> None:
    """Alternatives that say the same stay; of others the one that a word processor shows."""
    found = [one for one in alternatives if local(one) in ("Choice", "Fallback")]
    if len({"".join(_words(one)) for one in found}) <= 1:
        return
    shown = next((one for one in found if _is_understood(one)), found[-1])
    for other in [one for one in found if one is not shown]:
        traces.add(TraceKind.HIDDEN)
        remove(other)


def _words(element: _Element) -> Iterator[str]:
    for text in element.iter("{*}t", "{*}delText"):
        yield from (text.text or "").split()


def _is_understood(choice: _Element) -> bool:
    needed = (choice.get("Requires") or "").split()
    spaces = [choice.nsmap.get(prefix, "") for prefix in needed]
    return bool(spaces) and all(space and space.startswith(_KNOWN) for space in spaces)
