"""What an answer holds, by the kind of its question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.models import Answer, Question
from tourdetable.notes.queries.contents import (
    MOST_CHARACTERS,
    MOST_ROWS,
    checked,
    chosen,
    rows_of,
    typed_again,
    words_in,
)


def of(kind: str) -> Question:
    return Question(key="q", kind=kind, option_keys=("a", "b"))


@pytest.mark.parametrize(
    ("kind", "typed", "content"),
    [
        ("text", "a\r\nb\x00", "a\nb"),
        ("choice", "b", "b"),
        ("choices", ["b", "a"], '["a","b"]'),
        ("choices", [], "[]"),
        ("number", " 3,50 ", "3.50"),
        ("number", "-12", "-12"),
        ("date", "2005-04", "2005-04"),
        ("table", [["x", "y"], [" ", ""]], '[["x","y"]]'),
    ],
)
def test_what_was_typed_is_kept(kind: str, typed: object, content: str) -> None:
    assert checked(of(kind), typed) == content
    again = typed_again(kind, content)
    assert checked(of(kind), again) == content


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("text", "x" * (MOST_CHARACTERS + 1), "200001 characters"),
        ("choice", "c", "Choose one"),
        ("choice", ["a"], "Choose one"),
        ("choices", ["a", "c"], "Choose among"),
        ("number", "twelve", "in figures"),
        ("number", "NaN", "in figures"),
        ("number", "1e999999999", "in figures"),
        ("date", "14 April", "as 2005-04-14"),
        ("table", [["x"]], "as many cells"),
        ("table", [["x", "y"]] * (MOST_ROWS + 1), "200 rows"),
    ],
)
def test_what_is_not_asked_for_is_refused(kind: str, typed: object, sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        checked(of(kind), typed)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Inter-ministerial co-operation, l’échange.", 3),
        ("التعاون بين الوزارات", 3),
        ("部际协调 2005", 5),
        ("— … 🙂", 0),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert words_in(text) == count


@given(st.sampled_from(QuestionKind.values), st.text() | st.lists(st.lists(st.text())))
def test_whatever_is_typed_is_taken_or_refused_in_a_sentence(kind: str, typed: object) -> None:
    question = of(kind)
    try:
        content = checked(question, typed)
    except SentenceError:
        return
    row = Answer(question=question, content=content)
    assert set(chosen(row)) <= {"a", "b"}
    assert all(len(cells) == 2 for cells in rows_of(row))
    assert checked(question, typed_again(kind, content)) == content
