"""A small record to publish in tests, without a database."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.places import Places
from tourdetable.record.publishing import Report, publish
from tourdetable.record.release import Imprint, SealMark
from tourdetable.record.stock import Stock

LANGUAGES = ("en", "fr")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SEAL = SealMark(1, "5e" * 32, 7, "2026-11-23T12:00:00.000000+00:00")
IMPRINT = Imprint(LANGUAGES, SEAL, NOW)
STYLE = "style/table-0123456789abcdef.css"


def page(title: str) -> bytes:
    """As little as can be indexed."""
    return f"<!doctype html><html><title>{title}</title><body>{title}</body></html>".encode()


def small_leaves(word: str = "one") -> Iterator[Leaf]:
    """Two languages with a page each, and what stands beside them; `word` is on each page."""
    yield Leaf(STYLE, f"/* {word} */".encode())
    yield Leaf("favicon.svg", b"<svg/>")
    for language in LANGUAGES:
        start = f"{language}/processes/bali-process/"
        yield Leaf(f"{start}index.json", f'"{word} {language}"'.encode())
        links = frozenset({STYLE, f"{language}/index.html", f"{start}index.json"})
        yield Leaf(f"{start}index.html", page(f"Bali {word}"), links, "process")
        home = frozenset({STYLE, f"{start}index.html"})
        yield Leaf(f"{language}/index.html", page(f"{language} {word}"), home, "home")
        yield Leaf(f"{language}/404.html", page(f"404 {language}"), frozenset(), "not-found")
    yield Leaf("index.html", page("choose"), frozenset({"en/index.html", "fr/index.html"}))


def these(leaves: Iterable[Leaf | Pressed]) -> Callable[[Stock], Iterable[Leaf | Pressed]]:
    """What `publish` asks for its leaves: these, whatever is in the stock."""
    return lambda _stock: leaves


def publish_small(home: Path, word: str = "one", *, is_full: bool = False) -> Report:
    return publish(these(small_leaves(word)), IMPRINT, places=Places(home), is_full=is_full)
