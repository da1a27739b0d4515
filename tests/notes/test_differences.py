"""Two texts to one question, told apart by words; and words as they are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.notes.queries.contents import words_in
from tourdetable.notes.queries.differences import MOST_PAIRS, differences

TEXTS = st.text(alphabet="ab نﺣ\n.é", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_stand_whole_in_their_differences(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(text for mark, text in pieces if mark != "new") == before
    assert "".join(text for mark, text in pieces if mark != "gone") == after


def test_what_is_alike_is_not_marked() -> None:
    assert differences("We meet in Suva.", "We meet in Nadi.") == (
        ("same", "We meet in "),
        ("gone", "Suva"),
        ("new", "Nadi"),
        ("same", "."),
    )


def test_what_is_too_much_to_compare_stands_whole() -> None:
    before, after = "a b " * MOST_PAIRS + "x", "a c " * MOST_PAIRS + "y"
    assert differences(before, after) == (("gone", before), ("new", after))


@pytest.mark.parametrize(
    ("text", "count"), [("مُحَمَّد كَتَبَ", 2), ("हिन्दी में", 2), ("说明", 2), ("l’État, c’est", 2)]
)
def test_signs_above_and_below_letters_end_no_word(text: str, count: int) -> None:
    assert words_in(text) == count
