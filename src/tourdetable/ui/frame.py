"""What a page needs beside its sheet: where it stands, and how it points elsewhere.

Every address in a frame is relative to the page and names its file (`../index.html`), so that the
record opens from a disk. Only the not-found page, which is shown at any address, has addresses
from the root. The record fills frames in; templates never put addresses together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tourdetable.sheets.parts import FileLine, ThingLink


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of the record that exists; `key` is the name of its folder."""

    key: str
    href: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in an interface language (BCP 47), the page's own language included."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file beside the page, or on the page about the data any file of data. `key` names what it
    is (`json`, `ics`, `pdf` …), `media_type` as in RFC 6838.
    """

    key: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of one page in one language.

    `section` is the key of the section in which the page stands, empty for home, not-found and
    the choice of a language. `sections` head the page, `foot` stands at its end, `search` is the
    address of the search. `languages` stand in the order in which they are offered; for the
    choice of a language they are the homes. `files` are other forms of the page; `lacks_pdf`
    where it would have a PDF had the publishing machine had a font for it. `tables` are, on the
    page about the data, the files that belong to no page. `scripts` and `search_bundle`, the
    address of the search index, are for the page of the search alone.
    `release` is release.json. `link` gives the address of another page of the record, `file` that
    of a kept file;
    `linked_data` is JSON-LD that is safe inside a script element, empty where there is none.
    """

    language: str
    section: str
    stylesheet: str
    favicon: str
    home: str
    search: str
    sections: tuple[SectionLink, ...]
    foot: tuple[SectionLink, ...]
    languages: tuple[LanguageLink, ...]
    release: str
    link: Callable[[ThingLink], str]
    file: Callable[[FileLine], str]
    files: tuple[FileLink, ...] = ()
    tables: tuple[FileLink, ...] = ()
    scripts: tuple[str, ...] = ()
    search_bundle: str = ""
    lacks_pdf: bool = False
    linked_data: str = ""


@dataclass(frozen=True, slots=True)
class ScreenFrame:
    """The surroundings of one screen in one language, for one person.

    `sections` are those of the desk for an officer, none for others. `home` is where the person
    begins, `record` the public record's home in that language. `person` is the name of the one who
    signed in, empty for a stranger; `csrf` goes into every form; `notices` are message ids of what
    was just done. `to` gives the address of a screen by its name and arguments.
    """

    language: str
    section: str
    stylesheet: str
    favicon: str
    home: str
    record: str
    sections: tuple[SectionLink, ...]
    languages: tuple[LanguageLink, ...]
    person: str
    csrf: str
    notices: tuple[str, ...]
    to: Callable[..., str]
