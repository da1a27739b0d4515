"""Headers in which readers say what they want."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.record.negotiation import choose_language, is_current

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
