"""The kinds of file that are kept, what text in them may be, and what is said of others."""

from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError


@dataclass(frozen=True, slots=True)
class Medium:
    """A kind of file: its media type (RFC 6838), the ending of names that the record gives it,
    others that people give it, and what sentences call it.
    """

    media_type: str
    ending: str
    called: str
    other_endings: tuple[str, ...] = ()

    @property
    def endings(self) -> tuple[str, ...]:
        return (self.ending, *self.other_endings)


_OPEN_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = Medium("application/pdf", "pdf", "PDF")
DOCX = Medium(_OPEN_XML, "docx", "Word document (DOCX)")
ODT = Medium("application/vnd.oasis.opendocument.text", "odt", "OpenDocument text (ODT)")
HTML = Medium("text/html", "html", "web page (HTML)", ("htm",))
TXT = Medium("text/plain", "txt", "plain text (TXT)")

MEDIA = {medium.media_type: medium for medium in (PDF, DOCX, ODT, HTML, TXT)}
"""By media type."""


def encrypted() -> SentenceError:
    """What is said of a file that a password keeps shut."""
    return SentenceError("The file is encrypted; save it without a password.")


def unreadable() -> SentenceError:
    """What is said of a file that is not what its beginning promises."""
    return SentenceError("The file cannot be read; save it anew from where it was written.")


def decoded(content: bytes) -> str:
    """The text of a file that is nothing but text. Raises SentenceError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SentenceError(
            "Line %(line)s of the file is not UTF-8; save it in that encoding.", line=line
        ) from None


def storable(text: str) -> str:
    """What both databases hold: no NUL, no half of a pair; other signs that do not print become
    spaces, and lines end alike.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in lines)
    return kept.strip()
