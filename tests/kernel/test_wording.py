"""A wording says in which language it really is, how it came to be, and whether it is stale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading, Version, Wording, direction, text_hash

ORIGINAL, COURTESY = WordingStatus.ORIGINAL, WordingStatus.COURTESY

texts = st.text(min_size=1, max_size=20)
versions = st.builds(
    Version,
    texts,
    st.sampled_from(list(WordingStatus)),
    st.none() | st.just("0123456789abcdef"),
    st.lists(st.text("abc-", min_size=1), max_size=2).map(tuple),
)
wordings = st.dictionaries(
    st.sampled_from(["ar", "en", "es", "fr", "ru", "zh", "mn"]), versions
).map(Wording)


@given(wordings)
def test_a_wording_survives_its_json(wording: Wording) -> None:
    assert Wording.from_json(wording.to_json()).versions == wording.versions


@given(wordings, st.sampled_from(["en", "fr", "ar", "de"]))
def test_a_reader_always_gets_a_text_where_there_is_one(wording: Wording, tag: str) -> None:
    reading = wording.read(tag)
    assert bool(reading) == bool(wording)
    assert reading.is_fallback == (bool(wording) and tag not in wording.versions)
    if reading:
        assert wording.versions[reading.language].text == reading.text


@pytest.mark.parametrize(
    ("wording", "language", "reading"),
    [
        (Wording.of(en="Agenda", fr="Ordre du jour"), "fr", Reading("Ordre du jour", "fr")),
        (Wording.of(en="Agenda"), "fr", Reading("Agenda", "en", is_fallback=True)),
        (Wording.of(fr="Ordre du jour"), "fr-CA", Reading("Ordre du jour", "fr")),
        (Wording(), "fr", Reading("", "fr")),
        (
            Wording({"en": Version("B", COURTESY), "ru": Version("А", ORIGINAL)}),
            "fr",
            Reading("А", "ru", is_fallback=True),
        ),
    ],
)
def test_reading(wording: Wording, language: str, reading: Reading) -> None:
    assert wording.read(language) == reading


def test_a_changed_original_makes_its_translations_stale() -> None:
    french = Version("Ordre du jour", COURTESY, text_hash("Agenda"))
    fresh = Wording({"en": Version("Agenda"), "fr": french})
    changed = Wording({"en": Version("Draft agenda"), "fr": french})
    assert fresh.read("fr").is_stale is False
    assert changed.read("fr").is_stale is True
    assert changed.read("en").is_stale is False


@pytest.mark.parametrize(
    ("tag", "expected"), [("ar", "rtl"), ("ar-EG", "rtl"), ("AR", "rtl"), ("fr", "ltr")]
)
def test_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected
