"""A sitemap names every page in every language, and no file of it is larger than the protocol."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.cast import NOW
from tourdetable.formats import sitemap
from tourdetable.formats.sitemap import BYTES_PER_FILE, LONGEST_ADDRESS, URLS_PER_FILE, sitemaps
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.sheets.edition import public_entries

BASE = "https://example.org/record/"
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def group(page: str) -> dict[str, str]:
    return {language: f"{BASE}{language}/{page}.html" for language in ("en", "fr")}


def made(*groups: Mapping[str, str]) -> dict[str, bytes]:
    return dict(sitemaps(groups, base=BASE))


def entries(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Each address with its alternates by language."""
    found = []
    for url in etree.fromstring(content).findall("s:url", SPACES):
        links = url.findall("x:link", SPACES)
        assert {link.get("rel") for link in links} <= {"alternate"}
        named = {str(link.get("hreflang")): str(link.get("href")) for link in links}
        found.append((str(url.findtext("s:loc", namespaces=SPACES)), named))
    return found


def named_by(index: bytes) -> list[str]:
    root = etree.fromstring(index)
    assert root.tag == f"{{{SPACES['s']}}}sitemapindex"
    return [str(loc.text) for loc in root.findall("s:sitemap/s:loc", SPACES)]


def test_a_sitemap_in_full() -> None:
    ((name, content),) = sitemaps([group("about")], base=BASE)
    assert name == "sitemap.xml"
    assert content.decode().splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{SPACES["s"]}" xmlns:xhtml="{SPACES["x"]}">',
        "<url>",
        f"<loc>{BASE}en/about.html</loc>",
        f'<xhtml:link rel="alternate" hreflang="en" href="{BASE}en/about.html"/>',
        f'<xhtml:link rel="alternate" hreflang="fr" href="{BASE}fr/about.html"/>',
        "</url>",
        "<url>",
        f"<loc>{BASE}fr/about.html</loc>",
        f'<xhtml:link rel="alternate" hreflang="en" href="{BASE}en/about.html"/>',
        f'<xhtml:link rel="alternate" hreflang="fr" href="{BASE}fr/about.html"/>',
        "</url>",
        "</urlset>",
    ]


def test_a_choice_of_language_is_a_page_of_its_own() -> None:
    home = {**group("home"), "x-default": f"{BASE}index.html"}
    assert entries(made(home)["sitemap.xml"]) == [(address, home) for address in home.values()]


def test_a_page_that_suits_all_others_has_one_entry() -> None:
    both = {"en": f"{BASE}en/a.html", "x-default": f"{BASE}en/a.html"}
    assert entries(made(both)["sitemap.xml"]) == [(f"{BASE}en/a.html", both)]


def test_no_address_gives_no_file() -> None:
    assert made() == made({}) == {}


def test_marks_that_mean_something_to_xml_are_escaped() -> None:
    odd = {"en": f"{BASE}a.html?b='c'&d", "<\x00": f"{BASE}e.html"}
    content = made(odd)["sitemap.xml"]
    assert f"<loc>{BASE}a.html?b=&apos;c&apos;&amp;d</loc>".encode() in content
    expected = {"en": odd["en"], "<�": odd["<\x00"]}
    assert entries(content) == [(address, expected) for address in odd.values()]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/elsewhere/a.html",
        "http://example.org/record/a.html",
        "en/a.html",
        f"{BASE}é.html",
        f"{BASE}a b.html",
        f"{BASE}a.html\n",
        f"{BASE}\x00",
        BASE + "a" * (LONGEST_ADDRESS + 1 - len(BASE)),
    ],
)
def test_an_address_that_no_sitemap_can_hold_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"cannot stand in the sitemap: give an address"):
        made({"en": address})


def test_the_longest_address_is_taken() -> None:
    address = BASE + "a" * (LONGEST_ADDRESS - len(BASE))
    assert entries(made({"en": address})["sitemap.xml"]) == [(address, {"en": address})]


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1))
def test_no_text_breaks_a_sitemap(texts: dict[str, str]) -> None:
    hostile = {language: BASE + text for language, text in texts.items()}
    try:
        content = made(hostile)["sitemap.xml"]
    except ValueError:
        return
    assert [loc for loc, _ in entries(content)] == list(dict.fromkeys(hostile.values()))


def numbered(count: int) -> Iterator[dict[str, str]]:
    return ({"en": f"{BASE}{number}"} for number in range(count))


def test_as_many_addresses_as_a_file_can_hold_are_one_file() -> None:
    (name, content), *others = sitemaps(numbered(URLS_PER_FILE), base=BASE)
    assert (name, content.count(b"<url>"), others) == ("sitemap.xml", URLS_PER_FILE, [])


def test_one_more_is_two_files_and_an_index() -> None:
    files = list(sitemaps(numbered(URLS_PER_FILE + 1), base=BASE))
    assert [(name, content.count(b"<url>")) for name, content in files] == [
        ("sitemap-1.xml", URLS_PER_FILE),
        ("sitemap-2.xml", 1),
        ("sitemap.xml", 0),
    ]
    last = {"en": f"{BASE}{URLS_PER_FILE}"}
    assert entries(files[1][1]) == [(last["en"], last)]
    assert named_by(files[2][1]) == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]


def test_no_file_is_larger_than_the_protocol_allows() -> None:
    tail = "/" + "a" * 1900
    languages = [f"l{number}" for number in range(40)]
    groups = [
        {language: f"{BASE}{page}/{language}{tail}" for language in languages} for page in range(20)
    ]
    files = list(sitemaps(groups, base=BASE))
    assert [name for name, _ in files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    entry = len(files[1][1]) // files[1][1].count(b"<url>")
    assert BYTES_PER_FILE - 2 * entry < len(files[0][1]) <= BYTES_PER_FILE
    assert sum(content.count(b"<url>") for _, content in files) == 20 * 40


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=5),
    st.integers(10, 20),
    st.integers(1200, 9000),
)
def test_every_address_stands_in_one_file(sizes: list[int], urls: int, most: int) -> None:
    groups = [
        {f"l{n}": f"{BASE}{page}/{n}" for n in range(size)} for page, size in enumerate(sizes)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitemap, "URLS_PER_FILE", urls)
        patch.setattr(sitemap, "BYTES_PER_FILE", most)
        made_of = list(sitemaps(groups, base=BASE))
    *files, (index, content) = made_of
    parts = [entries(part) for _, part in files] or [entries(content)]
    expected = [(address, one) for one in groups for address in one.values()]
    assert [entry for part in parts for entry in part] == expected
    assert index == "sitemap.xml"
    assert max(map(len, parts)) <= urls
    assert max(len(part) for _, part in made_of) <= most
    if files:
        assert named_by(content) == [BASE + name for name, _ in files]


def test_more_files_than_an_index_can_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "URLS_PER_FILE", 2)
    assert len(list(sitemaps(numbered(4), base=BASE))) == 3
    with pytest.raises(ValueError, match=r"^The record has 3 files of addresses, but an index"):
        list(sitemaps(numbered(5), base=BASE))


@pytest.mark.usefixtures("reference")
def test_every_page_of_the_record_is_in_its_sitemap() -> None:
    pages: dict[tuple[str, str], dict[str, str]] = {}
    for entry in public_entries(["en", "fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW):
        address = f"{BASE}{entry.language}/{entry.kind}/{entry.slug}"
        pages.setdefault((entry.kind, entry.slug), {})[entry.language] = address
    found = entries(made(*pages.values())["sitemap.xml"])
    assert found == [(address, page) for page in pages.values() for address in page.values()]
