"""Every page of the record for search engines: the protocol of sitemaps.org, version 0.9.

A page in several languages is one entry for each of them, and every entry names all languages,
its own among them, as `xhtml:link` with `hreflang`: search engines heed only what both sides say.

No `x-default` is made up: it stands for a page that suits readers of all other languages, as a
choice of language does (Google, “localized versions of your page”), and for most pages there is
none. Where a group has an address under that key, as the home pages may have the choice of a
language, it is an entry and an alternate like the rest.

There is no `lastmod`, for the record does not keep when a page changed, and neither `changefreq`
nor `priority`, which would be guesses. The order is that of the groups and of the languages in
them: the same groups give the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from tourdetable.formats.xml_text import xml_text
from tourdetable.kernel.errors import shown

URLS_PER_FILE = 50_000
"""Also the limit of files that an index can name."""
BYTES_PER_FILE = 50 * 1024 * 1024
LONGEST_ADDRESS = 2047
"""Characters of an address: fewer than 2,048."""
INDEX = "sitemap.xml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = (f'{_DECLARATION}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n').encode()
_FOOT = b"</urlset>\n"
_INDEX_HEAD = f"{_DECLARATION}<sitemapindex {_SPACE}>\n".encode()
_INDEX_FOOT = b"</sitemapindex>\n"
_QUOTES = {'"': "&quot;", "'": "&apos;"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
"""The characters of RFC 3986; all others stand in an address as percent and digits."""


def sitemaps(groups: Iterable[Mapping[str, str]], *, base: str) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files that lie at `base`, the address of the record with a slash.

    A group is one page: language (BCP 47, or `x-default`) → absolute address. One file is
    `sitemap.xml`. What is too much for one goes into `sitemap-1.xml` and so on, and `sitemap.xml`
    is the index that names them and comes last; no more than two files are held in memory. No
    address gives no file, for the protocol has no empty one.

    Raises ValueError for an address that is not in the record, as the protocol asks, or that no
    sitemap can hold, and for more than 50,000 files.
    """
    waiting, count = b"", 0
    for content in _files(groups, base):
        if waiting:
            yield _name(count), waiting
        waiting, count = content, count + 1
    if count == 1:
        yield INDEX, waiting
    elif waiting:
        yield _name(count), waiting
        yield INDEX, _index(count, base)


def _name(number: int) -> str:
    return f"sitemap-{number}.xml"


def _files(groups: Iterable[Mapping[str, str]], base: str) -> Iterator[bytes]:
    """Each as full as it may be; the languages of one page may lie in two files."""
    entries: list[bytes] = []
    most = BYTES_PER_FILE - len(_HEAD) - len(_FOOT)
    size = 0
    for group in groups:
        for entry in _entries(group, base):
            if entries and (len(entries) == URLS_PER_FILE or size + len(entry) > most):
                yield b"".join((_HEAD, *entries, _FOOT))
                entries, size = [], 0
            entries.append(entry)
            size += len(entry)
    if entries:
        yield b"".join((_HEAD, *entries, _FOOT))


def _entries(group: Mapping[str, str], base: str) -> Iterator[bytes]:
    """One for each address; a page that is its own `x-default` has one entry all the same."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{_escaped(xml_text(language))}" '
        f'href="{_escaped(_checked(address, base))}"/>\n'
        for language, address in group.items()
    )
    for address in dict.fromkeys(group.values()):
        yield f"<url>\n<loc>{_escaped(address)}</loc>\n{links}</url>\n".encode()


def _index(count: int, base: str) -> bytes:
    if count > URLS_PER_FILE:
        msg = (
            f"The record has {count} files of addresses, but an index of sitemaps can name only "
            f"{URLS_PER_FILE}: leave pages out."
        )
        raise ValueError(msg)
    lines = (
        f"<sitemap>\n<loc>{_escaped(base + _name(number))}</loc>\n</sitemap>\n".encode()
        for number in range(1, count + 1)
    )
    return b"".join((_INDEX_HEAD, *lines, _INDEX_FOOT))


def _checked(address: str, base: str) -> str:
    is_short = len(address) <= LONGEST_ADDRESS
    if is_short and address.startswith(base) and _ADDRESS.fullmatch(address):
        return address
    msg = (
        f"“{shown(address)}” cannot stand in the sitemap: give an address that begins with "
        f"“{shown(base)}”, has at most {LONGEST_ADDRESS} characters and only those of RFC 3986."
    )
    raise ValueError(msg)


def _escaped(text: str) -> str:
    return escape(text, _QUOTES)
