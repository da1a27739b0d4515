"""Mails of the house made of any text, and what four readers find in them."""

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default
from email.utils import getaddresses

from hypothesis import strategies as st

AT = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
BREAKS = ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00", "\r\n ")
UNSEEN = ("\u202e", "\u202d", "\u2066", "\u2069", "\u200b", "\ufeff", "\u00ad", "\U000e0041")
SPECIALS = ('"', "\\", "(", ")", "<", ">", "@", ",", ";", ":", "[", "]", "'", "%", "=", "?", "_")
LETTERS = (
    "Zoë",
    "Ng",
    "وزارة",
    "外交部",
    "Ministère",
    "é" * 30,
    "a" * 120,
    "👩🏽‍⚖️",
    "И",
    "0",
    "H.E.",
)
LOOKALIKES = (
    "=?utf-8?q?plain_words?=",
    "=?utf-8?b?cGxhaW4gd29yZHM=?=",
    "=?iso-8859-1?Q?plain?=",
    "=?us-ascii?q?plain?= words",
)
"""Texts that mail programs would decode; what comes out are plain words."""
WORDS = st.sampled_from([*BREAKS, *UNSEEN, *SPECIALS, *LETTERS, " ", "  "])
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=14).map("".join)
HOSTILE = TEXTS | st.tuples(TEXTS, st.sampled_from(LOOKALIKES), TEXTS).map("".join)


@dataclass(frozen=True)
class Read:
    """What a reader finds in a mail: its headers by name, in order; names and addresses; the
    subject; the names of its files.
    """

    names: tuple[str, ...]
    to: tuple[tuple[str, str], ...]
    subject: str
    files: tuple[str, ...]


def packed(text: str) -> str:
    """Without spaces: Python below 3.13.2 finds too many between two encoded words of a name."""
    return text.replace(" ", "")


def read_by_default(raw: bytes) -> Read:
    message = message_from_bytes(raw, policy=default)
    found = [part.get_filename() or "" for part in message.walk() if part.get_filename()]
    boxes = tuple((packed(box.display_name), box.addr_spec) for box in message["To"].addresses)
    return Read(tuple(message.keys()), boxes, str(message["Subject"]), tuple(found))


def read_by_compat32(raw: bytes) -> Read:
    message = message_from_bytes(raw, policy=compat32)
    found = [part.get_filename() or "" for part in message.walk() if part.get_filename()]
    pairs = getaddresses([_unfolded(message["To"])])
    boxes = tuple((packed(_decoded(name)), address) for name, address in pairs)
    subject = _decoded(_unfolded(message["Subject"]))
    return Read(tuple(message.keys()), boxes, subject, tuple(found))


def _unfolded(value: str) -> str:
    return value.replace("\r\n", "").replace("\n", "")


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def read_by_hand(raw: bytes) -> tuple[list[str], int]:
    """The names of the headers as they stand in the bytes, and how many lines the block has."""
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return [line.split(b":")[0].decode() for line in head if line[:1] != b" "], len(head)


def assert_is_well_formed(raw: bytes) -> None:
    """ASCII, CRLF alone ends a line, no line is too long (RFC 5322, 2.1.1; RFC 2047, 2)."""
    assert raw.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw)
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert all(len(line) <= 76 for line in head.split(b"\r\n") if b"=?" in line)
    assert all(line.strip(b" ") for line in head.split(b"\r\n"))
