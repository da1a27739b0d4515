"""A whole mail (RFC 5322, RFC 2045) from plain values: the one place in which the house writes one.

What is written is read again by two other readers before it goes anywhere (`mail_reading.py`); one
that says anything else than what was meant is not sent.
"""

import datetime as dt
import hashlib
import quopri
import re
from base64 import encodebytes
from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.kernel.header_text import file_name
from tourdetable.kernel.mail_address import Mailbox, mailbox
from tourdetable.kernel.mail_headers import (
    Header,
    attachment_header,
    date_header,
    language_header,
    mailbox_header,
    message_id_header,
    text_header,
    token_header,
)
from tourdetable.kernel.mail_reading import check_mail

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONGEST_PLAIN_LINE = 78
_NOT_IN_HOSTS = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class MailFile:
    """A file that goes with a mail; a text is in UTF-8."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class MailParts:
    """All of which a mail is made. The Message-ID is one of `message_id`, the language a tag or
    empty where it is not known.
    """

    sender: Mailbox
    recipients: tuple[Mailbox, ...]
    subject: str
    at: dt.datetime
    message_id: str
    text: str
    language: str = ""
    files: tuple[MailFile, ...] = ()


def message_id(left: str, host: str | None) -> str:
    """A Message-ID of this host; `left` is unique and made of letters, digits, dots and dashes."""
    name = _NOT_IN_HOSTS.sub("-", host or "").strip(".-")
    return f"<{left}@{name or 'localhost'}>"


def mail_bytes(parts: MailParts) -> bytes:
    """The mail with CRLF line ends, in ASCII: the same parts give the same bytes.

    Raises HeaderTextError or MailAddressError where a part cannot stand in a header, ValueError
    where the house itself gave it a wrong one, MailMismatchError where what is written reads
    otherwise than it was meant.
    """
    headers = [
        mailbox_header("From", [_cleaned(parts.sender)]),
        mailbox_header("To", map(_cleaned, parts.recipients)),
        text_header("Subject", parts.subject),
        date_header(parts.at),
        message_id_header(parts.message_id),
        token_header("Auto-Submitted", "auto-generated"),
        *([language_header(parts.language)] if parts.language else []),
        token_header("MIME-Version", "1.0"),
    ]
    encoding, body = _encoded_text(parts.text)
    text = [
        token_header("Content-Type", 'text/plain; charset="utf-8"'),
        token_header("Content-Transfer-Encoding", encoding),
    ]
    if not parts.files:
        raw = _block(headers + text) + body
        check_mail(raw, headers + text)
        return raw
    inner = [(text, body), *map(_file_part, parts.files)]
    boundary = _boundary(body for _, body in inner)
    headers.append(token_header("Content-Type", f'multipart/mixed; boundary="{boundary}"'))
    line = f"--{boundary}".encode()
    pieces = [b"".join([line, b"\r\n", _block(head), body, b"\r\n"]) for head, body in inner]
    raw = b"".join([_block(headers), *pieces, line, b"--\r\n"])
    check_mail(raw, headers, boundary, [head for head, _ in inner])
    return raw


def _cleaned(one: Mailbox) -> Mailbox:
    """Whoever made it: its name and its address are what they are to be."""
    return mailbox(one.name, one.address)


def _block(headers: Iterable[Header]) -> bytes:
    lines = [line for header in headers for line in header.lines]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _file_part(file: MailFile) -> tuple[list[Header], bytes]:
    if not _MEDIA_TYPE.fullmatch(file.media_type):
        msg = f"This is no media type: {file.media_type!r}"
        raise ValueError(msg)
    is_text = file.media_type.startswith("text/")
    kind = f'{file.media_type}; charset="utf-8"' if is_text else file.media_type
    headers = [
        token_header("Content-Type", kind),
        token_header("Content-Transfer-Encoding", "base64"),
        attachment_header(file_name(file.name)),
    ]
    return headers, _base64(file.content)


def _encoded_text(text: str) -> tuple[str, bytes]:
    """How a text goes over the wire: as it is where that is short ASCII lines, otherwise in the
    shorter one of quoted-printable and base64.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _CONTROLS.sub("", whole).rstrip("\n")
    lines = f"{whole}\n".encode()
    if lines.isascii() and max(map(len, lines.split(b"\n"))) <= _LONGEST_PLAIN_LINE:
        return "7bit", lines.replace(b"\n", b"\r\n")
    printable = quopri.encodestring(lines).replace(b"\n", b"\r\n")
    coded = _base64(lines.replace(b"\n", b"\r\n"))
    if len(printable) <= len(coded):
        return "quoted-printable", printable
    return "base64", coded


def _base64(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")


def _boundary(bodies: Iterable[bytes]) -> str:
    """One that no body can hold: it is the hash of all of them."""
    digest = hashlib.sha256()
    for body in bodies:
        digest.update(hashlib.sha256(body).digest())
    return f"=_{digest.hexdigest()[:40]}"
