"""What a page needs beside its sheet: where it stands, and how it points elsewhere.

Every address in a frame is relative to the page and names its file (`../index.html`), so that the
record opens from a disk. Only the not-found page, which is shown at any address, has addresses
from the root. The record fills frames in; templates never put addresses together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tourdetable.sheets.parts import ThingLink


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of the record that exists; `key` is `processes` or `meetings`."""

    key: str
    href: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in an interface language (BCP 47), the page's own language included."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of one page in one language.

    `section` is the key of the section in which the page stands, empty for home, not-found and
    the choice of a language. `languages` stand in the order in which they are offered; for the
    choice of a language they are the homes. `data` is the index.json beside the page, empty where
    there is none. `release` is release.json and `manifest` the bag's manifest-sha256.txt, empty
    where none can be reached from the page. `link` gives the address of another page of the
    record for a process or a meeting.
    """

    language: str
    section: str
    stylesheet: str
    favicon: str
    home: str
    sections: tuple[SectionLink, ...]
    languages: tuple[LanguageLink, ...]
    data: str
    release: str
    manifest: str
    link: Callable[[ThingLink], str]
