"""The copy of one meeting to take away: a zip that is itself a bag (RFC 8493) of its pages in every
language with their data, what they need to be looked at, and the documents that are kept.

Files lie where they lie in the record. What a page points to outside the copy is pointed to where
the record is published. Paper is left out: the pages can be printed. The same pages give the same
bytes.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Mapping
from html import escape, unescape
from urllib.parse import urljoin

from tourdetable.formats.html import render_choice
from tourdetable.record.addresses import CHOICE, FAVICON
from tourdetable.record.manifest import (
    BAG_INFO,
    BAGIT,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    format_manifest,
)
from tourdetable.record.release import generator
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.ui.assets import favicon, stylesheet

LEVEL = 3
"""Of deflate: twice as fast as the usual one, and hardly larger."""
_POINTING = re.compile(rb'(\s(?:href|src)=")([^"#]+)')


def copy_address(slug: str) -> str:
    """The copy is the same for all languages."""
    return f"copies/{slug}.zip"


def is_in_copy(address: str) -> bool:
    return not address.endswith(".pdf")


def meeting_copy(
    slug: str, files: Mapping[str, bytes], kept: Mapping[str, bytes], around: Surroundings
) -> bytes:
    """The zip. `files` are the meeting's own in all languages, by address; `kept` are those of its
    documents, which go out byte for byte.
    """
    page = Pointing(CHOICE)
    frame = around.frame(page, around.languages[0], "meeting", slug)
    payload = {
        **files,
        around.style: stylesheet(),
        FAVICON: favicon(),
        CHOICE: render_choice(frame),
    }
    included = payload.keys() | kept.keys()
    for address in [name for name in payload if name.endswith(".html")]:
        payload[address] = _pointed(payload[address], address, included, around.base)
    payload |= kept
    return _zipped(f"{slug}/", _bag(payload))


def _pointed(page: bytes, address: str, included: Collection[str], base: str) -> bytes:
    """The page, with what is not in the copy pointed to where the record is published."""

    def point(match: re.Match[bytes]) -> bytes:
        target = urljoin(f"record:///{address}", unescape(match[2].decode()))
        if not target.startswith("record:///") or target.removeprefix("record:///") in included:
            return match[0]
        return match[1] + escape(base + target.removeprefix("record:///")).encode()

    return _POINTING.sub(point, page)


def _bag(payload: Mapping[str, bytes]) -> dict[str, bytes]:
    """The payload and its tag files, by path in the bag."""
    files = {PAYLOAD + address: content for address, content in sorted(payload.items())}
    size = sum(len(content) for content in files.values())
    tags = {
        BAGIT: DECLARATION,
        BAG_INFO: (
            f"Bag-Software-Agent: {generator()}\nPayload-Oxum: {size}.{len(files)}\n".encode()
        ),
        MANIFEST: _manifest(files),
    }
    return {**tags, TAG_MANIFEST: _manifest(tags), **files}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    return format_manifest(hashes).encode()


def _zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """In the order given, without times: zip knows none before 1980."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(folder + path)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=LEVEL)
    return made.getvalue()
