"""What the files of the record are called on the wire, by the ending of their names.

The table is ours alone: what a machine's own says of an ending differs between machines. Bytes of
no known kind, as those of the search index, are only to be stored (RFC 9110, section 8.3).
"""

from collections.abc import Mapping

TEXT = "text/plain; charset=utf-8"
TEXTS = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
    "xml": "application/xml",
    "txt": TEXT,
}
"""What is worth compressing."""
BINARIES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "wasm": "application/wasm",
    "zip": "application/zip",
}
UNKNOWN = "application/octet-stream"


def ending(address: str) -> str:
    return address.rpartition(".")[2]


def content_type(address: str) -> str:
    """The value of Content-Type."""
    return TEXTS.get(ending(address)) or BINARIES.get(ending(address), UNKNOWN)


def disposition(address: str) -> str:
    """The value of Content-Disposition of a kept file (RFC 6266): to be stored under its own name,
    which is of letters, digits, dots and hyphens and so needs no encoding.
    """
    name = address.rpartition("/")[2]
    return f'attachment; filename="{name}"'


def is_text(address: str) -> bool:
    return ending(address) in TEXTS


def texts_of(hashes: Mapping[str, str]) -> list[str]:
    """What is worth compressing of address → hash, by the hash: pages first."""
    texts = sorted(filter(is_text, hashes), key=lambda address: not address.endswith(".html"))
    return list(dict.fromkeys(hashes[address] for address in texts))
