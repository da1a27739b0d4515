"""What a web page holds and does not show: elements that stand in for others or wait for a script,
what the rules of its styles hide, comments in those, and what programs keep in attributes.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tourdetable.kernel.media import pictures
from tourdetable.kernel.media.followed import is_followed
from tourdetable.kernel.media.traces import TraceKind, Traces

_UNSHOWN = frozenset(
    {"template", "noscript", "noframes", "noembed", "datalist", "metadata", "annotation",
     "annotation-xml"}
)  # fmt: skip
_STANDING_IN = {"video": ("source", "track"), "audio": ("source", "track"), "canvas": ()}
"""Elements that show nothing of what is in them, but for these."""
_OUTER = frozenset({"html", "head", "body", "title", "meta", "link", "style", "-text"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_HIDING = re.compile(r"display:none|visibility:(?:hidden|collapse)")
_PASSING = re.compile(
    r"::|:(?:hover|focus|active|target|checked|visited|before|after|first-l|empty|open)",
    re.IGNORECASE,
)
"""What is not always so, or is no element."""
_ON_SCREEN = re.compile(
    r"@media\s+(?:all|screen)\s*|@(?:supports|layer)\b.*", re.IGNORECASE | re.DOTALL
)
_PICTURE = re.compile(r"data:(image/[a-z+]+);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
_PICTURE_OF_SET = re.compile(r"data:(image/[a-z+]+);base64,([A-Za-z0-9+/=]+)", re.IGNORECASE)
"""With spaces within, which readers pass over; and in a list that spaces part."""
_MOST_RULES = 5_000


def is_unshown(node: LexborNode) -> bool:
    """Is it an element of which no browser shows anything while the page is as it is?"""
    if node.tag == "dialog":
        return "open" not in node.attributes
    around = node.parent.tag if node.parent is not None else ""
    stands_in = around in _STANDING_IN and node.tag not in _STANDING_IN[around or ""]
    return node.tag in _UNSHOWN or (stands_in and bool(node.text(deep=True).strip()))


def drop_hidden_by_rules(tree: LexborHTMLParser, traces: Traces) -> None:
    """Take out what a rule hides that is always so on a screen."""
    for selector in list(_hiding_selectors(tree))[:_MOST_RULES]:
        try:
            found = tree.css(selector)
        except (SelectolaxError, ValueError):
            continue  # a browser that does not know a selector passes the rule over, too
        for node in found:
            if node.tag not in _OUTER and node.parent is not None:
                traces.add(TraceKind.HIDDEN)
                node.decompose()


def _hiding_selectors(tree: LexborHTMLParser) -> Iterator[str]:
    for style in tree.css("style"):
        for selector, declarations in _rules(_COMMENT.sub("", style.text(deep=True))):
            plain = "".join(declarations.split()).lower()
            if _HIDING.search(plain) and not _PASSING.search(selector):
                yield selector


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules of a style that count on every screen."""
    place = 0
    while (begin := text.find("{", place)) >= 0:
        end, depth = begin + 1, 1
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        before = text[place:begin].rpartition(";")[2].strip()
        if not before.startswith("@"):
            yield before, text[begin + 1 : end - 1]
        elif _ON_SCREEN.fullmatch(before):
            yield from _rules(text[begin + 1 : end - 1])
        place = end


def drop_leftovers(tree: LexborHTMLParser, traces: Traces) -> None:
    """Take out of what stays: comments of styles, data about pictures, what programs keep."""
    for style in tree.css("style"):
        said = style.text(deep=True)
        bare = _without_comments(_strip_pictures(said, traces), traces)
        if bare != said and style.child is not None:
            style.child.replace_with(bare)
    for node in tree.css("*"):
        for name, value in list(node.attributes.items()):
            kept = _attribute(node, name, value or "", traces)
            if kept is None:
                del node.attrs[name]
            elif kept != (value or ""):
                node.attrs[name] = kept


def _attribute(node: LexborNode, name: str, value: str, traces: Traces) -> str | None:
    """What stays of an attribute; None where nothing does."""
    is_link = name.endswith("href") and node.tag in ("a", "area")
    if name.startswith("data-") or (is_link and not is_followed(value)):
        traces.add(TraceKind.PROPERTIES)
        return None
    bare = _strip_pictures(value, traces, _PICTURE_OF_SET if "srcset" in name else _PICTURE)
    return _without_comments(bare, traces) if name == "style" else bare


def _without_comments(style: str, traces: Traces) -> str:
    bare, count = _COMMENT.subn("", style)
    if count:
        traces.add(TraceKind.COMMENTS, count=count)
    return bare


def _strip_pictures(text: str, traces: Traces, pattern: re.Pattern[str] = _PICTURE) -> str:
    def strip(found: re.Match[str]) -> str:
        try:
            picture = base64.b64decode("".join(found[2].split()), validate=True)
        except (binascii.Error, ValueError):
            return found[0]
        bare = pictures.stripped(picture)
        if bare == picture:
            return found[0]
        traces.add(TraceKind.PICTURES)
        return f"data:{found[1]};base64,{base64.b64encode(bare).decode()}"

    return pattern.sub(strip, text) if "data:" in text.lower() else text
