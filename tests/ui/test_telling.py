"""Dates, spans, lists and doubts are told as a careful writer of the language tells them."""

from importlib.resources import files
from typing import Any

import icu
import pycountry
import pytest
import yaml
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.enums import Doubt
from tourdetable.parties.queries import Reason
from tourdetable.processes.enums import MandateStyle
from tourdetable.ui.catalogue import translations
from tourdetable.ui.telling import Telling
from tourdetable.ui.terms import FIELDS_OF_WORK, PLACES, REGIONS, THEMES

EN, ES, FR = (Telling(tag, translations(tag)) for tag in ("en", "es", "fr"))


def date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2005-04-14", "14 April 2005", "14 avril 2005"),
        ("2005-04-01", "1 April 2005", "1er avril 2005"),
        ("2001-12-11", "11 December 2001", "11 décembre 2001"),
        ("2005-04", "April 2005", "avril 2005"),
        ("2005", "2005", "2005"),
        (None, "", ""),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(text: str, english: str, french: str) -> None:
    assert (EN.date(date(text)), FR.date(date(text))) == (english, french)


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2005-04-14", "2005-04-15", "14–15 April 2005", "14–15 avril 2005"),
        ("2005-04-01", "2005-04-03", "1–3 April 2005", "1er–3 avril 2005"),
        ("2005-04-28", "2005-05-03", "28 April – 3 May 2005", "28 avril – 3 mai 2005"),
        ("2005-03-31", "2005-05-01", "31 March – 1 May 2005", "31 mars – 1er mai 2005"),
        (
            "2005-12-31",
            "2006-01-01",
            "31 December 2005 – 1 January 2006",
            "31 décembre 2005 – 1er janvier 2006",
        ),
        ("2005-04", "2005-05", "April – May 2005", "avril – mai 2005"),
        ("2005-12", "2006-01", "December 2005 – January 2006", "décembre 2005 – janvier 2006"),
        ("2004", "2005", "2004–2005", "2004–2005"),
        ("2004", "2005-03", "2004 – March 2005", "2004 – mars 2005"),
        ("2005-04-14", "2005-05", "14 April 2005 – May 2005", "14 avril 2005 – mai 2005"),
        ("1996", None, "1996", "1996"),
        ("2005-04-14", "2005-04-14", "14 April 2005", "14 avril 2005"),
        (None, None, "", ""),
    ],
)
def test_what_two_dates_share_is_told_once(start: str, end: str, english: str, french: str) -> None:
    told = EN.dates(date(start), date(end)), FR.dates(date(start), date(end))
    assert told == (english, french)


@pytest.mark.parametrize(
    ("since", "until", "english", "french"),
    [
        ("2004", "2005", "2004–2005", "2004–2005"),
        ("2005", "2005", "2005", "2005"),
        ("2002", None, "since 2002", "depuis 2002"),
        ("2002-03", None, "since March 2002", "depuis mars 2002"),
        ("2005-04-14", None, "since 14 April 2005", "depuis le 14 avril 2005"),
        (None, "2014", "until 2014", "jusqu’en 2014"),
        (None, "2014-08", "until August 2014", "jusqu’en août 2014"),
        (None, "2017-03-21", "until 21 March 2017", "jusqu’au 21 mars 2017"),
        (None, None, "dates unknown", "dates inconnues"),
    ],
)
def test_a_span_with_one_end_says_which(since: str, until: str, english: str, french: str) -> None:
    told = EN.span(date(since), date(until)), FR.span(date(since), date(until))
    assert told == (english, french)


@pytest.mark.parametrize(
    ("reason", "english", "french"),
    [
        (
            Reason(Doubt.HANDOVER, PartialDate("2005")),
            "depends on a handover in 2005, on a day not known",
            "selon une passation en 2005 dont le jour n’est pas connu",
        ),
        (
            Reason(Doubt.HANDOVER, PartialDate("2005-04-01")),
            "depends on the handover on 1 April 2005",
            "selon la passation intervenue le 1er avril 2005",
        ),
        (
            Reason(Doubt.START_PRECISION, PartialDate("2005-04")),
            "began in April 2005, on a day not known",
            "a débuté en avril 2005, un jour qui n’est pas connu",
        ),
        (
            Reason(Doubt.END_PRECISION, PartialDate("2005")),
            "ended in 2005, on a day not known",
            "a pris fin en 2005, un jour qui n’est pas connu",
        ),
        (
            Reason(Doubt.START_PRECISION),
            "the day on which it began is not known",
            "le jour du début n’est pas connu",
        ),
        (Reason(Doubt.UNVERIFIED), "unverified", "non vérifié"),
    ],
)
def test_a_doubt_names_the_date_that_it_turns_on(reason: Reason, english: str, french: str) -> None:
    assert (EN.doubt(reason), FR.doubt(reason)) == (english, french)


