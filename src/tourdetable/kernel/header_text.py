"""Text that people type and that reaches one line of something that programs read: a header of a
mail, the name of a file, a name on a list. The rules stand here once (decision 0030).

- What breaks a line (C0 and C1 controls, U+2028, U+2029) becomes a space, and runs of spaces one.
- What nobody sees is left out: whoever copies a name from a document brings it unknowingly and
  could not find it to take it out. That is what turns the order of other letters round (U+202A to
  U+202E, U+2066 to U+2069), invisible signs, half of a surrogate pair, noncharacters. Joiners and
  the marks of direction (U+200C to U+200F, U+061C) stay: Persian, Arabic and Hindi names need them.
- What a mail program would decode (RFC 2047, section 2) is refused: a text that was encoded once
  would then be decoded twice, and be another one.

The letters are listed, and not asked of `unicodedata`: each Python knows another Unicode.
"""

import re
import unicodedata

from tourdetable.kernel.errors import SentenceError, shown

ENCODED_SIGN = "=?"
"""Begins an encoded word (RFC 2047); every decoder needs it."""
LONGEST_LINE_TEXT = 1000
"""Letters of a text in one header; columns of names and subjects hold 300."""
LONGEST_FILE_NAME = 120
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NONCHARACTERS = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff"
    f"\U000e0000-\U000e007f{_NONCHARACTERS}]+"
)
_NOT_IN_FILE_NAMES = re.compile(r'[/\\:*?"<>|%;\']+')
_LEADS_AWAY = re.compile(
    r"//|\\\\|\bwww\.|\b(?:mailto|tel|sms|https?|ftp|javascript|data):|[@<>]", re.IGNORECASE
)
_HOST = re.compile(
    r"[^\W_]{2,}\.(?:[a-z]{2,}|xn--[a-z0-9-]+|(?i:com|org|net|int|gov|edu|info|io)|[a-zA-Z]{2,}(?=/))"
    r"(?![\w.]\w)"
)
"""A name of the web that mail programs make a link of; `St.Gallen` and `U.S.A.` are none."""
_OTHER_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""What stands for a dot in names of the web (UTS 46, 2.3)."""
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")


class HeaderTextError(SentenceError):
    """A text that cannot stand in a header."""


def one_line(text: str) -> str:
    """The text on one line, as described above; the same when it is done twice."""
    if text.isprintable():  # holds nothing of either kind, and is most of what there is
        return " ".join(text.split())
    return " ".join(_UNSEEN.sub("", _BREAKS.sub(" ", text)).split())


def header_text(text: str) -> str:
    """The text as it may stand in a header. Raises HeaderTextError for what a mail program would
    decode, and for one that is too long.
    """
    line = one_line(text)
    if ENCODED_SIGN in line:
        raise HeaderTextError(
            "“%(text)s” holds the signs “=?”, which mail programs take for an encoded text; "
            "write it without them.",
            text=shown(line),
        )
    if len(line) > LONGEST_LINE_TEXT:
        raise HeaderTextError("“%(text)s” is too long for one line; shorten it.", text=shown(line))
    return line


def plain_name(text: str) -> str:
    """A name that somebody without an account may put into a list or a mail of the secretariat:
    it names, and leads nowhere.

    Raises HeaderTextError as `header_text`, and for an address of the web or of mail in it.
    """
    line = header_text(text)
    if _LEADS_AWAY.search(_as_read(line)):
        raise _leads_away(line)
    return line


def mailed_name(text: str) -> str:
    """The same for a name that such a person lets the house write a mail to: it holds no name of
    the web either. Raises HeaderTextError as `plain_name`.
    """
    line = plain_name(text)
    if _HOST.search(_as_read(line)):
        raise _leads_away(line)
    return line


def _as_read(line: str) -> str:
    """In the letters that programs take wide and other shapes of them for (UAX 15, NFKC)."""
    return unicodedata.normalize("NFKC", line.translate(_OTHER_DOTS))


def _leads_away(line: str) -> HeaderTextError:
    return HeaderTextError(
        "“%(text)s” holds an address or a link; write the name alone.", text=shown(line)
    )


def kept_file_name(text: str) -> str:
    """The same for a file that is here already and is given out: nothing of its name is refused."""
    return file_name(one_line(text)[:LONGEST_LINE_TEXT].replace(ENCODED_SIGN, "-"))


def file_name(text: str) -> str:
    """A name under which a file can be kept on any system; `file` where nothing is left of it.
    Raises HeaderTextError as `header_text`.
    """
    line = _NOT_IN_FILE_NAMES.sub("-", header_text(text)).strip(". ")
    ending = _SUFFIX.search(line)
    suffix = ending[0] if ending else ""
    stem = line.removesuffix(suffix)[: LONGEST_FILE_NAME - len(suffix)].strip(". ")
    return f"{stem or 'file'}{suffix}"
