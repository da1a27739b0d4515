"""Where things stand in the record, and how one page points to another. Pure functions.

An address is a path inside the payload of the bag, with `/` between its parts and no leading
one: `fr/meetings/rcp-workshop-2005/index.html`. It never changes once published (design,
section 4). Links are relative and name the file, so that the record opens from a disk too.
"""

import re
from functools import lru_cache

from tourdetable.kernel.errors import SentenceError

INDEX, DATA = "index.html", "index.json"
CHOICE = INDEX
"""The page at the root of the record, where a reader chooses a language."""
FAVICON, RELEASE, ROBOTS = "favicon.svg", "release.json", "robots.txt"
STYLE_FOLDER = "style"
LONGEST = 240
"""Bytes of one part of an address that file systems everywhere can hold, with room to spare."""
MOST = 50_000
"""Addresses and links that are remembered: the same ones are asked for on most pages."""

HOME, NOT_FOUND = "home", "not-found"
SECTIONS = ("processes", "compare", "meetings", "countries", "organisations", "documents")
"""Pages that head every page, in their order; each has a folder of its name."""
STANDING = ("calendar", "data", "about")
"""Pages of which there is one alone, named at the foot of every page."""
SEARCH = "search"
SEARCH_BUNDLE = "pagefind/pagefind.js"
"""What the search page loads. It is made from a release after it and is no part of it."""
LISTS = {key: key for key in (*SECTIONS, *STANDING, SEARCH)}
"""Kind of page → its folder. A kind of thing has its pages in the folder of its list."""
THINGS = {
    "process": "processes",
    "meeting": "meetings",
    "series": "series",
    "year": "calendar",
    "country": "countries",
    "organisation": "organisations",
    "document": "documents",
    "answers": "answers",
}

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")
_EVERLASTING = re.compile(r"style/[a-z]+-[0-9a-f]{16}\.(?:css|js)")


@lru_cache(MOST)
def page_address(kind: str, slug: str, language: str) -> str:
    """The address of a page: of a thing by its slug; of a list, home or not-found with no slug.

    Raises SentenceError for a kind or slug that cannot have a page.
    """
    if kind in THINGS and _is_part(slug):
        return f"{language}/{THINGS[kind]}/{slug}/{INDEX}"
    if not slug and kind in LISTS:
        return f"{language}/{LISTS[kind]}/{INDEX}"
    if not slug and kind == HOME:
        return f"{language}/{INDEX}"
    if not slug and kind == NOT_FOUND:
        return f"{language}/404.html"
    msg = f"No page of the record can be called “{slug}” as {kind}."
    raise SentenceError(msg)


_PARTS_OF_FILE = 3


def file_address(document: str, name: str) -> str:
    """The address of a kept file, for all languages of the interface: it is named by the slug of
    its document, its own language and what it is, and nothing else.

    Raises SentenceError for a slug or a name that cannot stand in one.
    """
    if _is_part(document) and _is_part(name):
        return f"{THINGS['document']}/{document}/{name}"
    msg = f"No file of the record can be called “{name}” as one of {document}."
    raise SentenceError(msg)


def is_kept_file(address: str) -> bool:
    """Is it the address of a kept file of a document? Those are not in any language's folder."""
    parts = address.split("/")
    return len(parts) == _PARTS_OF_FILE and parts[0] == THINGS["document"]


def style_address(name: str, digest: str) -> str:
    """A stylesheet has the beginning of its hash in its name: it can be cached for ever."""
    return f"{STYLE_FOLDER}/{name}-{digest[:16]}.css"


def script_address(name: str, digest: str) -> str:
    """The same for a script."""
    return f"{STYLE_FOLDER}/{name}-{digest[:16]}.js"


def is_everlasting(address: str) -> bool:
    """Does the address change whenever the content does?"""
    return bool(_EVERLASTING.fullmatch(address))


def relative_link(source: str, target: str) -> str:
    """How the page at `source` points to `target`; both are addresses.

    >>> relative_link("fr/processes/index.html", "style/table-0123456789abcdef.css")
    '../../style/table-0123456789abcdef.css'
    """
    return next(
        up + target[len(folder) :] for folder, up in _folders(source) if target.startswith(folder)
    )


@lru_cache(MOST)
def _folders(source: str) -> tuple[tuple[str, str], ...]:
    """The folders in which an address lies, the innermost first, and the way up to each."""
    parts = source.split("/")[:-1]
    depths = range(len(parts), -1, -1)
    return tuple(
        ("".join(f"{part}/" for part in parts[:depth]), "../" * (len(parts) - depth))
        for depth in depths
    )


def link_from_root(target: str) -> str:
    """How a page that is shown at any address points to `target`: only the not-found page, which
    a web server gives in the place of whatever was asked for.
    """
    return f"/{target}"


def is_address(text: str) -> bool:
    """Is it a plain relative path that can neither leave the record nor be read in two ways?"""
    return all(_is_part(part) for part in text.split("/"))


def _is_part(text: str) -> bool:
    return len(text) <= LONGEST and bool(_PART.fullmatch(text))
