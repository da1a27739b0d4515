"""Headers in which readers say what they want."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.record.negotiation import (
    accepted_encodings,
    choose_language,
    chosen_language,
    is_current,
)
from tourdetable.record.ranges import Span, UnsatisfiableRangeError, wished_span

OFFERED = ("en", "fr")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH", "fr"),
        ("FR", "fr"),
        ("fr;q=0.5, en;q=0.4", "fr"),
        ("fr;q=0.5, en", "en"),
        ("de, fr;q=0.3", "fr"),
        ("de", "en"),
        ("en;q=0, *", "fr"),
        ("*", "en"),
        ("fr;q=0", "en"),
        ("fr; q=0.8 , en ; q=0.9", "en"),
        ("fr;q=nonsense, en;q=0.1", "en"),
        (";;;,,,", "en"),
        ("en, fr", "en"),
        ("fr, en", "fr"),
        ("zh-Hans-CN, fr-FR;q=0.9, en;q=0.8", "fr"),
    ],
)
def test_the_best_language_is_chosen(header: str, language: str) -> None:
    assert choose_language(header, OFFERED) == language


@given(st.text(max_size=2000))
def test_any_header_gives_a_language(header: str) -> None:
    assert choose_language(header, OFFERED) in OFFERED


@pytest.mark.parametrize(
    ("header", "current"),
    [
        ('"abc"', True),
        ('W/"abc"', True),
        ('"x", "abc"', True),
        ("*", True),
        ('"abcd"', False),
        ("abc", False),
        ("", False),
    ],
)
def test_a_known_tag_is_recognised(header: str, current: object) -> None:
    assert is_current(header, '"abc"') is current


@given(st.text(max_size=2000), st.text(max_size=50))
def test_cookies_give_a_language_that_is_offered_or_none(cookies: str, value: str) -> None:
    assert chosen_language(cookies, OFFERED) in ("", *OFFERED)
    assert chosen_language(f"language={value}", OFFERED) in ("", value.strip())


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("", ["identity"]),
        ("gzip, br", ["br", "gzip", "identity"]),
        ("GZIP", ["gzip", "identity"]),
        ("x-gzip", ["gzip", "identity"]),
        ("br;q=0.2, gzip;q=0.8", ["gzip", "br", "identity"]),
        ("br;q=0, gzip", ["gzip", "identity"]),
        ("*", ["br", "gzip", "identity"]),
        ("*;q=0", ["identity"]),
        ("br, *;q=0", ["br", "identity"]),
        ("gzip;q=0, *;q=0.5", ["br", "identity"]),
        ("identity;q=0, br", ["br", "identity"]),
        ("identity;q=0", ["identity"]),
        ("br;q=0.3, identity;q=0.7", ["identity", "br"]),
        ("br;q=0.3, identity;q=0.7, gzip", ["gzip", "identity", "br"]),
        ("br ; q=0.5 ,gzip", ["gzip", "br", "identity"]),
        ("br;q=2, gzip", ["gzip", "identity"]),
        ("br;q=1.999, gzip", ["br", "gzip", "identity"]),
        ("br;level=9, gzip", ["gzip", "identity"]),
        ("br, br;q=0", ["br", "identity"]),
        ("bro, br\0, deflate, zstd", ["identity"]),
        (",;,", ["identity"]),
    ],
)
def test_codings_are_taken_in_the_order_of_the_wish(header: str, codings: list[str]) -> None:
    assert list(accepted_encodings(header, ("br", "gzip"))) == codings


@given(st.text(max_size=2000))
def test_any_header_takes_the_content_as_it_is(header: str) -> None:
    found = accepted_encodings(header, ("br", "gzip"))
    assert "identity" in found
    assert set(found) <= {"br", "gzip", "identity"}
    assert accepted_encodings(header, ()) == ("identity",)


@given(st.text(max_size=100) | st.from_regex(r"bytes=\d{0,20}-\d{0,20}"), st.integers(0, 1000))
def test_any_header_gives_a_part_of_what_there_is(header: str, size: int) -> None:
    try:
        span = wished_span(header, size)
    except UnsatisfiableRangeError:
        return
    assert span is None or 0 <= span.first <= span.last < size


@given(st.data(), st.binary(min_size=1, max_size=50))
def test_a_part_is_what_a_slice_is(data: st.DataObject, content: bytes) -> None:
    first = data.draw(st.integers(0, len(content) - 1))
    last = data.draw(st.integers(first, 2 * len(content)))
    span = wished_span(f"bytes={first}-{last}", len(content))
    assert span == Span(first, min(last, len(content) - 1))
    assert content[span.first : span.last + 1] == content[first : last + 1]
    length = data.draw(st.integers(1, 2 * len(content)))
    tail = wished_span(f"bytes=-{length}", len(content))
    assert tail is not None
    assert content[tail.first : tail.last + 1] == content[-length:]
