"""What a release is put together from: single files, and pages with their forms as pressed."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the record. `links` are the addresses that it points to; `kind` is set for pages
    and counted in the release.
    """

    address: str
    content: bytes
    links: frozenset[str] = frozenset()
    kind: str = ""


class Kept(NamedTuple):
    """A file of the record whose content is kept by its SHA-256; `size` is its bytes."""

    address: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Pressed:
    """The page of a thing in one language, pressed and kept with its other forms.

    `kind` and `slug` are the thing's. `sheet` is the SHA-256 of its data, `files` end with the
    page, `targets` are the addresses that the page points to. `gathered` are its contributions to
    files of the whole record, by the name of the file. `is_known` where nothing of it has changed
    since it was pressed last. What is for all languages at once (a copy to take away, a file of
    the whole record) has no `language` and is no page.
    """

    kind: str
    slug: str
    language: str
    sheet: str
    files: tuple[Kept, ...]
    targets: frozenset[str] = frozenset()
    gathered: tuple[tuple[str, bytes], ...] = ()
    is_known: bool = False
