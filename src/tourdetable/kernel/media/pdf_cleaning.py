"""A PDF without its traces: what is said of people and programs, comments, earlier versions and
signatures. A file without any stays as it is, byte for byte.
"""

import io
import re
from typing import Any

from lxml.etree import QName, XMLParser, XMLSyntaxError, fromstring

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.bounds import check_elements
from tourdetable.kernel.media.pdf_objects import (
    is_list,
    is_mapping,
    is_stream,
    library,
    name_at,
    opened_objects,
    walk,
)
from tourdetable.kernel.media.traces import Cleaned, TraceKind, Traces

_PROGRAM = re.compile(
    r"(?:(?:typst|microsoft|word|for|office|365|libreoffice|openoffice|org|writer|adobe|acrobat|pdf|"
    r"distiller|library|indesign|illustrator|pdfmaker|pscript5|dll|latex|with|hyperref|tex|pdftex|"
    r"xetex|luatex|lua|xdvipdfmx|dvips|ghostscript|gpl|cairo|quartz|pdfcontext|mac|macos|os|windows|"
    r"linux|skia|chrome|chromium|mozilla|firefox|pdfium|itext|prince|weasyprint|qpdf|pikepdf|wps|"
    r"print|to|reportlab|fpdf|apache|fop|version|build|and|http|https|www|com|pages|appligent|"
    r"antenna|house|formatter|poppler|mupdf|v?\d[\da-z]*)|[^\w]|_)*",
    re.IGNORECASE,
)
"""What programs call themselves; whatever else stands there may be a person's name."""
_DATES = frozenset({"/CreationDate", "/ModDate", "/Trapped"})
_PROGRAMS = frozenset({"/Producer", "/Creator"})
_XMP_DATA = frozenset(
    {
        "xmpmeta", "RDF", "Description", "Bag", "Seq", "Alt", "li", "language", "format",
        "ModifyDate", "CreateDate", "MetadataDate", "NPages", "InstanceID", "DocumentID",
        "RenditionClass", "PDFVersion", "part", "conformance", "rev", "amd", "Trapped",
    }
)  # fmt: skip
_XMP_PROGRAMS = frozenset({"CreatorTool", "Producer"})
_IDENTIFIER = re.compile(r"[\w:+/=.-]{0,80}")
_CLAIM = re.compile(r"[1-4]|[ABUEFabuef]|20\d\d")
_ELSEWHERE = ("/PieceInfo", "/Thumb", "/SpiderInfo", "/Perms", "/DSS")
_TAKEN_AWAY = frozenset({"/Text", "/Popup", "/Caret", "/Redact"})
_MARKUP = frozenset(
    {
        "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Line", "/Square", "/Circle",
        "/Polygon", "/PolyLine", "/Ink", "/FreeText", "/Stamp",
    }
)  # fmt: skip
_SPOKEN = frozenset({"/FreeText", "/Stamp"})
"""Annotations whose words are on the page."""
_SAID = ("/T", "/RC", "/Subj", "/Popup", "/IRT", "/NM", "/CreationDate", "/M", "/RT", "/State")
_HIDDEN_FLAGS = 0x02 | 0x20
"""Hidden, NoView (ISO 32000-2, table 167)."""
_SECTION = re.compile(rb"startxref\s+\d+\s+%%EOF")


def clean(content: bytes) -> Cleaned:
    """The PDF and all that was taken out. Raises SentenceError for what cannot be read, and for
    layers that are not shown.
    """
    traces = Traces()
    with opened_objects(content) as document:
        _check_layers(document)
        _drop_information(document, traces)
        for node in walk(document):
            _clean_object(node, traces)
        sections = len(_SECTION.findall(content))
        if sections > (2 if document.is_linearized else 1):
            traces.add(TraceKind.EARLIER, count=sections - (2 if document.is_linearized else 1))
        is_sound = not document.get_warnings() and not _has_unreached(document)
        if not traces and is_sound:
            return Cleaned(content, traces)
        if not traces:
            traces.add(TraceKind.PROPERTIES)
        made = io.BytesIO()
        document.save(made, deterministic_id=True, fix_metadata_version=False)
    return Cleaned(made.getvalue(), traces)


def _check_layers(document: Any) -> None:
    layers = document.Root.get("/OCProperties")
    usual: Any = layers.get("/D") if is_mapping(layers) else None
    if not is_mapping(usual):
        return
    off = usual.get("/OFF")
    if (is_list(off) and len(off)) or name_at(usual, "/BaseState") == "/OFF":
        raise SentenceError(
            "The PDF has layers that are not shown; print it to a PDF without them."
        )


# ── What is said of the file ─────────────────────────────────────────────────


def _drop_information(document: Any, traces: Traces) -> None:
    information = document.trailer.get("/Info")
    if is_mapping(information):
        for key in list(information.keys()):
            value = str(information[key])
            if key in _DATES or (key in _PROGRAMS and _PROGRAM.fullmatch(value)):
                continue
            if value.strip():
                is_person = key == "/Author"
                traces.add(TraceKind.PEOPLE if is_person else TraceKind.PROPERTIES,
                           value if is_person else None)  # fmt: skip
            del information[key]
    metadata = document.Root.get("/Metadata")
    if metadata is None:
        return
    packet = metadata.read_bytes() if is_stream(metadata) else b""
    if not _is_plain_packet(packet, traces):
        claims = _claims(packet)
        del document.Root["/Metadata"]
        if claims:
            document.Root["/Metadata"] = _packet(document, claims)


