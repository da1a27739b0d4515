"""A document as linked data: its files, what it modifies and what modifies it."""

from tourdetable.formats.linked_data_parts import Node, Writing, node_of
from tourdetable.kernel.enums import WordingStatus
from tourdetable.library.enums import Modification
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.parts import FileLine

TERMS = "http://purl.org/dc/terms/"


def document_node(sheet: DocumentSheet, writing: Writing) -> Node | None:
    if sheet.cited.is_unverified:
        return None
    versions = [one for one in sheet.versions if one.status is not WordingStatus.MACHINE]
    kept = [one for one in versions if one.file]
    return node_of(
        "DigitalDocument" if kept else "CreativeWork",
        **writing.heading(sheet.title, sheet.titles),
        identifier=sheet.symbol,
        inLanguage=list(dict.fromkeys(one.language for one in versions)),
        encoding=[_media_object(one.file, writing) for one in kept if one.file],
        isBasedOn=writing.link(sheet.modifies.document) if sheet.modifies else None,
        correction=[
            writing.link(one.document)
            for one in sheet.modified_by
            if one.kind is Modification.CORRIGENDUM
        ],
        **_replacements(sheet, writing),
    )


def _media_object(file: FileLine, writing: Writing) -> Node:
    return node_of(
        "MediaObject",
        inLanguage=file.language,
        contentUrl=writing.file(file),
        encodingFormat=file.media_type,
        contentSize=f"{file.size} B",
        sha256=file.sha256,
    )


def _replacements(sheet: DocumentSheet, writing: Writing) -> Node:
    """In the terms of Dublin Core, for schema.org has none for a work that replaces another."""
    found: Node = {
        f"{TERMS}isReplacedBy": [{"@id": writing.link(one.document)} for one in sheet.replaced_by]
    }
    if sheet.modifies and sheet.modifies.kind is Modification.REVISION:
        found[f"{TERMS}replaces"] = {"@id": writing.link(sheet.modifies.document)}
    return found
