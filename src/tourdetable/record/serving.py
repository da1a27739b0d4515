"""The record over HTTP: exactly the files of its manifest, by address, never by path on the disk.

A small WSGI application without a framework: start-up and every answer stay lean. What is about
the line and not about the record (TLS, Strict-Transport-Security, limits on slow readers) is the
matter of the proxy in front, as in deploy/.

A choice of language is remembered without a page, a script or an address of its own: a person who
follows a link of the record to the home page of a language, or from a page in one language to one
in another, chose it, unless the browser would be led there anyway. The record hears from which of
its pages a reader comes, others do not. The cookie says the language and nothing else; whoever
never chooses gets none.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from tourdetable.kernel.link_addresses import referrer_policy
from tourdetable.record.addresses import (
    INDEX,
    NOT_FOUND,
    is_everlasting,
    is_kept_file,
    page_address,
)
from tourdetable.record.compression import ENCODINGS
from tourdetable.record.media_types import (
    TEXT,
    TEXTS,
    content_type,
    disposition,
    ending,
    is_text,
)
from tourdetable.record.negotiation import (
    IDENTITY,
    RefusedRequestError,
    Wishes,
    accepted_encodings,
    arguments_of,
    is_current,
    remembering,
)
from tourdetable.record.places import Places
from tourdetable.record.policies import POLICY, SEARCH_FOLDER, policy_of
from tourdetable.record.ranges import (
    Span,
    UnsatisfiableRangeError,
    holds_still,
    unsatisfied,
    wished_span,
)
from tourdetable.record.shelf import Content, Listing, Portion, Shelf

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], Any]
Answer = Callable[[Mapping[str, str]], str]
"""The arguments of a question → the address of the file that answers it."""
Echo = Callable[[bytes, Mapping[str, str]], bytes]
"""That file and the arguments → what is sent."""

SECURITY: Headers = [
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
]
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
ASK_AGAIN_ALONE = "private, no-cache"
NOT_KEPT = "no-store"
HEALTH = "/health"
BY_READER = ("Vary", "Accept-Language, Cookie")
BY_CODING = ("Vary", "Accept-Encoding")
OAI_TYPE = "text/xml; charset=utf-8"
"""What OAI-PMH 2.0 wants its answers called (section 3.1.2.1), wherever they come from."""
OFFERED = tuple(ENCODINGS)
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is on the wire."""

    status: HTTPStatus
    headers: Headers
    body: bytes | Portion = b""
    policy: str = POLICY

    @property
    def length(self) -> int:
        return len(self.body) if isinstance(self.body, bytes) else self.body.span.length