def _is_plain_packet(packet: bytes, traces: Traces) -> bool:
    """Does an XMP packet (ISO 16684-1) say nothing of people? Counts what it says of them."""
    root = _parsed_packet(packet)
    if root is None:
        traces.add(TraceKind.PROPERTIES)
        return False
    is_plain = True
    for element in root.iter():
        name = QName(element).localname if isinstance(element.tag, str) else ""
        texts = [(name, element.text or "")]
        texts += [(QName(key).localname, str(value)) for key, value in element.attrib.items()]
        for known, text in texts:
            if known in ("about", "lang", "parseType", "xmptk") or not text.strip():
                continue
            if known in _XMP_PROGRAMS and _PROGRAM.fullmatch(text):
                continue
            around = element.getparent() if known == "li" else None
            holder = around.getparent() if around is not None else None
            said = QName(holder).localname if holder is not None else known
            if said in _XMP_DATA and _IDENTIFIER.fullmatch(text.strip()):
                continue
            is_person = said in ("creator", "contributor", "Author", "author")
            traces.add(TraceKind.PEOPLE if is_person else TraceKind.PROPERTIES,
                       text if is_person else None)  # fmt: skip
            is_plain = False
    return is_plain


def _parsed_packet(packet: bytes) -> Any:
    check_elements(packet)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(packet, parser)
    except (XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def _claims(packet: bytes) -> dict[str, str]:
    """What the packet says of PDF/A and PDF/UA: names in Clark's notation with their values."""
    root = _parsed_packet(packet)
    found: dict[str, str] = {}
    for element in root.iter("*") if root is not None else ():
        pairs = [(str(element.tag), element.text or ""), *element.attrib.items()]
        for key, value in pairs:
            space = QName(key).namespace or ""
            is_claim = space.startswith(
                ("http://www.aiim.org/pdfa/ns/id", "http://www.aiim.org/pdfua/")
            )
            if is_claim and _CLAIM.fullmatch(str(value).strip()):
                found[str(key)] = str(value).strip()
    return found


def _packet(document: Any, claims: dict[str, str]) -> Any:
    rows = "".join(
        f'<rdf:Description xmlns:x="{QName(key).namespace}" rdf:about="">'
        f"<x:{QName(key).localname}>{value}</x:{QName(key).localname}></rdf:Description>"
        for key, value in claims.items()
    )
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'{rows}</rdf:RDF><?xpacket end="r"?>'
    )
    stream = library().Stream(document, text.encode())
    stream["/Type"], stream["/Subtype"] = library().Name.Metadata, library().Name.XML
    return document.make_indirect(stream)


# ── What stands in an object ─────────────────────────────────────────────────


def _clean_object(node: Any, traces: Traces) -> None:
    for key in _ELSEWHERE:
        if key in node:
            traces.add(TraceKind.PROPERTIES)
            del node[key]
    if "/Metadata" in node and name_at(node, "/Type") != "/Catalog":
        traces.add(TraceKind.PROPERTIES)
        del node["/Metadata"]
    if name_at(node, "/FT") == "/Sig" and is_mapping(node.get("/V")):
        traces.add(TraceKind.SIGNATURES, str(node["/V"].get("/Name", "")))
        del node["/V"]
    if "/SigFlags" in node:
        del node["/SigFlags"]
    annotations = node.get("/Annots")
    if is_list(annotations):
        node["/Annots"] = library().Array(
            [one for one in annotations if not is_mapping(one) or _stays(one, traces)]
        )
    if is_stream(node) and name_at(node, "/Filter") == "/DCTDecode":
        picture = node.read_raw_bytes()
        if (bare := pictures.stripped(picture)) != picture:
            traces.add(TraceKind.PICTURES)
            node.write(bare, filter=library().Name.DCTDecode)


def _stays(annotation: Any, traces: Traces) -> bool:
    """Does an annotation stay on its page? If so, without what is said beside it."""
    kind, flags = name_at(annotation, "/Subtype"), annotation.get("/F", 0)
    author = str(annotation.get("/T", "")) if kind != "/Widget" else None
    if kind in _TAKEN_AWAY:
        if kind != "/Popup":
            traces.add(TraceKind.COMMENTS, author)
        return False
    if isinstance(flags, int) and flags & _HIDDEN_FLAGS and kind != "/Widget":
        traces.add(TraceKind.HIDDEN)
        return False
    if kind in _MARKUP:
        _quieten(annotation, kind, author, traces)
    return True


def _quieten(annotation: Any, kind: str, author: str | None, traces: Traces) -> None:
    keys = [*_SAID, *([] if kind in _SPOKEN else ["/Contents"])]
    found = [key for key in keys if key in annotation]
    said = [key for key in found if key in ("/T", "/RC", "/IRT", "/Contents", "/Subj")]
    if any(str(annotation[key]).strip() for key in said if key != "/IRT"):
        traces.add(TraceKind.COMMENTS, author)
    elif found:
        traces.add(TraceKind.PROPERTIES)
    for key in found:
        del annotation[key]


def _has_unreached(document: Any) -> bool:
    """Are there objects that nothing in the file leads to?"""
    reached: set[tuple[int, int]] = set()
    todo = [document.trailer]
    while todo:
        node = todo.pop()
        if node.is_indirect:
            if node.objgen in reached:
                continue
            reached.add(node.objgen)
        held = node if is_list(node) else [value for _key, value in node.items()]
        for value in held:
            if isinstance(value, library().Object) and value.is_indirect:
                if is_mapping(value) or is_list(value):
                    todo.append(value)
                else:
                    reached.add(value.objgen)
            elif is_mapping(value) or is_list(value):
                todo.append(value)
    left = [one for one in document.objects if isinstance(one, library().Object)]
    kinds = ("/XRef", "/ObjStm")
    return any(
        one.objgen not in reached
        for one in left
        if is_mapping(one) and name_at(one, "/Type") not in kinds
    )
