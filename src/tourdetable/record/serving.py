"""The record over HTTP: exactly the files of its manifest, by address, never by path on the disk.

A small WSGI application without a framework: start-up and every answer stay lean.
"""

import json
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tourdetable.record.addresses import INDEX, NOT_FOUND, is_everlasting, page_address
from tourdetable.record.negotiation import choose_language, is_current
from tourdetable.record.places import Places
from tourdetable.record.shelf import Listing, Shelf

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], Any]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
SECURITY: Headers = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
]
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
NOT_KEPT = "no-store"
HEALTH = "/health"
ALLOWED = ("GET", "HEAD")
TEXT = "text/plain; charset=utf-8"
BY_LANGUAGE = ("Vary", "Accept-Language")
TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": TEXT,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is on the wire."""

    status: HTTPStatus
    headers: Headers
    body: bytes = b""


class RecordApplication:
    """The WSGI application (PEP 3333) over the record of a home."""

    def __init__(self, places: Places) -> None:
        """Raises SentenceError where nothing is published yet."""
        self.shelf = Shelf(places)

    def __call__(
        self, environ: Mapping[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        reply = self.reply(environ)
        line = f"{reply.status.value} {reply.status.phrase}"
        headers = [*reply.headers, *SECURITY]
        if reply.status is not HTTPStatus.NOT_MODIFIED:
            headers.append(("Content-Length", str(len(reply.body))))
        start_response(line, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [reply.body]

    def reply(self, environ: Mapping[str, Any]) -> Reply:
        if environ["REQUEST_METHOD"] not in ALLOWED:
            headers = [("Allow", ", ".join(ALLOWED)), ("Content-Type", TEXT)]
            return Reply(HTTPStatus.METHOD_NOT_ALLOWED, headers, b"Only GET and HEAD.\n")
        listing = self.shelf.listing()
        path = _decoded(environ.get("PATH_INFO", ""))
        wished = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        if path == "/":
            language = choose_language(wished, listing.release.languages)
            return _redirect(HTTPStatus.FOUND, f"/{language}/", BY_LANGUAGE)
        if path == HEALTH:
            return _health(listing)
        address = path[1:] + INDEX if path.endswith("/") else path[1:]
        if path.startswith("/") and (digest := listing.hashes.get(address)):
            return self._file(address, digest, environ.get("HTTP_IF_NONE_MATCH", ""))
        if path.startswith("/") and f"{address}/{INDEX}" in listing.hashes:
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, f"/{address}/")
        return self._not_found(listing, path, wished)

    def _file(self, address: str, digest: str, known: str) -> Reply:
        etag = f'"{digest}"'
        cache = FOR_EVER if is_everlasting(address) else ASK_AGAIN
        headers = [("ETag", etag), ("Cache-Control", cache)]
        if known and is_current(known, etag):
            return Reply(HTTPStatus.NOT_MODIFIED, headers)
        content = self.shelf.content(address, digest)
        if content is None:
            return _damaged()
        return Reply(HTTPStatus.OK, [*headers, ("Content-Type", content_type(address))], content)

    def _not_found(self, listing: Listing, path: str, wished: str) -> Reply:
        """The page for it, in the language of the address or else in that of the reader."""
        languages = listing.release.languages
        first = path[1:].partition("/")[0]
        language = first if first in languages else choose_language(wished, languages)
        address = page_address(NOT_FOUND, "", language)
        digest = listing.hashes.get(address)
        content = self.shelf.content(address, digest) if digest else None
        kind = content_type(address) if content else TEXT
        headers = [("Content-Type", kind), ("Cache-Control", ASK_AGAIN), BY_LANGUAGE]
        return Reply(HTTPStatus.NOT_FOUND, headers, content or b"Not found.\n")


def content_type(address: str) -> str:
    """By the ending of the name; bytes of no known kind are only to be stored."""
    ending = address.rpartition(".")[2]
    return TYPES.get(ending) or mimetypes.guess_type(address)[0] or "application/octet-stream"


def _decoded(path: str) -> str:
    """The path in Unicode (WSGI gives its bytes as Latin-1); one that nothing has if it is none."""
    try:
        return path.encode("latin-1").decode()
    except UnicodeError:
        return ""


def _redirect(status: HTTPStatus, location: str, *more: tuple[str, str]) -> Reply:
    """`location` is made of addresses of the record, never of what the reader typed."""
    headers = [("Location", location), ("Cache-Control", ASK_AGAIN), ("Content-Type", TEXT)]
    return Reply(status, [*headers, *more], f"{location}\n".encode())


def _health(listing: Listing) -> Reply:
    seal = listing.release.seal
    found = {"released_at": listing.release.released_at, "seal": seal.digest if seal else None}
    headers = [("Content-Type", TYPES["json"]), ("Cache-Control", NOT_KEPT)]
    return Reply(HTTPStatus.OK, headers, json.dumps(found).encode() + b"\n")


def _damaged() -> Reply:
    headers = [("Content-Type", TEXT), ("Cache-Control", NOT_KEPT)]
    text = b"This file is not what was published; the secretariat can run `tdt verify`.\n"
    return Reply(HTTPStatus.SERVICE_UNAVAILABLE, headers, text)
