"""Sheets become leaves: each page with its data beside it, and what pages need around them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tourdetable.formats.data import to_json
from tourdetable.formats.html import render_choice, render_not_found, render_page
from tourdetable.record.addresses import (
    CHOICE,
    FAVICON,
    HOME,
    LISTS,
    NOT_FOUND,
    RELEASE,
    THINGS,
    data_address,
    link_from_root,
    page_address,
    relative_link,
    style_address,
)
from tourdetable.record.publishing import Leaf
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.publication import Entry
from tourdetable.ui.assets import favicon, stylesheet
from tourdetable.ui.frame import Frame, LanguageLink, SectionLink

STYLE = "table"
"""The name of the stylesheet, before its hash."""


def press(entries: Iterable[Entry], languages: Sequence[str]) -> Iterator[Leaf]:
    """The leaves of the record, one at a time: what pages need first, the root of all last."""
    style = stylesheet()
    around = Surroundings(style_address(STYLE, hashlib.sha256(style).hexdigest()), languages)
    yield Leaf(around.style, style)
    yield Leaf(FAVICON, favicon())
    for entry in entries:
        address = page_address(entry.kind, entry.slug, entry.language)
        page = Pointing(address)
        frame = around.frame(page, entry.language, entry.kind, entry.slug)
        content = render_page(entry.sheet, frame)
        yield Leaf(data_address(address), to_json(entry.sheet))
        yield Leaf(address, content, frozenset(page.targets), entry.kind)
    for language in languages:
        page = Pointing(page_address(NOT_FOUND, "", language), is_shown_anywhere=True)
        content = render_not_found(around.frame(page, language, NOT_FOUND, ""))
        yield Leaf(page.address, content, frozenset(page.targets), NOT_FOUND)
    page = Pointing(CHOICE)
    content = render_choice(around.frame(page, languages[0], "", ""))
    yield Leaf(CHOICE, content, frozenset(page.targets))


@dataclass
class Pointing:
    """How one page points elsewhere, and where it has pointed so far."""

    address: str
    is_shown_anywhere: bool = False
    targets: set[str] = field(default_factory=set)

    def to(self, target: str) -> str:
        self.targets.add(target)
        if self.is_shown_anywhere:
            return link_from_root(target)
        return relative_link(self.address, target)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same around all pages of a release."""

    style: str
    languages: Sequence[str]

    def frame(self, page: Pointing, language: str, kind: str, slug: str) -> Frame:
        """The frame of a page; other languages of one that is shown anywhere, or that only leads
        to them, are their homes.
        """
        is_own = kind in THINGS or kind in LISTS
        elsewhere = (kind, slug) if is_own else (HOME, "")
        return Frame(
            language=language,
            section=THINGS.get(kind, LISTS.get(kind, "")),
            stylesheet=page.to(self.style),
            favicon=page.to(FAVICON),
            home=page.to(page_address(HOME, "", language)),
            sections=tuple(
                SectionLink(key, page.to(page_address(key, "", language))) for key in LISTS
            ),
            languages=tuple(
                LanguageLink(other, page.to(page_address(*elsewhere, other)))
                for other in self.languages
            ),
            data=page.to(data_address(page.address)) if is_own or kind == HOME else "",
            release=page.to(RELEASE),
            manifest="",
            link=_links(page, language),
        )


def _links(page: Pointing, language: str) -> Callable[[ThingLink], str]:
    def link(thing: ThingLink) -> str:
        return page.to(page_address(thing.kind, thing.slug, language))

    return link
