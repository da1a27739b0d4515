"""Headers of a mail, written from parts that are already encoded: nothing is left to a library
that could decode it once more when it writes it (decision 0030).

A header is ASCII, in lines of at most 76 characters where its parts allow (RFC 5322, 2.1.1;
RFC 2047, 2) and never more than 998. A text is either plain ASCII words, or encoded words in UTF-8
and base64 from its first letter to its last: never a mixture, which readers join differently.
"""

import datetime as dt
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import quote

from tourdetable.kernel.header_text import header_text
from tourdetable.kernel.mail_address import Mailbox

LINE_LENGTH = 76
_BEGIN, _END = "=?utf-8?b?", "?="
_PLAIN_TEXT = re.compile(r"[ -~]*")
_PLAIN_PHRASE = re.compile(r"[A-Za-z0-9' -]+")
_QUOTABLE_PHRASE = re.compile(r"[A-Za-z0-9'&!/. -]{1,60}")
_TOKEN = re.compile(r"[A-Za-z0-9<>@/;=:,+\"._ -]+")
_PLAIN_FILE_NAME = re.compile(r"[A-Za-z0-9._-]{1,50}")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]{1,128}@[A-Za-z0-9.-]{1,255}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True)
class Header:
    """One header: its finished `lines` without line ends, and what they are meant to say, which is
    a text or mailboxes. `is_coded` tells a text that people typed from one of fixed signs.
    """

    name: str
    lines: tuple[str, ...]
    meaning: str | tuple[Mailbox, ...]
    is_coded: bool = False


def text_header(name: str, text: str) -> Header:
    """Such as a subject. Raises HeaderTextError as `header_text`."""
    line = header_text(text)
    words = line.split()
    is_plain = _PLAIN_TEXT.fullmatch(line)
    if is_plain and max(map(len, words), default=0) < LINE_LENGTH - len(name) - 2:
        return Header(name, _folded(name, words), line, is_coded=True)
    return Header(name, _folded(name, _encoded_words(line, len(name) + 2)), line, is_coded=True)


def mailbox_header(name: str, mailboxes: Iterable[Mailbox]) -> Header:
    """Such as From and To. The mailboxes are made by `mailbox`."""
    known = tuple(mailboxes)
    words: list[str] = []
    for number, one in enumerate(known):
        comma = "," if number < len(known) - 1 else ""
        start = len(name) + 2 if number == 0 else 1
        words += [*_phrase(one.name, start), f"<{one.address}>{comma}"]
    return Header(name, _folded(name, words), known)


def token_header(name: str, value: str) -> Header:
    """A header of which the house itself has made every sign. Raises ValueError for other signs."""
    if not _TOKEN.fullmatch(value) or "=?" in value:
        msg = f"{name} has a value that is none: {value!r}"
        raise ValueError(msg)
    return Header(name, _folded(name, value.split(" ")), value)


def date_header(at: dt.datetime) -> Header:
    return token_header("Date", format_datetime(at.astimezone(dt.UTC)))


def message_id_header(message_id: str) -> Header:
    """Raises ValueError for what is no Message-ID of ours."""
    if not _MESSAGE_ID.fullmatch(message_id):
        msg = f"This is no Message-ID: {message_id!r}"
        raise ValueError(msg)
    return Header("Message-ID", (f"Message-ID: {message_id}",), message_id)


def language_header(language: str) -> Header:
    """Raises ValueError for what is no tag of a language (BCP 47)."""
    if not _LANGUAGE.fullmatch(language):
        msg = f"This is no language: {language!r}"
        raise ValueError(msg)
    return token_header("Content-Language", language)


def attachment_header(file_name: str) -> Header:
    """Content-Disposition with the name of a file (RFC 2183): in quotes where it is short and of
    plain letters, otherwise in the pieces of RFC 2231, section 4.1. The meaning is the name.
    """
    name = "Content-Disposition"
    if _PLAIN_FILE_NAME.fullmatch(file_name):
        return Header(name, (f'{name}: attachment; filename="{file_name}"',), file_name)
    coded = quote(file_name.encode(), safe="")
    pieces = list(_pieces(coded))
    if len(pieces) == 1:
        return Header(name, (f"{name}: attachment;", f" filename*=utf-8''{coded}"), file_name)
    lines = [f"{name}: attachment;"]
    for number, piece in enumerate(pieces):
        charset = "utf-8''" if number == 0 else ""
        semicolon = ";" if number < len(pieces) - 1 else ""
        lines.append(f" filename*{number}*={charset}{piece}{semicolon}")
    return Header(name, tuple(lines), file_name)


def _pieces(coded: str, longest: int = 51) -> Iterator[str]:
    """Parts of a percent-encoded text; none ends inside of a letter's signs."""
    letters = re.findall(r"(?:%[0-9A-F]{2})+|[^%]", coded)
    piece = ""
    for letter in (unit for run in letters for unit in _units(run)):
        if piece and len(piece) + len(letter) > longest:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _units(run: str) -> Iterator[str]:
    """Letters of a percent-encoded run: a byte of UTF-8 that begins one, with those that follow."""
    unit = ""
    for sign in re.findall(r"%[0-9A-F]{2}|.", run):
        follows = sign.startswith("%") and sign[1] in "89AB"
        if unit and not follows:
            yield unit
            unit = ""
        unit += sign
    yield unit


def _phrase(name: str, start: int) -> list[str]:
    """The words that write a name before an address; none for no name."""
    if not name:
        return []
    words = name.split(" ")
    if _PLAIN_PHRASE.fullmatch(name) and max(map(len, words)) < LINE_LENGTH - start:
        return words
    if _QUOTABLE_PHRASE.fullmatch(name):
        return [f'"{name}"']
    return list(_encoded_words(name, start))


def _encoded_words(text: str, start: int) -> Iterator[str]:
    """Encoded words of whole letters, each of at most one line; the first one begins behind `start`
    other signs.
    """
    room, word = _bytes_in(LINE_LENGTH - start), b""
    for letter in text:
        coded = letter.encode()
        if len(word) + len(coded) > room:
            yield _encoded_word(word)
            room, word = _bytes_in(LINE_LENGTH - 1), b""
        word += coded
    yield _encoded_word(word)


def _bytes_in(width: int) -> int:
    """How many bytes an encoded word of so many signs can hold."""
    return (min(width, LINE_LENGTH - 1) - len(_BEGIN) - len(_END)) // 4 * 3


def _encoded_word(coded: bytes) -> str:
    return f"{_BEGIN}{b64encode(coded).decode('ascii')}{_END}"


def _folded(name: str, words: Iterable[str]) -> tuple[str, ...]:
    """Words with a space before each, a new line before that where the line would be too long."""
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > LINE_LENGTH and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += f" {word}"
    return (*lines, line)
