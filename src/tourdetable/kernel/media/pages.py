"""HTML, read by lexbor: a page to be read, not a program."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.bounds import check_elements
from tourdetable.kernel.media.kinds import decoded

_RUNS = "script, iframe, frame, object, embed, applet, form, base, meta[http-equiv=refresh]"
_FETCHES = ("src", "srcset", "background", "poster", "data")
_FETCHING = ("link", "image", "use")
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
        needed = name in _FETCHES or (name.endswith("href") and node.tag in _FETCHING)
        if needed and target and not target.startswith(("data:image/", "#")):
            raise SentenceError(
                "The web page needs other files; save it with all in one, or as PDF."
            )


def text(content: bytes) -> str:
    """What a reader sees, a line for each piece of it."""
    check_elements(content)
    tree = LexborHTMLParser(decoded(content))
    tree.strip_tags(list(_UNSAID))
    said = tree.body.text(separator="\n", strip=True) if tree.body else ""
    return str(said)


def _has_scripts() -> SentenceError:
    return SentenceError("The web page carries scripts or forms; save it without them, or as PDF.")
