"""Requests that are answered before it is asked who answers them: what HTTP says of method, host
and target (RFC 9110, section 9; RFC 9112, section 3).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPMethod, HTTPStatus
from typing import Any
from urllib.parse import urlsplit

READING = ("GET", "HEAD", "OPTIONS")
ACTING = ("GET", "HEAD", "OPTIONS", "POST")
SCREENS = ("account", "assets", "desk", "note", "reply", "room", "sign-in", "sign-out")
"""First parts of the screens' addresses behind the language, as in site/addresses.py."""
SCREENS_WITH_FILES = ("desk", "note", "reply", "room")
"""Those of them whose forms may hold files."""
OAI = "/oai"
"""Where harvesters ask: the one address of the record that takes a form too."""
_space = re.compile(r"/(?:[a-z]{2}/)?([a-z-]+)(?:/|$)").match
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=-]+)(?::\d{0,5})?")
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_EVERYWHERE = "*"
"""The target of a question about the server as a whole (RFC 9112, section 3.2.4)."""


@dataclass(frozen=True, slots=True)
class ProtocolAnswer:
    """An answer without record or screens; `allow` is empty where methods play no part."""

    status: HTTPStatus
    sentence: str = ""
    allow: tuple[str, ...] = ()

    def headers(self) -> list[tuple[str, str]]:
        found = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        if self.allow:
            found.append(("Allow", ", ".join(self.allow)))
        if self.status is not HTTPStatus.NO_CONTENT:
            found.append(("Content-Type", "text/plain; charset=utf-8"))
            found.append(("Content-Length", str(len(self.body()))))
        return found

    def body(self) -> bytes:
        return f"{self.sentence}\n".encode() if self.sentence else b""


def is_screen(path: str) -> bool:
    """Whether a path is of the screens, not of the record."""
    return (match := _space(path)) is not None and match[1] in SCREENS


def allowed_methods(path: str) -> tuple[str, ...]:
    """Methods that the address takes."""
    return ACTING if path == OAI or is_screen(path) else READING


def takes_files(method: str, path: str) -> bool:
    """Whether a request may hold more than the fields of a small form."""
    match = _space(path)
    return method == "POST" and match is not None and match[1] in SCREENS_WITH_FILES


def host_of(environ: Mapping[str, Any]) -> str:
    """The authority that is asked: that of an absolute target before that of the header (RFC 9112,
    section 3.2.2). Empty where none is named.
    """
    target = str(environ.get("RAW_URI", ""))
    if _ABSOLUTE.match(target):
        return urlsplit(target).netloc
    return str(environ.get("HTTP_HOST", ""))


def protocol_answer(environ: Mapping[str, Any], allowed: tuple[str, ...]) -> ProtocolAnswer | None:
    """The answer to a request that is not in order, where the address takes these methods."""
    target, method = str(environ.get("RAW_URI", "")), environ["REQUEST_METHOD"]
    host = host_of(environ)
    needs_host = environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
    if (needs_host and "HTTP_HOST" not in environ) or (
        (host or needs_host) and not _HOST.fullmatch(host)
    ):
        return ProtocolAnswer(HTTPStatus.BAD_REQUEST, "Say in one Host header whom you ask.")
    if environ.get("SCRIPT_NAME"):
        return ProtocolAnswer(HTTPStatus.BAD_REQUEST, "Nothing is mounted below a path here.")
    if _BROKEN.search(target.partition("?")[0]):
        return ProtocolAnswer(HTTPStatus.BAD_REQUEST, "In an address, % stands before two digits.")
    if target == _EVERYWHERE:
        allowed = ACTING
    if method == "OPTIONS":
        return ProtocolAnswer(HTTPStatus.NO_CONTENT, allow=allowed)
    if method in allowed:
        return None
    is_known = method in HTTPMethod.__members__
    status = HTTPStatus.METHOD_NOT_ALLOWED if is_known else HTTPStatus.NOT_IMPLEMENTED
    return ProtocolAnswer(status, f"Only {', '.join(allowed)}.", allowed)
