"""Addresses are stable, plain and relative."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import (
    is_address,
    is_everlasting,
    page_address,
    relative_link,
    style_address,
)

PART = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True)
ADDRESS = st.lists(PART, min_size=1, max_size=5).map("/".join)


@given(ADDRESS, ADDRESS)
def test_a_relative_link_resolved_from_its_page_gives_the_target(source: str, target: str) -> None:
    link = relative_link(source, target)
    assert urljoin(f"http://host/below/{source}", link) == f"http://host/below/{target}"
    assert not link.startswith("/")


@given(ADDRESS, ADDRESS)
def test_a_link_does_not_leave_the_record(source: str, target: str) -> None:
    assert relative_link(source, target).count("..") <= source.count("/") + target.count("..")


@pytest.mark.parametrize(
    ("kind", "slug", "address"),
    [
        ("home", "", "fr/index.html"),
        ("processes", "", "fr/processes/index.html"),
        ("process", "bali-process", "fr/processes/bali-process/index.html"),
        ("meetings", "", "fr/meetings/index.html"),
        ("meeting", "rcp-workshop-2005", "fr/meetings/rcp-workshop-2005/index.html"),
        ("not-found", "", "fr/404.html"),
    ],
)
def test_pages_have_their_addresses(kind: str, slug: str, address: str) -> None:
    assert page_address(kind, slug, "fr") == address


@pytest.mark.parametrize(
    ("kind", "slug"),
    [("process", ""), ("process", "a/b"), ("process", ".."), ("home", "x"), ("flags", "x")],
)
def test_what_cannot_have_a_page_is_refused(kind: str, slug: str) -> None:
    with pytest.raises(SentenceError):
        page_address(kind, slug, "fr")


def test_only_a_stylesheet_with_its_hash_is_kept_for_ever() -> None:
    assert is_everlasting(style_address("table", "0f" * 32))
    assert not is_everlasting("fr/index.html")
    assert not is_everlasting("style/table.css")


@pytest.mark.parametrize(
    "text", ["", "/a", "a/", "a//b", "../a", "a/./b", "a%2e", "a\\b", "a\nb", "~a", "é", "a" * 250]
)
def test_a_path_that_can_be_read_in_two_ways_is_no_address(text: str) -> None:
    assert not is_address(text)


@given(ADDRESS)
def test_plain_paths_are_addresses(address: str) -> None:
    assert is_address(address)
