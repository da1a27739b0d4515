"""HTML, read by lexbor: a page to be read, not a program."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_elements
from tourdetable.kernel.media.kinds import decoded
from tourdetable.kernel.media.page_leftovers import (
    drop_hidden_by_rules,
    drop_leftovers,
    is_unshown,
)
from tourdetable.kernel.media.traces import Cleaned, TraceKind, Traces

_RUNS = "script, iframe, frame, object, embed, applet, form, base, meta[http-equiv=refresh]"
_FETCHES = ("src", "srcset", "imagesrcset", "background", "poster", "data", "lowsrc", "ping",
            "attributionsrc")  # fmt: skip
_FOLLOWED = ("a", "area")
"""Elements whose target a reader follows; every other one is fetched with the page."""
_RUNNING = ("javascript:", "vbscript:", "data:text/", "data:application/")
_IGNORED = re.compile(r"[\x00-\x20\x7f]|\s")
"""Signs that browsers pass over in an address (WHATWG URL, section 4.4)."""
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_FETCHES = re.compile(r"@import|(?:url|image-set|src)\(\s*+[\"']?+\s*+(?!data:image/|#)")
"""Nothing is given back once it is taken (`*+`): a stranger's style is gone through once."""
_HIDING = re.compile(r"display:none|visibility:hidden")
_KEPT_META = ("charset", "viewport", "generator", "content-type", "color-scheme")
_PEOPLE = ("author", "creator", "dc.creator", "dcterms.creator", "owner", "changedby")
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
        target = _IGNORED.sub("", value or "").lower()
        if name.startswith("on") or target.startswith(_RUNNING):
            raise _has_scripts()
        if "javascript:" in target and node.tag in ("animate", "set"):
            raise _has_scripts()
        needed = name in _FETCHES or (name.endswith("href") and node.tag not in _FOLLOWED)
        if needed and target and not target.startswith(("data:image/", "#")):
            raise _needs_files()
        if name == "style" or "url(" in target:  # SVG has styles in attributes of their own
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

    return _uncommented(_ESCAPE.sub(sign, _uncommented(text))).lower()


def _uncommented(text: str) -> str:
    """Each comment ends at the first end behind it; what has none stays."""
    kept, position = list[str](), 0
    while (start := text.find("/*", position)) >= 0 and (end := text.find("*/", start + 2)) >= 0:
        kept.append(text[position:start])
        position = end + 2
    return "".join([*kept, text[position:]])


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
    drop_hidden_by_rules(tree, traces)
    drop_leftovers(tree, traces)
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
    if is_unshown(node):
        traces.add(TraceKind.HIDDEN)
        return True
    if node.tag in ("-text", "html", "head", "body", "style", "title", "link"):
        return False
    style = "".join(_plain_style(node.attributes.get("style") or "").split())
    is_input = node.tag == "input" and node.attributes.get("type") == "hidden"
    if "hidden" in node.attributes or is_input or _HIDING.search(style):
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


def text(content: bytes) -> str:
    """What a reader sees, a line for each piece of it."""
    check_elements(content)
    tree = LexborHTMLParser(decoded(content))
    tree.strip_tags(list(_UNSAID))
    said = tree.body.text(separator="\n", strip=True) if tree.body else ""
    return str(said)


def _has_scripts() -> SentenceError:
    return SentenceError("The web page carries scripts or forms; save it without them, or as PDF.")
