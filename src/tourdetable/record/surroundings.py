"""What is the same around all pages of a release, and how one page points elsewhere."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from tourdetable.record.addresses import (
    FAVICON,
    HOME,
    LISTS,
    RELEASE,
    SEARCH,
    SEARCH_BUNDLE,
    SECTIONS,
    STANDING,
    THINGS,
    file_address,
    link_from_root,
    page_address,
    relative_link,
    script_address,
    style_address,
)
from tourdetable.record.gathering import file_links
from tourdetable.sheets.parts import ThingLink
from tourdetable.ui.assets import search_script, stylesheet
from tourdetable.ui.frame import FileLink, Frame, LanguageLink, SectionLink

STYLE = "table"
"""The name of the stylesheet, before its hash."""


@dataclass
class Pointing:
    """How one page points elsewhere, and where it has pointed so far."""

    address: str
    is_shown_anywhere: bool = False
    links: dict[str, str] = field(default_factory=dict)
    """By the address that each points to."""

    @property
    def targets(self) -> frozenset[str]:
        return frozenset(self.links)

    def to(self, target: str) -> str:
        link = self.links.get(target)
        if link is None:
            anywhere = self.is_shown_anywhere
            link = link_from_root(target) if anywhere else relative_link(self.address, target)
            self.links[target] = link
        return link


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`base` is the address at which the record is published, with a slash at its end; `contact` is
    the mail address of whoever publishes it.
    """

    style: str
    script: str
    languages: Sequence[str]
    base: str
    contact: str = ""

    @classmethod
    def now(cls, languages: Sequence[str], base: str, contact: str = "") -> Self:
        """With the style and the script as they are. Where no contact for the world is given, it
        is the mailbox that every host with mail has (RFC 5321, section 4.5.1).
        """
        if "." not in contact.rpartition("@")[2]:
            contact = _postmaster(base)
        style = style_address(STYLE, hashlib.sha256(stylesheet()).hexdigest())
        script = script_address(SEARCH, hashlib.sha256(search_script()).hexdigest())
        return cls(style, script, tuple(languages), base, contact)

    def frame(self, page: Pointing, language: str, kind: str, slug: str) -> Frame:
        """The frame of a page; other languages of one that is shown anywhere, or that only leads
        to them, are their homes.
        """
        is_own = kind in THINGS or kind in LISTS
        elsewhere = (kind, slug) if is_own else (HOME, "")
        is_search = kind == SEARCH

        def sections(keys: Iterable[str]) -> tuple[SectionLink, ...]:
            return tuple(SectionLink(k, page.to(page_address(k, "", language))) for k in keys)

        return Frame(
            language=language,
            section=THINGS.get(kind, LISTS.get(kind, "")),
            stylesheet=page.to(self.style),
            favicon=page.to(FAVICON),
            home=page.to(page_address(HOME, "", language)),
            search=page.to(page_address(SEARCH, "", language)),
            sections=sections(SECTIONS),
            foot=sections(STANDING),
            languages=tuple(
                LanguageLink(other, page.to(page_address(*elsewhere, other)))
                for other in self.languages
            ),
            release=page.to(RELEASE),
            link=_links(page, language),
            file=lambda line: page.to(file_address(line.document, line.name)),
            tables=_tables(page) if kind == "data" else (),
            scripts=(page.to(self.script),) if is_search else (),
            search_bundle=relative_link(page.address, SEARCH_BUNDLE) if is_search else "",
        )


def _postmaster(base: str) -> str:
    """On a host that only this network knows, an address that surely is nobody's (RFC 2606)."""
    host = urlsplit(base).hostname or ""
    return f"postmaster@{host}" if "." in host else "postmaster@record.invalid"


def _tables(page: Pointing) -> tuple[FileLink, ...]:
    return tuple(
        FileLink(key, page.to(address), media_type) for key, address, media_type in file_links()
    )


def _links(page: Pointing, language: str) -> Callable[[ThingLink], str]:
    def link(thing: ThingLink) -> str:
        return page.to(page_address(thing.kind, thing.slug, language))

    return link
