"""What runs in a PDF, found on its objects as qpdf reads them (ISO 32000-2, section 12.6): names
written with escapes, objects in streams and later revisions are then what every reader sees.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.followed import is_followed
from tourdetable.kernel.media.kinds import encrypted, unreadable

MOST_NODES = 3_000_000
"""Dictionaries, arrays and streams of one file; more cannot be walked in a reasonable time."""
_ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE",
        "/GoToDp", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Trans",
        "/Thread", "/Hide", "/SetOCGState", "/Named",
    }
)  # fmt: skip
"""Types of actions (/S) that do something; GoTo and URI, which a reader follows, stay."""
_SCRIPTS = frozenset({"/JS", "/JavaScript", "/XFA"})
_FILES = frozenset({"/EF", "/EmbeddedFiles", "/RF", "/AF", "/Collection"})
_TRIGGERS = frozenset({"/AA", "/RichMediaContent", "/RichMediaSettings", "/Renditions",
                       "/AlternatePresentations", "/PA"})  # fmt: skip
_MEDIA = frozenset({"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"})
"""Subtypes of annotations that play or carry a file."""
_ELSEWHERE = frozenset({"/F", "/Ref", "/OPI"})
"""Keys of streams whose content lies in another file (7.3.8, 8.10.4, 14.11.7)."""
_HARMLESS_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})


@cache
def library() -> Any:
    """Pikepdf, which is loaded only where a PDF is looked at."""
    return import_module("pikepdf")


@contextmanager
def opened_objects(content: bytes) -> Iterator[Any]:
    """The document as pikepdf has it. Raises SentenceError for what is damaged or encrypted."""
    pikepdf = library()
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise encrypted()
            yield document
    except pikepdf.PasswordError:
        raise encrypted() from None
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, TypeError, AttributeError):
        raise unreadable() from None


def walk(document: Any) -> Iterator[Any]:
    """Every dictionary and stream of the document, those that nothing points to, too.

    Raises SentenceError for more of them than can be walked.
    """
    count = 0
    for found in (document.trailer, *document.objects):
        todo = [found]
        while todo:
            node = todo.pop()
            count += 1
            if count > MOST_NODES:
                raise SentenceError("The PDF has too many parts; print it to a PDF with fewer.")
            if is_mapping(node):
                yield node
            elif not is_list(node):
                continue
            todo += [one for one in _values(node) if not one.is_indirect]


def _values(node: Any) -> Iterator[Any]:
    """The dictionaries, arrays and streams that stand in one."""
    held = node if is_list(node) else (value for _key, value in node.items())
    return (value for value in held if is_mapping(value) or is_list(value))


def is_mapping(value: Any) -> bool:
    """Is it a dictionary, or a stream with its own?"""
    return isinstance(value, library().Dictionary) or is_stream(value)


def is_stream(value: Any) -> bool:
    return isinstance(value, library().Stream)


def is_list(value: Any) -> bool:
    return isinstance(value, library().Array)


def name_at(node: Any, key: str) -> str:
    """The name that stands under a key, with its solidus; empty where none does."""
    value = node.get(key)
    return str(value) if isinstance(value, library().Name) else ""


def check_object(node: Any) -> None:
    """Raises SentenceError for a dictionary or stream that runs, opens, plays or carries."""
    keys = set(node.keys())
    kind, action = name_at(node, "/Subtype"), name_at(node, "/S")
    if keys & _SCRIPTS or action == "/JavaScript":
        raise SentenceError("The PDF carries scripts; print it to a PDF without them.")
    if keys & _FILES or kind in _MEDIA or name_at(node, "/Type") == "/EmbeddedFile":
        raise SentenceError(
            "The PDF carries other files; keep each of them as a document of its own."
        )
    is_harmless = action == "/Named" and name_at(node, "/N") in _HARMLESS_NAMED
    if action in _ACTIONS and not is_harmless:
        raise _acts(action)
    for trigger in sorted(keys & _TRIGGERS):
        if not (is_mapping(node[trigger]) or is_list(node[trigger])) or len(node[trigger]):
            raise _acts(trigger)
    if "/OpenAction" in keys and not _only_goes_to(node["/OpenAction"]):
        raise _acts("/OpenAction")
    if action == "/URI" and not is_followed(str(node.get("/URI", ""))):
        raise _acts("/URI")
    if is_stream(node) and keys & _ELSEWHERE:
        raise SentenceError("The file fetches a part from elsewhere; save it with all its parts.")


def _acts(what: str) -> SentenceError:
    return SentenceError(
        "The PDF does something when it is opened or changed (%(what)s); print it to a PDF that "
        "does not.",
        what=what.lstrip("/"),
    )


def _only_goes_to(action: Any) -> bool:
    """A place in the document, or one action that leads there and to nothing after it."""
    if not is_mapping(action):
        return True
    return name_at(action, "/S") == "/GoTo" and "/Next" not in action