@pytest.mark.parametrize("code", Doubt)
@pytest.mark.parametrize("unit", [None, "2005", "2005-04", "2005-04-14"])
@pytest.mark.parametrize("telling", [EN, FR], ids=["en", "fr"])
def test_every_doubt_is_a_clause_without_a_gap(
    telling: Telling, code: Doubt, unit: str | None
) -> None:
    told = telling.doubt(Reason(code, date(unit)))
    assert told.strip() == told != ""
    assert not {"%", "{", "}", "."} & set(told)


def test_languages_are_named_in_the_reader_s_and_in_their_own() -> None:
    assert [EN.in_language(tag) for tag in ("en", "fr", "mul", "und", "zxx")] == [
        "in English",
        "in French",
        "in several languages",
        "in a language not stated",
        "without words",
    ]
    assert [FR.in_language(tag) for tag in ("en", "es", "ar", "zh-Hans", "mul")] == [
        "en anglais",
        "en espagnol",
        "en arabe",
        "en chinois simplifié",
        "en plusieurs langues",
    ]
    assert [FR.language_name(tag) for tag in ("en", "pt-BR", "qqq")] == [
        "anglais",
        "portugais brésilien",
        "qqq",
    ]
    assert [EN.own_name(tag) for tag in ("fr", "ar", "es", "ru", "zh", "qqq")] == [
        "Français",
        "العربية",
        "Español",
        "Русский",
        "中文",
        "Qqq",
    ]


def test_numbers_are_told_with_the_marks_of_the_language() -> None:
    assert [EN.ordinal(n) for n in (1, 2, 3, 4, 11, 21, 22)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "21st",
        "22nd",
    ]
    assert [FR.ordinal(n) for n in (1, 2, 21)] == ["1re", "2e", "21e"]
    assert (EN.number(1234), FR.number(1234)) == ("1,234", "1\N{NARROW NO-BREAK SPACE}234")


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert EN.all_of(["A"]) == FR.one_of(["A"]) == "A"
    assert FR.all_of([]) == ""
    assert (FR.all_of("ABC"), FR.one_of("AB")) == ("A, B et C", "A ou B")
    assert (EN.all_of("AB"), EN.one_of("ABC")) == ("A and B", "A, B or C")


@pytest.mark.parametrize("last", ["Italia", "Irán", "Íñigo", "hilo", "Hidra", "«Islandia»"])
def test_y_gives_way_to_its_own_sound(last: str) -> None:
    assert ES.all_of(["Francia", last]) == f"Francia e {last}"
    assert ES.all_of(["Iraq", "Chile", last]) == f"Iraq, Chile e {last}"
    linked = Markup('<a href="../o/">{}</a>').format(last)
    assert ES.all_of(["Francia", linked]) == f"Francia e {linked}"
    assert ES.one_of(["Francia", last]) == f"Francia o {last}"


@pytest.mark.parametrize("last", ["hierro", "hiato", "Yibuti", "Yemen", "Francia", "a y i"])
def test_y_stays_before_other_sounds(last: str) -> None:
    assert ES.all_of(["Italia", last]) == f"Italia y {last}"
    assert FR.all_of(["Espagne", "Italie"]) == "Espagne et Italie"


@pytest.mark.parametrize("last", ["Omán", "hora", "ónice", "8", "11"])
def test_o_gives_way_to_its_own_sound(last: str) -> None:
    assert ES.one_of(["Chile", last]) == f"Chile u {last}"
    assert ES.all_of(["Chile", last]) == f"Chile y {last}"
    assert (ES.one_of([last]), ES.one_of(["7", "110"])) == (last, "7 o 110")


def test_every_country_is_joined_as_icu_joins_it() -> None:
    """In Spanish, as the last of two and of three; ICU has the rule in its code."""
    kinds = icu.UListFormatterType.AND, icu.UListFormatterWidth.WIDE
    joined = icu.ListFormatter.createInstance(icu.Locale("es"), *kinds)
    names = [Locale("es").territories[one.alpha_2] for one in pycountry.countries]
    for name in names:
        for states in (["Chile", name], ["Chile", "Perú", name]):
            assert ES.all_of(states) == joined.format(states)


def test_a_list_with_markup_is_markup_and_escapes_the_rest() -> None:
    joined = EN.all_of([Markup("<b>A</b>"), "<B>"])
    assert isinstance(joined, Markup)
    assert joined == "<b>A</b> and &lt;B&gt;"
    assert not isinstance(EN.all_of(["A", "<B>"]), Markup)


