"""An OpenDocument text without its traces (OpenDocument 1.3, part 3: 4.3 metadata, 5.5 tracked
changes, 7.7 hidden text, 14.1 annotations).
"""

from lxml.etree import QName, _Element, tostring

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.bounds import unpacked
from tourdetable.kernel.media.odf_changes import settle_odf
from tourdetable.kernel.media.package_parts import is_tight, written_zip
from tourdetable.kernel.media.packages import opened, parsed
from tourdetable.kernel.media.traces import Cleaned, Cleaning, TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import local, remove, unwrap

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_META, _SETTINGS, _TEXTS = "meta.xml", "settings.xml", ("styles.xml", "content.xml")
_KEPT = frozenset({_MIMETYPE, _MANIFEST, _META, _SETTINGS, *_TEXTS})
_KEPT_FOLDERS = ("Pictures/", "Fonts/", "ObjectReplacements/")
_PEOPLE = frozenset({"initial-creator", "creator", "printed-by"})
_KEPT_META = frozenset({"document-meta", "meta", "generator", "document-statistic"})
_EMBEDDED = frozenset({"object", "object-ole", "plugin", "applet", "floating-frame"})
_FIELDS = frozenset(
    {
        "conditional-text", "user-field-get", "user-field-input", "variable-set", "variable-get",
        "variable-input", "expression", "text-input", "placeholder", "user-defined",
        "template-name",
        "author-name", "author-initials", "creator", "initial-creator", "printed-by", "file-name",
        "database-display", "database-name", "description", "keywords", "subject", "title",
        "modification-date", "modification-time", "creation-date", "creation-time", "print-date",
        "print-time", "editing-cycles", "editing-duration", "date", "time",
    }
)  # fmt: skip
"""Fields that say in attributes more than they show."""
_DECLARED = frozenset({"user-field-decls", "variable-decls", "dde-connection-decls"})
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_DEEPEST = 50
_WITH_STYLE = frozenset(
    {"span", "a", "p", "h", "meta", "bookmark", "bookmark-start", "bookmark-end"}
)
"""Elements in which a style of its own may show text again, and anchors."""


def clean(content: bytes, decision: Cleaning) -> Cleaned:
    """The document (ODT) as the decision has it, and all that was taken out.

    Raises SentenceError for what cannot be read, or where changes cannot be rejected here.
    """
    traces, accepted = Traces(), decision is not Cleaning.REJECT
    with opened(content) as archive:
        parts = {i.filename: unpacked(archive, i) for i in archive.infolist() if not i.is_dir()}
    trees = {name: parsed(parts[name]) for name in parts if name in _KEPT - {_MIMETYPE}}
    hidden = _hidden_styles([trees[name] for name in _TEXTS if name in trees])
    for name in (name for name in _TEXTS if name in trees):
        settle_odf(trees[name], traces, accepted=accepted)
        _drop_comments(trees[name], traces)
        _drop_hidden(trees[name], hidden, traces)
        _flatten(trees[name], traces)
    _drop_properties(trees, traces)
    for name in [name for name in parts if not _is_kept(name)]:
        traces.add(TraceKind.PROPERTIES)
        del parts[name]
    for name in [name for name in parts if name.startswith(_KEPT_FOLDERS)]:
        if (bare := pictures.stripped(parts[name])) != parts[name]:
            traces.add(TraceKind.PICTURES)
            parts[name] = bare
    if not traces and is_tight(content):
        return Cleaned(content, traces)
    _list_parts(trees.get(_MANIFEST), parts)
    for name, root in trees.items():
        parts[name] = tostring(root, xml_declaration=True, encoding="UTF-8")
    return Cleaned(written_zip(parts, _MIMETYPE, stored=_MIMETYPE), traces)


def _is_kept(name: str) -> bool:
    return name in _KEPT or name.startswith(_KEPT_FOLDERS)


def _of(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if QName(k).localname == name), "")


def _named(root: _Element, names: frozenset[str]) -> list[_Element]:
    return [one for one in root.iter("*") if local(one) in names and str(one.tag).startswith(
        f"{{{_ODF}")]  # fmt: skip


# ── Comments and hidden text ─────────────────────────────────────────────────


def _drop_comments(root: _Element, traces: Traces) -> None:
    for comment in _named(root, frozenset({"annotation", "annotation-end"})):
        if local(comment) == "annotation":
            names = [e.text for e in comment.iter("*") if local(e) == "creator"]
            traces.add(TraceKind.COMMENTS, *names)
        remove(comment)


