"""Names stand in the order that ICU gives them (CLDR's collation, first level)."""

import icu
import pytest
from babel import Locale
from pypinyin import Style, lazy_pinyin

from tourdetable.kernel.order import sort_key


def _names(language: str) -> list[str]:
    territories = Locale.parse(language).territories
    return [name for code, name in territories.items() if len(code) == 2]


def _by_icu(names: list[str], language: str) -> list[str]:
    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setStrength(icu.Collator.PRIMARY)
    return sorted(names, key=lambda name: (collator.getSortKey(name), name))


def _sounds(name: str) -> list[str]:
    return lazy_pinyin(name[0], style=Style.TONE3, neutral_tone_with_five=True)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru"])
def test_all_countries_and_areas_stand_as_icu_has_them(language: str) -> None:
    names = _names(language)
    assert len(names) > 250
    assert sorted(names, key=lambda name: sort_key(name, language)) == _by_icu(names, language)


def test_chinese_names_stand_by_their_sounds() -> None:
    """ICU orders characters of one sound by their strokes; which of them comes first is open."""
    names = _names("zh")
    ours = sorted(names, key=lambda name: sort_key(name, "zh"))
    assert [_sounds(n) for n in ours] == [_sounds(n) for n in _by_icu(names, "zh")]
    assert ours[0] == "阿尔巴尼亚"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", ["Nueva Zelandia", "Ñemby", "Omán"]),
        ("ru", ["Ирландия", "Исландия", "Йемен", "Казахстан", "Bali Process"]),
        ("zh", ["巴厘进程", "中国", "Bali Process"]),
        ("ar", ["آيسلندا", "الأردن", "اليابان", "Bali Process"]),
        ("en", ["Élysée", "Guinea", "Guinea Bissau", "Guinea-Bissau", "Östersund", "Oz"]),
    ],
)
def test_readers_find_a_name_where_they_look(language: str, names: list[str]) -> None:
    assert sorted(set(names), key=lambda name: sort_key(name, language)) == names
