"""HTML, read by lexbor: a page to be read, not a program."""

import base64
import binascii
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.bounds import check_elements
from tourdetable.kernel.media.kinds import decoded
from tourdetable.kernel.media.traces import Cleaned, TraceKind, Traces

_RUNS = "script, iframe, frame, object, embed, applet, form, base, meta[http-equiv=refresh]"
_FETCHES = ("src", "srcset", "imagesrcset", "background", "poster", "data", "lowsrc", "ping")
_FOLLOWED = ("a", "area")
"""Elements whose target a reader follows; every other one is fetched with the page."""
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_FETCHES = re.compile(r"@import|(?:url|image-set|src)\(\s*[\"']?(?!\s*[\"']?(?:data:image/|#))")
_HIDING = re.compile(r"display:none|visibility:hidden")
_KEPT_META = ("charset", "viewport", "generator", "content-type", "color-scheme")
_PEOPLE = ("author", "creator", "dc.creator", "dcterms.creator", "owner", "changedby")
_PICTURE = re.compile(r"^data:(image/(?:jpeg|jpg|png));base64,(.*)$", re.DOTALL | re.IGNORECASE)
_UNSAID = ("head", "style", "script", "template", "noscript")


def check(content: bytes) -> None:
    """Raises SentenceError for a page that is not UTF-8, runs something or needs another file."""
    check_elements(content)
    tree = LexborHTMLParser(decoded(content))
    if tree.css(_RUNS):
        raise _has_scripts()
    for node in tree.css("*"):
        _check(node)


def _check(node: LexborNode) -> None:
    for name, value in node.attributes.items():
        target = "".join((value or "").split()).lower()
        if name.startswith("on") or target.startswith(("javascript:", "vbscript:")):
            raise _has_scripts()
        if "javascript:" in target and node.tag in ("animate", "set"):
            raise _has_scripts()
        needed = name in _FETCHES or (name.endswith("href") and node.tag not in _FOLLOWED)
        if needed and target and not target.startswith(("data:image/", "#")):
            raise _needs_files()
        if name == "style":
            _check_style(value or "")
    if node.tag == "style":
        _check_style(node.text(deep=True))


def _check_style(text: str) -> None:
    if _CSS_FETCHES.search(_plain_style(text)):
        raise _needs_files()


def _plain_style(text: str) -> str:
    """Cascading style without escapes and comments (CSS Syntax 3, section 4.3.7), in lower case."""

    def sign(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else 0
        return chr(number) if 0 < number <= 0x10FFFF else found[2] or ""  # noqa: PLR2004 - Unicode

    return _CSS_COMMENT.sub("", _ESCAPE.sub(sign, _CSS_COMMENT.sub("", text))).lower()


def _needs_files() -> SentenceError:
    return SentenceError("The web page needs other files; save it with all in one, or as PDF.")


def clean(content: bytes) -> Cleaned:
    """The page without comments, hidden text and what is said of its author, and all of that."""
    check_elements(content)
    traces, tree = Traces(), LexborHTMLParser(decoded(content))
    root = tree.root
    if root is None:
        return Cleaned(content, traces)
    for node in (*_siblings(root.prev, "prev"), *_siblings(root.next, "next")):
        _is_trace(node, traces)  # around the root, whatever it is; it does not go with the root
    _drop_traces(root, traces)
    for node in tree.css("[src^='data:image/']"):
        _strip_picture(node, traces)
    if not traces:
        return Cleaned(content, traces)
    return Cleaned(f"<!DOCTYPE html>\n{root.html or ''}".encode(), traces)


def _siblings(node: LexborNode | None, way: str) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = getattr(node, way)


def _drop_traces(root: LexborNode, traces: Traces) -> None:
    """Take traces out, each with all that is in it: what is in it is not looked at again."""
    todo = [root]
    while todo:
        for node in list(_siblings(todo.pop().child, "next")):
            if _is_trace(node, traces):
                node.decompose()
            else:
                todo.append(node)


def _is_trace(node: LexborNode, traces: Traces) -> bool:
    if node.tag in ("-comment", "_comment", "!--"):
        traces.add(TraceKind.COMMENTS)
        return True
    if node.tag == "meta":
        return _is_property(node, traces)
    if node.tag in ("-text", "html", "head", "body", "style", "title", "link"):
        return False
    style = "".join(_plain_style(node.attributes.get("style") or "").split())
    is_input = node.tag == "input" and node.attributes.get("type") == "hidden"
    if "hidden" in node.attributes or is_input or _HIDING.search(style) or node.tag == "template":
        traces.add(TraceKind.HIDDEN)
        return True
    return False


def _is_property(node: LexborNode, traces: Traces) -> bool:
    said = node.attributes
    name = (said.get("name") or said.get("property") or said.get("http-equiv") or "").lower()
    if "charset" in said or name in _KEPT_META:
        return False
    is_person = name in _PEOPLE
    person = said.get("content") if is_person else None
    traces.add(TraceKind.PEOPLE if is_person else TraceKind.PROPERTIES, person)
    return True


def _strip_picture(node: LexborNode, traces: Traces) -> None:
    found = _PICTURE.match("".join((node.attributes.get("src") or "").split()))
    if found is None:
        return
    try:
        picture = base64.b64decode(found[2], validate=True)
    except (binascii.Error, ValueError):
        return
    if (bare := pictures.stripped(picture)) != picture:
        traces.add(TraceKind.PICTURES)
        node.attrs["src"] = f"data:{found[1]};base64,{base64.b64encode(bare).decode()}"


def text(content: bytes) -> str:
    """What a reader sees, a line for each piece of it."""
    check_elements(content)
    tree = LexborHTMLParser(decoded(content))
    tree.strip_tags(list(_UNSAID))
    said = tree.body.text(separator="\n", strip=True) if tree.body else ""
    return str(said)


def _has_scripts() -> SentenceError:
    return SentenceError("The web page carries scripts or forms; save it without them, or as PDF.")