def _hidden_styles(roots: list[_Element]) -> dict[str, bool]:
    """What styles say of being hidden, by themselves or by what they rest on, by name."""
    hides: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in (s for root in roots for s in root.iter("{*}style")):
        said = [_of(p, "display") for p in style if local(p) == "text-properties"]
        hides[_of(style, "name")] = (said[0] == "none") if said and said[0] else None
        parents[_of(style, "name")] = _of(style, "parent-style-name")
    found = {name: _hides(name, hides, parents) for name in hides}
    return {name: said for name, said in found.items() if said is not None}


def _hides(name: str, hides: dict[str, bool | None], parents: dict[str, str]) -> bool | None:
    for _step in range(_DEEPEST):
        if hides.get(name) is not None or not name:
            return hides.get(name)
        name = parents.get(name, "")
    return None


def _drop_hidden(root: _Element, styles: dict[str, bool], traces: Traces) -> None:
    for element in [one for one in root.iter("*") if _is_hidden(one)]:
        traces.add(TraceKind.HIDDEN)
        remove(element)
    if any(styles.values()):
        for paragraph in [one for one in root.iter("*") if local(one) in ("p", "h")]:
            _drop_texts(paragraph, styles, traces, is_hidden=False)


def _is_hidden(element: _Element) -> bool:
    name = local(element)
    if name == "table-row":
        return _of(element, "visibility") in ("collapse", "filter")
    if name == "section" and _of(element, "display") == "condition":
        return _of(element, "is-hidden") == "true"
    is_style = name in ("text-properties", "style")
    said = not is_style and _of(element, "display") == "none"
    return said or name in ("hidden-text", "hidden-paragraph")


def _drop_texts(
    element: _Element, styles: dict[str, bool], traces: Traces, *, is_hidden: bool
) -> None:
    """Drop the texts whose nearest style hides them."""
    is_hidden = styles.get(_of(element, "style-name"), is_hidden)
    texts = [element.text, *(child.tail for child in element)] if is_hidden else []
    if any(text and text.strip() for text in texts):
        traces.add(TraceKind.HIDDEN)
    if texts:
        element.text = None
    for child in list(element):
        if texts:
            child.tail = None
        if is_hidden and local(child) not in _WITH_STYLE:
            remove(child)
        else:
            _drop_texts(child, styles, traces, is_hidden=is_hidden)


# ── What stands beside the text ──────────────────────────────────────────────


def _flatten(root: _Element, traces: Traces) -> None:
    """Fields become what they show; embedded files, what is known of them beside."""
    for element in _named(root, _EMBEDDED):
        traces.add(TraceKind.EMBEDDED)
        remove(element)
    for element in _named(root, _DECLARED):
        traces.add(TraceKind.PROPERTIES)
        remove(element)
    for element in _named(root, _FIELDS):
        if not str(element.tag).startswith(f"{{{_ODF}text:"):
            continue
        traces.add(TraceKind.PROPERTIES)
        if element.text:
            before = element.getprevious()
            around = element.getparent()
            if before is not None:
                before.tail = (before.tail or "") + element.text
            elif around is not None:
                around.text = (around.text or "") + element.text
        unwrap(element)


def _drop_properties(trees: dict[str, _Element], traces: Traces) -> None:
    if _META in trees:
        for element in list(trees[_META].iter("*")):
            if local(element) in _KEPT_META:
                continue
            if local(element) in _PEOPLE:
                traces.add(TraceKind.PEOPLE, element.text)
            else:
                traces.add(TraceKind.PROPERTIES)
            remove(element)
    if _SETTINGS in trees:
        for item in list(trees[_SETTINGS].iter("{*}config-item")):
            if _of(item, "type") in ("string", "base64Binary") and item.text:
                traces.add(TraceKind.PROPERTIES)
                remove(item)


def _list_parts(manifest: _Element | None, parts: dict[str, bytes]) -> None:
    """Leave only what is there in the manifest. Raises SentenceError where there is none."""
    if manifest is None:
        raise SentenceError("The file cannot be read; save it anew from where it was written.")
    for entry in [e for e in manifest if local(e) == "file-entry"]:
        path = _of(entry, "full-path")
        folder_in_use = path.endswith("/") and any(name.startswith(path) for name in parts)
        if path not in ("/", *parts) and not folder_in_use:
            remove(entry)