class RecordApplication:
    """The WSGI application (PEP 3333) over the record of a home."""

    def __init__(
        self,
        places: Places,
        answers: Mapping[str, Answer] = NOTHING,
        echoes: Mapping[str, Echo] = NOTHING,
    ) -> None:
        """Paths of `answers` take a query or a form: this is the place for OAI-PMH at `/oai`.
        Methods are judged before (`site/protocol`).
        `echoes` may put the question into the answer, by the same path.

        Raises SentenceError where nothing is published yet.
        """
        self.shelf = Shelf(places)
        self.answers, self.echoes = answers, echoes

    def __call__(
        self, environ: Mapping[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        reply = self.reply(environ)
        line = f"{reply.status.value} {reply.status.phrase}"
        headers = [
            *reply.headers,
            ("Content-Security-Policy", reply.policy),
            *security_headers(environ.get("PATH_INFO", "")),
        ]
        if reply.status is not HTTPStatus.NOT_MODIFIED:
            headers.append(("Content-Length", str(reply.length)))
        start_response(line, headers)
        if isinstance(reply.body, bytes):
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [reply.body]
        if environ["REQUEST_METHOD"] == "HEAD":
            reply.body.close()
            return []
        return reply.body

    def reply(self, environ: Mapping[str, Any]) -> Reply:
        path = _decoded(environ.get("PATH_INFO", ""))
        listing, wishes = self.shelf.listing(), Wishes.of(environ)
        if path == HEALTH:
            return _health(listing)
        if path in self.answers:
            return self._answer(listing, path, environ)
        return self._by_address(listing, path, wishes)

    def _by_address(self, listing: Listing, path: str, wishes: Wishes) -> Reply:
        if path == "/":
            language = wishes.language(listing.release.languages)
            return _redirect(HTTPStatus.FOUND, f"/{language}/", BY_READER)
        address = path[1:] + INDEX if path.endswith("/") else path[1:]
        if path.startswith("/") and address in listing.hashes:
            return self._file(listing, address, wishes)
        if path.startswith("/") and f"{address}/{INDEX}" in listing.hashes:
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, f"/{address}/")
        found = self._file_of_index(listing, address, wishes) if path.startswith("/") else None
        return found or self._not_found(listing, path, wishes)

    def _file(self, listing: Listing, address: str, wishes: Wishes) -> Reply:
        """A strong tag for each coding. One that a reader holds is current if it is of a coding
        that this reader takes, for others' tags may come out of a shared cache.
        """
        digest, policy = listing.hashes[address], policy_of(address, listing.release.languages)
        encodings = accepted_encodings(wishes.encodings, OFFERED if is_text(address) else ())
        headers = _standing(listing, address, wishes)
        for tag in (_tag(digest, encoding) for encoding in encodings):
            if wishes.known and is_current(wishes.known, tag):
                return Reply(HTTPStatus.NOT_MODIFIED, [("ETag", tag), *headers], policy=policy)
        content = self.shelf.content(address, digest, encodings)
        if content is None:
            return _damaged()
        headers += [("ETag", _tag(digest, content.encoding)), *_facts(address, content)]
        return _portion(content, wishes, headers, policy)

    def _file_of_index(self, listing: Listing, address: str, wishes: Wishes) -> Reply | None:
        """One of the search index, which is no part of the release: as it is there, or None."""
        found = address.startswith(SEARCH_FOLDER) and self.shelf.index_file(
            address.removeprefix(SEARCH_FOLDER)
        )
        if not found:
            return None
        digest, content = found
        headers = [("ETag", _tag(digest, IDENTITY)), ("Cache-Control", ASK_AGAIN)]
        policy = policy_of(address, listing.release.languages)
        if wishes.known and is_current(wishes.known, _tag(digest, IDENTITY)):
            return Reply(HTTPStatus.NOT_MODIFIED, headers, policy=policy)
        return _portion(content, wishes, [*headers, *_facts(address, content)], policy)

    def _answer(self, listing: Listing, path: str, environ: Mapping[str, Any]) -> Reply:
        """The file that answers a question, whole and as it is: harvesters ask each once."""
        try:
            arguments = arguments_of(environ)
        except RefusedRequestError as error:
            return _said(error.status, f"{error}\n")
        address = self.answers[path](arguments)
        if address not in listing.hashes:
            return self._not_found(listing, path, Wishes.of(environ))
        content = self.shelf.content(address, listing.hashes[address])
        if content is None:
            return _damaged()
        whole, echo = content.whole(), self.echoes.get(path)
        kind = OAI_TYPE if ending(address) == "xml" else content_type(address)
        headers = [("Content-Type", kind), ("Cache-Control", ASK_AGAIN)]
        return Reply(HTTPStatus.OK, headers, echo(whole, arguments) if echo else whole)

    def _not_found(self, listing: Listing, path: str, wishes: Wishes) -> Reply:
        """The page for it, in the language of the address or else in that of the reader."""
        languages = listing.release.languages
        first = path[1:].partition("/")[0]
        language = first if first in languages else wishes.language(languages)
        address = page_address(NOT_FOUND, "", language)
        digest = listing.hashes.get(address)
        content = self.shelf.content(address, digest) if digest else None
        kind = content_type(address) if content else TEXT
        headers = [("Content-Type", kind), ("Cache-Control", ASK_AGAIN), BY_READER]
        body = content.whole() if content else b"Not found.\n"
        return Reply(HTTPStatus.NOT_FOUND, headers, body)


def security_headers(path: str) -> Headers:
    """What every answer tells a browser, of record, screens and errors alike."""
    return [*SECURITY, ("Referrer-Policy", referrer_policy(path))]


def _tag(digest: str, encoding: str) -> str:
    return f'"{digest}"' if encoding == IDENTITY else f'"{digest}-{encoding}"'


def _standing(listing: Listing, address: str, wishes: Wishes) -> Headers:
    """What is said of a file whether it is sent or not."""
    languages = listing.release.languages
    headers = [BY_CODING] if is_text(address) else []
    if wishes.is_chosen and (chosen := wishes.choice(address, languages)):
        return [*headers, ("Cache-Control", ASK_AGAIN_ALONE), remembering(chosen)]
    return [*headers, ("Cache-Control", FOR_EVER if is_everlasting(address) else ASK_AGAIN)]


def _facts(address: str, content: Content) -> Headers:
    """What is said of a file that is sent."""
    facts = [("Accept-Ranges", "bytes"), ("Content-Type", content_type(address))]
    facts += [("Content-Disposition", disposition(address))] * is_kept_file(address)
    return facts + [("Content-Encoding", content.encoding)] * (content.encoding != IDENTITY)


def _portion(content: Content, wishes: Wishes, headers: Headers, policy: str) -> Reply:
    """All of a content, or the part that was asked for."""
    asked = wishes.span if holds_still(wishes.condition, dict(headers)["ETag"]) else ""
    try:
        span = wished_span(asked, content.size)
    except UnsatisfiableRangeError:
        content.close()
        more = (("Content-Range", unsatisfied(content.size)), ("Accept-Ranges", "bytes"))
        text = f"This file has {content.size} bytes; the part asked for begins after them.\n"
        return _said(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, text, *more)
    if span is None:
        whole = Span(0, content.size - 1)
        return Reply(HTTPStatus.OK, headers, Portion(content, whole), policy)
    headers = [*headers, ("Content-Range", span.of(content.size))]
    return Reply(HTTPStatus.PARTIAL_CONTENT, headers, Portion(content, span), policy)


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
    headers = [("Content-Type", TEXTS["json"]), ("Cache-Control", NOT_KEPT)]
    return Reply(HTTPStatus.OK, headers, json.dumps(found).encode() + b"\n")


def _damaged() -> Reply:
    text = "This file is not what was published; the secretariat can run `tdt verify`.\n"
    return _said(HTTPStatus.SERVICE_UNAVAILABLE, text)


def _said(status: HTTPStatus, text: str, *more: tuple[str, str]) -> Reply:
    """A sentence to whoever asked in a way that has no page."""
    headers = [("Content-Type", TEXT), ("Cache-Control", NOT_KEPT), *more]
    return Reply(status, headers, text.encode())
