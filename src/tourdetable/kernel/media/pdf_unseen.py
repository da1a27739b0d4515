"""What a PDF holds and its readers do not see: keys of programs, fields without a place on a page,
pages that are templates, layers that are off, and bytes between the objects (ISO 32000-2).
"""

import re
from typing import Any

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.pdf_objects import is_list, is_mapping, library, name_at
from tourdetable.kernel.media.traces import TraceKind, Traces

_OF_CATALOGUE = frozenset(
    {
        "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests",
        "/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/Threads", "/OpenAction",
        "/AcroForm", "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents",
        "/OCProperties", "/NeedsRendering", "/AA",
    }
)  # fmt: skip
_OF_PAGE = frozenset(
    {
        "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
        "/ArtBox", "/BoxColorInfo", "/Contents", "/Rotate", "/Group", "/B", "/Dur", "/Trans",
        "/Annots", "/StructParents", "/PZ", "/Tabs", "/UserUnit", "/VP", "/OutputIntents", "/AA",
    }
)  # fmt: skip
_OF_TRAILER = frozenset(
    {
        "/Size", "/Root", "/Info", "/ID", "/Prev", "/XRefStm", "/Encrypt", "/Type", "/W", "/Index",
        "/Length", "/Filter", "/DecodeParms", "/DL",
    }
)  # fmt: skip
"""Keys that show a document (tables 15, 17, 29, 31); others are programs' own."""
_BY_NAME = ("/Templates", "/Pages", "/IDS", "/URLS")
"""Name trees of what no page shows (table 32)."""
_VALUES = ("/V", "/RV", "/AP", "/MK", "/Opt")
_UNSHOWN_FLAGS = 0x02 | 0x20
"""Hidden, NoView (table 167)."""
_OF_PROGRAMS = ("/DPM", "/Alternates")
_OFF_POLICIES = ("/AllOff", "/AnyOff")
_STREAM = re.compile(rb"(?<!end)stream\r?\n.*?(?=endstream)", re.DOTALL)
_BETWEEN = re.compile(
    rb"endobj(?!\s*(?:\d+\s+\d+\s+obj\b|xref\b|startxref\b|trailer\b|\Z))"
    rb"|endstream(?!\s*endobj)|[\r\n]%(?!%EOF)|%%EOF(?!\s*(?:\d+\s+\d+\s+obj\b|\Z))"
)
_HEADER = re.compile(rb"%PDF-\d\.\d\s*(?:%[\x80-\xff]{1,8}\s*)?")
_OBJECT = re.compile(rb"(?<![\d.])(\d{1,10})\s+(\d{1,5})\s+obj\b")


def drop_keys(document: Any, traces: Traces) -> None:
    """Take out of trailer, catalogue and pages what does not show them."""
    pages = [(page.obj, _OF_PAGE) for page in document.pages]
    for node, known in ((document.trailer, _OF_TRAILER), (document.Root, _OF_CATALOGUE), *pages):
        for key in [key for key in node.keys() if key not in known]:  # noqa: SIM118 - of pikepdf
            traces.add(TraceKind.PROPERTIES)
            del node[key]
    names = document.Root.get("/Names")
    for key in [key for key in _BY_NAME if is_mapping(names) and key in names]:
        traces.add(TraceKind.HIDDEN)
        del names[key]
    threads = document.Root.get("/Threads")
    for thread in threads if is_list(threads) else ():
        if is_mapping(thread) and "/I" in thread:
            traces.add(TraceKind.PROPERTIES)
            del thread["/I"]


def shown_fields(document: Any) -> set[tuple[int, int]]:
    """Numbers of the fields with a widget that a page shows, and of what these are parts of."""
    found: set[tuple[int, int]] = set()
    for page in document.pages:
        annotations = page.obj.get("/Annots")
        for one in annotations if is_list(annotations) else ():
            node = one if is_mapping(one) and not _is_unshown(one) else None
            while node is not None and node.objgen not in found:
                found.add(node.objgen)
                around = node.get("/Parent")
                node = around if is_mapping(around) else None
    return found


def _is_unshown(annotation: Any) -> bool:
    flags = annotation.get("/F", 0)
    return isinstance(flags, int) and bool(flags & _UNSHOWN_FLAGS)


def drop_unseen(node: Any, shown: set[tuple[int, int]], traces: Traces) -> None:
    """Take out of an object what no page shows of it. Raises SentenceError for a layer that is
    shown where others are not.
    """
    _check_member(node)
    keys = [str(key) for key, _value in node.items()]
    for key in [one for one in keys if one in _OF_PROGRAMS or one.startswith("/PTEX.")]:
        traces.add(TraceKind.PROPERTIES)
        del node[key]
    if name_at(node, "/O") == "/UserProperties" and is_list(node.get("/P")) and len(node["/P"]):
        traces.add(TraceKind.PROPERTIES)
        node["/P"] = library().Array([])
    is_field = "/FT" in node or name_at(node, "/Subtype") == "/Widget"
    if is_field and "/DV" in node:
        traces.add(TraceKind.PROPERTIES)
        del node["/DV"]
    for key in [key for key in _VALUES if is_field and node.objgen not in shown and key in node]:
        traces.add(TraceKind.HIDDEN)
        del node[key]


def check_layers(document: Any) -> None:
    """Raises SentenceError for layers that are off, or that a usage switches off."""
    layers = document.Root.get("/OCProperties")
    usual: Any = layers.get("/D") if is_mapping(layers) else None
    if not is_mapping(usual):
        return
    off, by_itself, all_layers = usual.get("/OFF"), usual.get("/AS"), layers.get("/OCGs")
    is_off = (is_list(off) and len(off)) or name_at(usual, "/BaseState") == "/OFF"
    is_switched = is_list(by_itself) and len(by_itself) and is_list(all_layers)
    if is_off or (is_switched and any(_is_off_in_view(layer) for layer in all_layers)):
        raise _not_shown()


def _is_off_in_view(layer: Any) -> bool:
    usage: Any = layer.get("/Usage") if is_mapping(layer) else None
    view: Any = usage.get("/View") if is_mapping(usage) else None
    return is_mapping(view) and name_at(view, "/ViewState") == "/OFF"


def _check_member(node: Any) -> None:
    """Content that is shown where a layer is not (8.11.2.2)."""
    if name_at(node, "/Type") != "/OCMD":
        return
    expression = node.get("/VE")
    is_turned = is_list(expression) and "/Not" in expression.unparse().decode("latin-1")
    if is_turned or name_at(node, "/P") in _OFF_POLICIES:
        raise _not_shown()


def _not_shown() -> SentenceError:
    return SentenceError("The PDF has layers that are not shown; print it to a PDF without them.")


def is_tight(document: Any, content: bytes) -> bool:
    """Does the file hold its objects, each once, and no words between and behind them?"""
    bare = _STREAM.sub(b"", content)
    begin = _HEADER.match(bare)
    if begin is None or _BETWEEN.search(bare, begin.end() - 1):
        return False
    known = {one.objgen for one in document.objects if isinstance(one, library().Object)}
    found = [(int(one[1]), int(one[2])) for one in _OBJECT.finditer(bare)]
    return len(found) == len(set(found)) and (set(found) <= known or b"/ObjStm" in bare)