def test_words_of_the_house_come_from_the_catalogue() -> None:
    assert FR.label(MandateStyle.PRESIDENCY_PRO_TEMPORE) == "présidence pro tempore"
    assert EN.label(MandateStyle.PRESIDENCY_PRO_TEMPORE) == "presidency pro tempore"
    assert (FR.region("Horn of Africa"), EN.region("World")) == ("Corne de l’Afrique", "World")
    assert FR.region("Atlantis") == "Atlantis"


def reference(name: str) -> list[dict[str, Any]]:
    data = files("tourdetable.intake") / "reference" / f"{name}.yaml"
    found: list[dict[str, Any]] = yaml.safe_load(data.read_text(encoding="utf-8"))[name]
    return found


def test_every_place_of_the_reference_data_has_a_message() -> None:
    began = ("founding_event", "initiated")
    named = {(p.get(key) or {}).get("place") for p in reference("processes") for key in began}
    named |= {(event.get("place") or {}).get("city") for event in reference("events")}
    named |= {(body.get("headquarters") or {}).get("city") for body in reference("organisations")}
    assert sorted(filter(None, named)) == list(PLACES)
    assert (FR.place("Geneva"), EN.place("Geneva")) == ("Genève", "Geneva")
    assert FR.place("Atlantis") == "Atlantis"


def test_every_field_of_work_of_the_reference_data_has_a_message() -> None:
    named = {field for body in reference("organisations") for field in body["mandate"]}
    assert sorted(named) == list(FIELDS_OF_WORK)
    assert (FR.field_of_work("labour"), FR.field_of_work("tea")) == ("travail", "tea")


def test_every_theme_of_the_reference_data_has_a_message() -> None:
    aims = (process.get("objectives") or {} for process in reference("processes"))
    assert sorted({theme for aim in aims for theme in aim.get("themes") or ()}) == list(THEMES)
    assert (FR.theme("return"), EN.theme("return")) == ("retour", "return")
    assert FR.theme("weather") == "weather"


def test_every_region_of_the_reference_data_has_a_message() -> None:
    named = {region for process in reference("processes") for region in process["regions"]}
    assert sorted(named) == list(REGIONS)


days = st.dates().map(lambda day: day.isoformat())
partial = st.builds(lambda day, n: PartialDate(day[:n]), days, st.sampled_from([4, 7, 10]))


@given(partial, partial)
def test_every_interface_language_tells_every_range(one: PartialDate, other: PartialDate) -> None:
    start, end = sorted((one, other))
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        telling = Telling(language, translations("en"))
        told = telling.dates(start, end)
        assert str(end.year) in told
        assert telling.dates(start, start) == telling.date(start)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "لا أعضاء|عضو واحد|عضوان|3 أعضاء|11 عضوًا|21 عضوًا|100 عضو|103 أعضاء"),
        ("ru", "0 членов|1 член|2 члена|3 члена|11 членов|21 член|100 членов|103 члена"),
        ("zh", "0个成员|1个成员|2个成员|3个成员|11个成员|21个成员|100个成员|103个成员"),
        ("es", "0 miembros|1 miembro|2 miembros|3 miembros|11 miembros|21 miembros|100 miembros"),
    ],
)
def test_plurals_have_the_forms_of_their_language(language: str, said: str) -> None:
    words = translations(language)
    told = [
        words.ngettext("%(num)s member", "%(num)s members", count) % {"num": count}
        for count in (0, 1, 2, 3, 11, 21, 100, 103)
    ]
    expected = said.split("|")
    assert told[: len(expected)] == expected


@pytest.mark.parametrize(
    ("language", "interval", "since", "until"),
    [
        ("ar", "14–15 أبريل 2005", "منذ عام 2005", "حتى 14 أبريل 2005"),
        ("ru", "14–15 апреля 2005 г.", "с 2005 г.", "по 14 апреля 2005 г."),
        ("zh", "2005年4月14日至15日", "自2005年起", "至2005年4月14日"),
        ("es", "14–15 de abril de 2005", "desde 2005", "hasta el 14 de abril de 2005"),
    ],
)
def test_dates_are_told_as_the_language_tells_them(
    language: str, interval: str, since: str, until: str
) -> None:
    telling = Telling(language, translations(language))
    first, last = PartialDate("2005-04-14"), PartialDate("2005-04-15")
    told = (
        telling.dates(first, last),
        telling.span(PartialDate("2005"), None),
        telling.span(None, first),
    )
    plain = tuple(text.replace("\u202f", " ").replace("\u00a0", " ") for text in told)
    assert plain == (interval, since, until)
