"""Terms: one for all spellings of a word, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.analyser import terms
from tourdetable.kernel.searching import words_of
from tourdetable.kernel.stop_words import is_stop_word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Policies, policy; ACCESS status", ["policy", "policy", "access", "status"]),
        ("l’État des ministères", ["l", "etat", "des", "ministere"]),
        ("COVID-19_plan", ["covid", "19", "plan"]),
        ("والوزارات المُخْتَصَّة Frontex", ["وزارات", "مختصه", "frontex"]),
        ("إدارة ادارة", ["اداره", "اداره"]),
        ("移民政策A级", ["移民", "民政", "政策", "a", "级"]),
        ("Ёлка, ёлки и краи\u0306", ["елка", "елки", "и", "краи"]),
        ("ﷺ ⑴½", ["صلياللهعليهوسلم", "112"]),
        ("\u200b– … 🙂 \x00", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert [term.text for term in terms(text)] == expected


@given(st.text(max_size=80))
def test_terms_stand_where_they_say_and_can_be_asked_for(text: str) -> None:
    found = list(terms(text))
    for term in found:
        assert 0 <= term.start < term.end <= len(text)
        assert not set(term.text) & set(" '\"*:&|!()\\\x00")
        assert term.text
    words = words_of(text)
    assert words.split() == list(dict.fromkeys(term.text for term in found))


@pytest.mark.parametrize("word", ["the", "les", "los", "которые", "الذين", "我们"])
def test_stop_words_of_six_languages(word: str) -> None:
    assert all(is_stop_word(term.text) for term in terms(word))


@pytest.mark.parametrize("word", ["migration", "frontière", "миграция", "الهجرة", "移民"])
def test_what_tells_is_no_stop_word(word: str) -> None:
    assert not any(is_stop_word(term.text) for term in terms(word))
