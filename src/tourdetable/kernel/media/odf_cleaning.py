"""An OpenDocument text without its traces (OpenDocument 1.3, part 3: 4.3 metadata, 5.5 tracked
changes, 7.7 hidden text, 14.1 annotations).
"""

from lxml.etree import _Element, tostring

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.bounds import unpacked
from tourdetable.kernel.media.odf_changes import settle_odf
from tourdetable.kernel.media.odf_hidden import (
    dissolve,
    drop_hidden,
    drop_unsaid,
    hidden_styles,
    of,
)
from tourdetable.kernel.media.package_parts import is_tight, written_zip
from tourdetable.kernel.media.packages import opened, parsed
from tourdetable.kernel.media.traces import Cleaned, Cleaning, TraceKind, Traces
from tourdetable.kernel.media.tracked_changes import local, remove
from tourdetable.kernel.media.unseen_markup import drop_unseen_xml

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_META, _SETTINGS, _TEXTS = "meta.xml", "settings.xml", ("styles.xml", "content.xml")
_KEPT = frozenset({_MIMETYPE, _MANIFEST, _META, _SETTINGS, *_TEXTS})
_KEPT_FOLDERS = ("Pictures/", "Fonts/", "ObjectReplacements/")
_DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Beginnings of files that are no pictures."""
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
        "print-time", "editing-cycles", "editing-duration", "date", "time", "bibliography-mark",
        "database-row-number", "database-row-select", "database-next", "execute-macro",
        "dde-connection",
    }
)  # fmt: skip
"""Fields that say in attributes more than they show."""
_DECLARED = frozenset({"user-field-decls", "variable-decls", "dde-connection-decls"})
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def clean(content: bytes, decision: Cleaning) -> Cleaned:
    """The document (ODT) as the decision has it, and all that was taken out.

    Raises SentenceError for what cannot be read, or where changes cannot be rejected here.
    """
    traces, accepted = Traces(), decision is not Cleaning.REJECT
    with opened(content) as archive:
        parts = {i.filename: unpacked(archive, i) for i in archive.infolist() if not i.is_dir()}
    trees = {name: parsed(parts[name]) for name in parts if name in _KEPT - {_MIMETYPE}}
    for name in (name for name in _TEXTS if name in trees):
        settle_odf(trees[name], traces, accepted=accepted)
        _drop_comments(trees[name], traces)
        drop_hidden(trees[name], hidden_styles(trees[name], trees.get("styles.xml")), traces)
        drop_unsaid(trees[name], traces)
        _flatten(trees[name], traces)
    for root in trees.values():
        drop_unseen_xml(root, traces)
    _drop_properties(trees, traces)
    _drop_parts(parts, trees, traces)
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


def _drop_parts(parts: dict[str, bytes], trees: dict[str, _Element], traces: Traces) -> None:
    """Drop what shows no text, pictures that nothing shows, and what is no picture or font."""
    links = [(one, of(one, "href").removeprefix("./")) for name in _TEXTS if name in trees
             for one in trees[name].iter("*") if of(one, "href")]  # fmt: skip
    for name in list(parts):
        is_document = name.startswith(_KEPT_FOLDERS) and parts[name].startswith(_DOCUMENTS)
        is_shown = name.startswith(_KEPT_FOLDERS) and any(name == link for _one, link in links)
        if name in _KEPT or (is_shown and not is_document):
            continue
        is_signature = name.startswith("META-INF/") and "signature" in name.lower()
        kind = TraceKind.SIGNATURES if is_signature else TraceKind.PROPERTIES
        traces.add(TraceKind.EMBEDDED if is_document else kind)
        del parts[name]
        for element in [one for one, link in links if link == name]:
            remove(element)


def _named(root: _Element, names: frozenset[str]) -> list[_Element]:
    return [one for one in root.iter("*") if local(one) in names and str(one.tag).startswith(
        f"{{{_ODF}")]  # fmt: skip


# ── Comments ─────────────────────────────────────────────────


def _drop_comments(root: _Element, traces: Traces) -> None:
    for comment in _named(root, frozenset({"annotation", "annotation-end"})):
        if local(comment) == "annotation":
            names = [e.text for e in comment.iter("*") if local(e) == "creator"]
            traces.add(TraceKind.COMMENTS, *names)
        remove(comment)


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
        dissolve(element)


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
            if of(item, "type") in ("string", "base64Binary") and item.text:
                traces.add(TraceKind.PROPERTIES)
                remove(item)


def _list_parts(manifest: _Element | None, parts: dict[str, bytes]) -> None:
    """Leave only what is there in the manifest. Raises SentenceError where there is none."""
    if manifest is None:
        raise SentenceError("The file cannot be read; save it anew from where it was written.")
    for entry in [e for e in manifest if local(e) == "file-entry"]:
        path = of(entry, "full-path")
        folder_in_use = path.endswith("/") and any(name.startswith(path) for name in parts)
        if path not in ("/", *parts) and not folder_in_use:
            remove(entry)
