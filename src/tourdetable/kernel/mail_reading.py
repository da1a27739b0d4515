"""What a finished mail says, read by others than who wrote it: byte by byte here, and by the two
readers of Python's `email`. All have to find what was meant, and nothing beside it.
"""

import re
from base64 import b64decode
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32, default
from email.utils import getaddresses
from urllib.parse import unquote_to_bytes

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.mail_address import Mailbox
from tourdetable.kernel.mail_headers import Header

LONGEST_LINE = 998
"""Characters before CRLF (RFC 5322, 2.1.1)."""
_ALLOWED = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_FIELD = re.compile(r"([A-Za-z-]+):(?: (\S.*))?")
_ENCODED = re.compile(r"=\?utf-8\?b\?([A-Za-z0-9+/=]+)\?=")
_MAILBOX = re.compile(r"(?:(.*) )?<([^<> ]+)>")
_FILE_NAME = re.compile(r"filename(?:\*(?:\d+\*)?)?=(?:utf-8'')?(\"?)([^;\"]*)\1")


class MailMismatchError(SentenceError):
    """A mail that reads otherwise than it was meant; it must not be sent."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "A mail was not sent: its %(what)s reads otherwise than it was meant. Look at the "
            "names, the subject and the files of it for unusual signs.",
            what=shown(what),
        )


def check_mail(
    raw: bytes,
    headers: Sequence[Header],
    boundary: str = "",
    parts: Sequence[Sequence[Header]] = (),
) -> None:
    """Raises MailMismatchError where the bytes of a mail do not say exactly these headers and these
    parts: signs, line ends, lines, names, values, addresses.
    """
    _check_lines(raw)
    head, _, body = raw.partition(b"\r\n\r\n")
    _check_block(head, headers)
    if boundary:
        line = f"--{boundary}\r\n".encode()
        pieces = body.split(line)
        if pieces[0] or len(pieces) != len(parts) + 1 or body.count(line[:-2]) != len(pieces):
            raise MailMismatchError("Content-Type")
        for piece, part in zip(pieces[1:], parts, strict=True):
            _check_block(piece.partition(b"\r\n\r\n")[0], part)


def _check_lines(raw: bytes) -> None:
    ends = raw.count(b"\r\n")
    if raw.translate(None, _ALLOWED) or not ends == raw.count(b"\r") == raw.count(b"\n"):
        raise MailMismatchError("text")
    if max(map(len, raw.split(b"\r\n"))) > LONGEST_LINE or not raw.endswith(b"\r\n"):
        raise MailMismatchError("text")


def _check_block(block: bytes, headers: Sequence[Header]) -> None:
    """One block of headers, by three readers."""
    lines = block.decode("ascii").split("\r\n")
    if lines != [line for header in headers for line in header.lines]:
        raise MailMismatchError("header")
    _check_fields(_fields(lines), headers)
    whole = block + b"\r\n\r\n"
    for policy in (default, compat32):
        _check_message(BytesHeaderParser(policy=policy).parsebytes(whole), headers)


def _fields(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Names and values of a block, its lines put together again (RFC 5322, 2.2.3)."""
    fields: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith(" ") and line.strip(" ") and fields:
            name, value = fields.pop()
            fields.append((name, f"{value}{line}"))
            continue
        match = _FIELD.fullmatch(line)
        if match is None:
            raise MailMismatchError("header")
        fields.append((match[1], match[2] or ""))
    return fields


def _check_fields(fields: Sequence[tuple[str, str]], headers: Sequence[Header]) -> None:
    if [name for name, _ in fields] != [header.name for header in headers]:
        raise MailMismatchError("header")
    for (name, value), header in zip(fields, headers, strict=True):
        if _meaning(name, value, header) != header.meaning:
            raise MailMismatchError(name)


def _meaning(name: str, value: str, header: Header) -> str | tuple[Mailbox, ...]:
    """What a value says, decoded once."""
    if isinstance(header.meaning, tuple):
        boxes = [_MAILBOX.fullmatch(one.strip(" ")) for one in value.split(",")]
        return tuple(Mailbox(_phrase(box[1] or ""), box[2]) for box in boxes if box)
    if name == "Content-Disposition":
        coded = "".join(found[2] for found in _FILE_NAME.finditer(value))
        return unquote_to_bytes(coded).decode("utf-8", "replace")
    return _decoded(value) if header.is_coded else value


def _decoded(value: str) -> str:
    """Plain words, or encoded words and nothing else."""
    words = value.split(" ")
    coded = [_ENCODED.fullmatch(word) for word in words]
    if all(coded):
        return b"".join(b64decode(word[1]) for word in coded if word).decode("utf-8", "replace")
    return value


def _phrase(phrase: str) -> str:
    """The name before an address: in quotes, in which the builder writes nothing that needs an
    escape, or as any text.
    """
    is_quoted = len(phrase) > 1 and phrase[0] == '"' == phrase[-1]
    return phrase[1:-1] if is_quoted else _decoded(phrase)


def _check_message(message: Message, headers: Sequence[Header]) -> None:
    """What a reader of Python's `email` finds; the same headers in the same order."""
    if message.keys() != [header.name for header in headers] or message.defects:
        raise MailMismatchError("header")
    for (name, value), header in zip(message.items(), headers, strict=True):
        if isinstance(header.meaning, tuple):
            is_same = _boxes(value) == [(_packed(m.name), m.address) for m in header.meaning]
        elif name == "Content-Disposition":
            is_same = message.get_filename() == header.meaning
        else:
            is_same = _text(value, is_coded=header.is_coded) == header.meaning
        if not is_same:
            raise MailMismatchError(name)


def _boxes(value: object) -> list[tuple[str, str]]:
    """Names without their spaces, for Python below 3.13.2 adds some between two encoded words
    (against RFC 2047, 6.2), and addresses.
    """
    if hasattr(value, "addresses"):
        return [(_packed(box.display_name), box.addr_spec) for box in value.addresses]
    pairs = getaddresses([_unfolded(value)])
    return [(_packed(_text(name, is_coded=True)), address) for name, address in pairs]


def _text(value: object, *, is_coded: bool) -> str:
    if hasattr(value, "defects") or not is_coded:  # the newer reader has decoded it
        return _unfolded(value)
    return str(make_header(decode_header(_unfolded(value))))


def _unfolded(value: object) -> str:
    return str(value).replace("\r\n", "")


def _packed(name: str) -> str:
    return name.replace(" ", "")
