"""A Word document without its traces. What is known to be needed to show it stays; all else goes:
a list of what to take out would lack whatever the next version of Word invents.
"""

from collections.abc import Callable, Iterator

from lxml.etree import QName, _Element

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.fields import flatten_fields
from tourdetable.kernel.media.followed import is_followed
from tourdetable.kernel.media.hidden_text import OFF, Styles, drop_hidden
from tourdetable.kernel.media.package_parts import Package, is_tight
from tourdetable.kernel.media.packages import CONTENT_TYPES
from tourdetable.kernel.media.traces import Cleaned, Cleaning, TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import (
    attribute,
    local,
    qualified,
    remove,
    settle,
    unwrap,
)
from tourdetable.kernel.media.unseen_markup import drop_unseen_word, drop_unseen_xml

_KEPT_RELATIONS = frozenset(
    {
        "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable",
        "theme", "themeOverride", "numbering", "footnotes", "endnotes", "header", "footer",
        "image", "hyperlink", "font", "chart", "chartEx", "chartUserShapes", "chartColorStyle",
        "chartStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
        "diagramDrawing",
    }
)  # fmt: skip
"""What shows a document, by the last word of the type of relationship."""
_REFERRED = frozenset({"header", "footer", "image", "hyperlink", "chart", "diagramData"})
"""Parts that go with the last reference to them."""
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_EMBEDDED = frozenset({"package", "oleObject", "control"})
_SIGNATURE, _COMMENTS = "origin", "comments"
_REFUSED = frozenset({"aFChunk", "subDocument"})
_SETTINGS = ("rsids", "rsid", "attachedTemplate", "docVars", "mailMerge", "trackRevisions", "docId")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "annotationRef")
_OFFICE = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
_PERSONAL = frozenset({"author", "initials", "userid", "providerid"})
_NAMES_IN_PROPERTIES = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})
_EVEN_OR_FIRST = {"first": "titlePg", "even": "evenAndOddHeaders"}


def clean(content: bytes, decision: Cleaning) -> Cleaned:
    """The document (DOCX) as the decision has it, and all that was taken out.

    Raises SentenceError for what cannot be read or has parts that cannot be walked.
    """
    traces, package = Traces(), Package(content)
    _drop_relations(package, traces)
    names = [name for name in package.parts if _is_text(name)]
    styles = Styles(_first_tree(package, names, "styles"))
    accepted = decision is not Cleaning.REJECT
    for name in names:
        root = package.tree(name)
        settle(root, traces, accepted=accepted)
        drop_hidden(root, styles, traces)
        _drop_comment_marks(root, traces)
        flatten_fields(root, traces)
        _drop_settings(root, traces)
        _drop_attributes(root, traces)
        drop_unseen_word(root, traces)
    for name in [name for name in package.parts if name.lower().endswith(".rels")]:
        drop_unseen_xml(package.tree(name), traces)
    drop_unseen_xml(package.tree(CONTENT_TYPES), traces)
    _drop_unused_headers(package, names, traces)
    _drop_unreferenced_notes(package, names, traces)
    _drop_unreferenced(package, traces)
    _strip_pictures(package, traces)
    package.drop_unreached()
    if not traces and is_tight(content):
        return Cleaned(content, traces)
    return Cleaned(package.written(CONTENT_TYPES), traces)


def _is_text(name: str) -> bool:
    """Parts of XML but for those that say how parts hang together."""
    return name.lower().endswith(".xml") and name != CONTENT_TYPES


def _first_tree(package: Package, names: list[str], root: str) -> _Element | None:
    trees = (package.tree(name) for name in names)
    return next((tree for tree in trees if local(tree) == root), None)


# ── What a package points to ─────────────────────────────────────────────────


def _drop_relations(package: Package, traces: Traces) -> None:
    if package.drop_unreached():
        traces.add(TraceKind.PROPERTIES)
    for part in ("", *[name for name in package.parts if not name.endswith(".rels")]):
        for relation in package.relations(part):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in _REFUSED:
                raise SentenceError(
                    "The file is put together of several files; save it as one, or as PDF."
                )
            if kind == "hyperlink" and not is_followed(relation.get("Target", "")):
                traces.add(TraceKind.PROPERTIES)
                _unlink(package, part, relation)
            elif kind not in _KEPT_RELATIONS:
                _trace_of_part(package, package.target(part, relation), kind, traces)
                _drop_relation(package, part, relation)
    package.drop_unreached()


def _trace_of_part(package: Package, name: str, kind: str, traces: Traces) -> None:
    if kind == _COMMENTS and name:
        for comment in package.tree(name).iter(*qualified("comment")):
            traces.add(TraceKind.COMMENTS, attribute(comment, "author"))
    elif kind in _EMBEDDED:
        traces.add(TraceKind.EMBEDDED)
    elif kind == _SIGNATURE:
        traces.add(TraceKind.SIGNATURES)
    elif kind in _PROPERTIES and name:
        found = [e.text for e in package.tree(name).iter() if local(e) in _NAMES_IN_PROPERTIES]
        people = [text for text in found if text and text.strip()]
        traces.add(TraceKind.PEOPLE if people else TraceKind.PROPERTIES, *people)
    elif kind == "people" and name:
        people = [attribute_named(e, "author") for e in package.tree(name).iter("{*}person")]
        traces.add(TraceKind.PEOPLE, *people)
    else:
        traces.add(TraceKind.PROPERTIES)


