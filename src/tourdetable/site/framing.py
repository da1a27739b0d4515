"""Where a request ends, as far as one has to know it before a thread is given to it.

A head ends at its first empty line, a body after `Content-Length` bytes (RFC 9112, section 6.3).
Everything else about a head is gunicorn's to judge; what would make the end of a request doubtful
is refused here, so that no two readers of one connection disagree on it.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote

from tourdetable.site.protocol import takes_files

LARGEST_HEAD = 64 * 1024
LARGEST_FORM = 64 * 1024
"""Bytes of a body where no files are taken."""
LARGEST_TARGET = 8190
"""Bytes of a request line; RFC 9112 (section 3) recommends 8000 at least."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_AUTHORITY = re.compile("^https?://[^/?]*", re.IGNORECASE)
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
_ANY_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
_CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:[ \t]*([^\r]*)", re.IGNORECASE)
_EXPECTATION = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)


class UnreadableRequestError(Exception):
    """A request that nobody can be given to answer: its status, and a sentence about it."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    def answer(self) -> bytes:
        """The whole response, after which the connection is closed."""
        body = f"{self}\n".encode()
        again = "Retry-After: 5\r\n" if self.status is HTTPStatus.SERVICE_UNAVAILABLE else ""
        return (
            f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\nConnection: close\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
            f"{again}Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n"
        ).encode() + body


@dataclass(frozen=True, slots=True)
class Head:
    """A whole head: its bytes without the expectation of `100 Continue`, how many bytes of the
    connection it took, the length of the body in bytes, and whether its sender waits for a word
    before it sends that body (RFC 9110, section 10.1.1).
    """

    content: bytes
    size: int
    body: int
    waits: bool


def read_head(received: bytearray, *, largest_body: int) -> Head | None:
    """The head at the beginning of what was received; None as long as it is not complete.

    Raises UnreadableRequestError where it is too long or leaves the end of the body in doubt.
    """
    end = received.find(_END)
    if end < 0 or end > LARGEST_HEAD:
        _check_size(received)
        return None
    content = bytes(received[: end + len(_END)])
    length = _body_length(content)
    largest = largest_body if _takes_files(content) else min(LARGEST_FORM, largest_body)
    if length > largest:
        raise UnreadableRequestError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request has at most {largest} bytes here."
        )
    without, expectations = _EXPECTATION.subn(b"", content)
    waits = bool(expectations and length) and b" HTTP/1.0\r\n" not in content
    return Head(without, len(content), length, waits)


def _takes_files(head: bytes) -> bool:
    method, _, rest = head.partition(b" ")
    target = rest.partition(b" ")[0].decode("latin-1")
    path = _AUTHORITY.sub("", target).partition("?")[0]
    return takes_files(method.decode("latin-1"), unquote(path))


def _check_size(received: bytearray) -> None:
    if received.find(b"\r\n", 0, LARGEST_TARGET) < 0 and len(received) >= LARGEST_TARGET:
        raise UnreadableRequestError(HTTPStatus.REQUEST_URI_TOO_LONG, "This address is too long.")
    if len(received) > LARGEST_HEAD:
        raise UnreadableRequestError(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            f"The head of a request has at most {LARGEST_HEAD} bytes here.",
        )


def _body_length(head: bytes) -> int:
    coding, lengths = _CODING.search(head), _ANY_LENGTH.findall(head)
    if coding and lengths:
        raise UnreadableRequestError(
            HTTPStatus.BAD_REQUEST, "A request has Content-Length or Transfer-Encoding, not both."
        )
    if coding and coding[1].strip().lower() != b"chunked":
        raise UnreadableRequestError(
            HTTPStatus.NOT_IMPLEMENTED, "This transfer coding is not understood here."
        )
    if coding:
        raise UnreadableRequestError(
            HTTPStatus.LENGTH_REQUIRED, "Say the length of the body in Content-Length."
        )
    exact = _LENGTH.findall(head)
    if len(lengths) != len(exact) or len(lengths) > 1:
        raise UnreadableRequestError(
            HTTPStatus.BAD_REQUEST, "Content-Length is one number of bytes."
        )
    return int(exact[0]) if exact else 0