def attribute_named(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    return next((str(v) for k, v in element.attrib.items() if QName(k).localname == name), "")


def _drop_relation(package: Package, part: str, relation: _Element) -> None:
    """Drop a relationship and the elements that stand for it."""
    number = relation.get("Id", "")
    remove(relation)
    if not part or not _is_text(part):
        return
    for element in list(package.tree(part).iter()):
        if number in _references(element):
            remove(element)


def _unlink(package: Package, part: str, relation: _Element) -> None:
    """Drop a link and leave its text."""
    for element in list(package.tree(part).iter(*qualified("hyperlink"))) if part else ():
        if relation.get("Id", "") in _references(element):
            unwrap(element)
    _drop_relation(package, part, relation)


def _references(element: _Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if QName(key).namespace in _OFFICE:
            yield str(value)


def _drop_unreferenced(package: Package, traces: Traces) -> None:
    """Drop what only deleted or hidden text pointed to."""
    for part in [name for name in package.parts if _is_text(name)]:
        relations = package.relations(part)
        if not relations:
            continue
        used = {number for e in package.tree(part).iter() for number in _references(e)}
        for relation in relations:
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in _REFERRED and relation.get("Id", "") not in used:
                traces.add(TraceKind.PROPERTIES)
                remove(relation)


def _drop_unused_headers(package: Package, names: list[str], traces: Traces) -> None:
    """Drop headers and footers of first and even pages where no page shows them."""
    trees = [package.tree(name) for name in names]
    for kind, switch in _EVEN_OR_FIRST.items():
        marks = [mark for root in trees for mark in root.iter(*qualified(switch))]
        if any((attribute(mark, "val") or "1") not in OFF for mark in marks):
            continue
        for root in trees:
            for reference in list(root.iter(*qualified("headerReference", "footerReference"))):
                if attribute(reference, "type") == kind:
                    traces.add(TraceKind.PROPERTIES)
                    remove(reference)


def _drop_unreferenced_notes(package: Package, names: list[str], traces: Traces) -> None:
    """Drop footnotes and endnotes whose reference was in what is gone."""
    trees = [package.tree(name) for name in names]
    for note in ("footnote", "endnote"):
        used = {attribute(e, "id") for root in trees for e in root.iter(
            *qualified(f"{note}Reference", note)) if _is_reference(e, note)}  # fmt: skip
        for root in trees:
            for element in list(root.iter(*qualified(note))) if local(root) == f"{note}s" else ():
                if attribute(element, "type") is None and attribute(element, "id") not in used:
                    traces.add(TraceKind.HIDDEN)
                    remove(element)


def _is_reference(element: _Element, note: str) -> bool:
    """A reference in the text; or one in the settings, to a note that separates."""
    return local(element) != note or local(element.getparent()) != f"{note}s"


# ── What stands in a part ────────────────────────────────────────────────────


def _drop_comment_marks(root: _Element, traces: Traces) -> None:
    """Drop where comments stand; a reference to a comment that is nowhere counts as one."""
    found = list(root.iter(*qualified(*_COMMENT_MARKS, "commentReference")))
    if found and TraceKind.COMMENTS not in traces.counts:
        traces.add(TraceKind.COMMENTS)
    for mark in found:
        run = mark.getparent()
        remove(mark)
        if local(run) == "r" and run is not None and all(local(c) == "rPr" for c in run):
            remove(run)


def _drop_settings(root: _Element, traces: Traces) -> None:
    for element in list(root.iter(*[f"{{*}}{name}" for name in (*_SETTINGS, "dataBinding")])):
        traces.add(TraceKind.PROPERTIES)
        remove(element)


def _drop_attributes(root: _Element, traces: Traces) -> None:
    for element in root.iter("*"):
        for key, value in list(element.attrib.items()):
            name = QName(key).localname.lower()
            if name in _PERSONAL:
                traces.add(TraceKind.PEOPLE, str(value))
            elif name.startswith("rsid"):
                traces.add(TraceKind.PROPERTIES)
            else:
                continue
            del element.attrib[key]
        if local(element) == "cNvPr" and "/picture" in str(element.tag) and element.get("name"):
            traces.add(TraceKind.PROPERTIES)
            element.set("name", "")


def _strip_pictures(package: Package, traces: Traces) -> None:
    strip: Callable[[bytes], bytes] = pictures.stripped
    for name, content in package.parts.items():
        if not _is_text(name) and (bare := strip(content)) != content:
            traces.add(TraceKind.PICTURES)
            package.parts[name] = bare
