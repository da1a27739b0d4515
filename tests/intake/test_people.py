"""Lists of people as ministries send them: encodings, columns, honorifics, parties, ragged rows."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.intake.books import zipped
from tourdetable.intake.enums import Column, Sureness
from tourdetable.intake.people.encodings import ENCODINGS, decode
from tourdetable.intake.people.party_names import NamedParty, PartyNames
from tourdetable.intake.people.reading import Asked, PeopleList, read_people
from tourdetable.intake.people.titles import Called, taken_apart
from tourdetable.invitations.enums import Category, Function
from tourdetable.kernel.errors import SentenceError

PARTIES = PartyNames.of(
    [
        NamedParty("FRA", "FR", ("France", "Francia", "Франция", "فرنسا", "法国")),
        NamedParty("CIV", "CI", ("Côte d’Ivoire",)),
        NamedParty("VNM", "VN", ("Vietnam",)),
        NamedParty("CAN", "CA", ("Canada",)),
        NamedParty("can", "", ("Andean Community", "Comunidad Andina")),
        NamedParty("iom", "", ("International Organization for Migration", "IOM", "OIM")),
        NamedParty("COG", "CG", ("Congo - Brazzaville",)),
        NamedParty("COD", "CD", ("Congo - Kinshasa",)),
    ]
)
TEXTS = {
    "en": "Title,Name,Country,Function\nMs,Ann O'Hara,France,Head of delegation\n",
    "fr": "Civilité;Nom et prénom;Pays;Qualité\nMme;Élodie Lefèvre;Côte d'Ivoire;Conseillère\n",
    "es": "Tratamiento;Nombre completo;País;Función\nSra.;María Muñoz;Francia;Jefa de delegación\n",
    "ru": "Обращение;ФИО;Страна;Функция\nг-н;Иванов Пётр Сергеевич;Франция;глава делегации\n",
    "ar": "اللقب;الاسم;الدولة;الصفة\nالسيد;محمد عبد الله;فرنسا;رئيس الوفد\n",
    "zh": "称谓,姓名,国家,职能\n先生,王毅,法国,代表团团长\n",
}
PAGES = {"fr": "cp1252", "es": "cp1252", "ru": "cp1251", "ar": "cp1256", "zh": "gb18030"}


def read(text: str | bytes, **asked: object) -> PeopleList:
    content = text.encode() if isinstance(text, str) else text
    return read_people(content, PARTIES, Asked(**asked))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", ""])
def test_six_languages_in_every_encoding(language: str, encoding: str) -> None:
    used = encoding or PAGES.get(language, "ascii")
    found = read(TEXTS[language].encode(used))
    (person,) = found.people
    columns = (Column.HONORIFIC, Column.NAME, Column.PARTY, Column.FUNCTION)
    assert found.layout.columns == columns
    assert person.honorific
    assert (person.party in {"FRA", "CIV"}, person.category) == (True, Category.GOVERNMENT)
    assert person.function is (Function.ADVISER if language == "fr" else Function.HEAD)
    assert person.name in TEXTS[language]


@pytest.mark.parametrize(
    ("text", "encoding", "sureness"),
    [
        ("Name\nAnn\n", "utf-8", Sureness.SURE),
        ("\ufeffName\nÉlodie\n", "utf-8", Sureness.SURE),
        ("Nom;Pays\nÉlodie;x\n", "cp1252", Sureness.GUESSED),
        ("Name;Land\nИван;x\n", "cp1251", Sureness.GUESSED),
        ("Name;Land\nИванов Пётр;x\nСидорова Анна;y\n", "cp1251", Sureness.GUESSED),
        ("a,b\n王伟,CHN\n", "gb18030", Sureness.GUESSED),
        ("a,b\nأحمد محمود,EGY\nمحمد علي,EGY\n", "cp1256", Sureness.GUESSED),
        (TEXTS["ru"], "cp1251", Sureness.LIKELY),
        ("Name;Ort\nJürgen Groß;Köln\nÅsa Öberg;Göteborg\n", "cp1252", Sureness.GUESSED),
    ],
)
def test_an_encoding_is_seen_from_the_bytes_and_how_sure_that_is(
    text: str, encoding: str, sureness: Sureness
) -> None:
    told = decode(text.encode(encoding))
    assert (told.text, told.encoding, told.sureness) == (
        text.removeprefix("\ufeff"),
        encoding,
        sureness,
    )


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("Mr John Smith", "Mr", "John Smith"),
        ("H.E. Mr Ato Ba", "H.E. Mr", "Ato Ba"),
        ("S.E. Mme Awa Koné", "S.E. Mme", "Awa Koné"),
        ("M. Jean Dupont", "M.", "Jean Dupont"),
        ("Dr. Prof. Ann Lee", "Dr. Prof.", "Ann Lee"),
        ("Sra. Dña María", "Sra.", "Dña María"),
        ("г-н Иванов", "г-н", "Иванов"),
        ("معالي السيد محمد علي", "معالي السيد", "محمد علي"),
        ("\u200fالسيد محمد", "\u200fالسيد", "محمد"),
        ("王毅先生", "先生", "王毅"),
        ("李明女士", "女士", "李明"),
        ("Dupont, Jean (Mr)", "Mr", "Dupont, Jean"),
        ("His Excellency Ato Ba", "His Excellency", "Ato Ba"),
        ("Mr", "", "Mr"),
        ("He Ping", "", "He Ping"),
        ("Don Quijote", "", "Don Quijote"),
        ("Me Too", "", "Me Too"),
        ("أحمد محمد", "", "أحمد محمد"),
        ("Drew Barry", "", "Drew Barry"),
    ],
)
def test_honorifics_are_taken_off_and_nothing_else(text: str, honorific: str, name: str) -> None:
    assert taken_apart(text) == Called(honorific, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FRA", "FRA"), ("fr", "FRA"), ("la France", "FRA"), ("FRANCE", "FRA"), ("法国", "FRA"),
        ("République française", "FRA"), ("French Republic", "FRA"), ("Cote d'Ivoire", "CIV"),
        ("Французская Республика", "FRA"), ("法兰西共和国", "FRA"), ("Francia", "FRA"),
        ("Viet Nam", "VNM"), ("Socialist Republic of Viet Nam", "VNM"), ("CAN", "CAN"),
        ("can", "can"), ("Can", ""), ("OIM", "iom"), ("Congo", "COG"), ("", ""), ("Atlantis", ""),
    ],
)  # fmt: skip
def test_parties_are_found_by_any_of_their_names(text: str, code: str) -> None:
    assert PARTIES.find(text) == code


def test_names_of_no_party_are_asked_about() -> None:
    found = read("Name,Country\nAnn,Frnace\nJone,Frnace\nAdi,Atlantis\n")
    assert [(one.text, one.lines, "FRA" in one.near) for one in found.unmatched] == [
        ("Frnace", 2, True),
        ("Atlantis", 1, False),
    ]
    assert {person.unit for person in found.people} == {"Frnace", "Atlantis"}
    again = read("Name,Country\nAnn,Frnace\n", parties={"Frnace": "FRA"})
    assert (again.people[0].party, again.people[0].unit) == ("FRA", "")


def test_columns_can_be_put_right() -> None:
    text = "A,B,C\nx,Ann,Clerk\n"
    assert read(text).layout.columns == (Column.NAME, Column.NOTHING, Column.NOTHING)
    asked = (Column.NOTHING, Column.NAME, Column.POST)
    found = read(text, columns=asked, has_header=True)
    assert [(person.name, person.post) for person in found.people] == [("Ann", "Clerk")]


def test_a_title_is_an_honorific_or_a_post_as_its_cells_say() -> None:
    assert read("Title,Name\nMr,Ann\n").layout.columns[0] is Column.HONORIFIC
    assert read("Title,Name\nDirector of Studies,Ann\n").layout.columns[0] is Column.POST
    assert read("Fonction;Nom\nDirecteur;Ann\n").layout.columns[0] is Column.POST


def test_a_title_above_the_header_is_no_person() -> None:
    text = "List of participants;;\n;;\nSuva, 14 April;;\nName;Country;\nAnn;France;\n"
    found = read(text)
    assert [(person.number, person.name) for person in found.people] == [(5, "Ann")]
    bare = read("Delegation\nAnn,France\nJone,Canada\n")
    assert [(person.name, person.party) for person in bare.people] == [
        ("Ann", "FRA"),
        ("Jone", "CAN"),
    ]


def test_given_and_family_names_are_joined() -> None:
    (person,) = read("First name;Last name;Email\nAnn;O'Hara;<ann@example.org>\n").people
    assert (person.name, person.mail) == ("Ann O'Hara", "ann@example.org")
    (person,) = read("Nom;Prénom\nDUPONT;Jean\n").people
    assert person.name == "Jean DUPONT"


def test_ragged_rows_are_reported_by_their_number() -> None:
    text = "Name,Country,Post\nAnn,France,Clerk\n\nDupont, Jean,France,Clerk,x\n,,Clerk\nAdi\n"
    ann, wide, nameless, short = read(text).people
    assert [person.number for person in (ann, wide, nameless, short)] == [2, 4, 5, 6]
    assert ann.refusal is None
    assert str(wide.refusal).startswith("The row has 5 cells, the first one 3;")
    assert str(nameless.refusal) == "There is no name in this row."
    assert (short.refusal, [str(one) for one in short.remarks]) == (
        None,
        ["The row is shorter than the header."],
    )


def test_quotes_delimiters_and_line_ends() -> None:
    for delimiter in (",", ";", "\t"):
        text = delimiter.join(('"Dupont, ""Jo""; Jean"', "France", '"two\r\nlines"'))
        (person,) = read(f"Name{delimiter}Country{delimiter}Post\r\n{text}\r\n").people
        assert (person.name, person.post) == ('Dupont, "Jo"; Jean', "two lines")
    (person,) = read("sep=;\r\nName;Post\r\nAnn;a,b\r\n").people
    assert (person.number, person.post) == (3, "a,b")


@pytest.mark.parametrize(
    "name",
    ["\u200fمحمد\u200f", "A\u0301na", "Zero\u200bWidth", "N" * 300, "O’Hara-Łukasz ﬁ", "🙂 Ann"],
)
def test_unusual_names_are_kept_as_they_are(name: str) -> None:
    (person,) = read(f"Name,Country\n{name},France\n").people
    assert (person.name, person.refusal) == (name, None)


def test_a_name_that_is_too_long_is_refused_and_no_other() -> None:
    long, ann = read(f"Name,Country\n{'N' * 301},France\nAnn,France\n").people
    assert str(long.refusal) == "A text in this row has more than 300 characters."
    assert ann.refusal is None


def test_what_is_no_address_is_left_out_and_said() -> None:
    (person,) = read("Name,E-mail\nAnn,ann at example\n").people
    assert (person.mail, len(person.remarks)) == ("", 1)


def test_a_list_of_one_delegation_is_of_no_other() -> None:
    fiji, other = read("Name,Country\nAnn,France\nJone,Canada\n", own="FRA").people
    assert (fiji.party, fiji.refusal) == ("FRA", None)
    assert str(other.refusal) == "The row is for “Canada”; this list is for your own delegation."


def test_a_party_gives_no_function_that_is_for_the_meeting_to_give() -> None:
    text = "Name,Function\nAnn,Chairperson\nJone,Speaker\n"
    ann, jone = read(text, own="FRA").people
    assert (ann.function, len(ann.remarks)) == (Function.DELEGATE, 1)
    assert (jone.function, jone.remarks) == (Function.SPEAKER, ())
    assert read(text).people[0].function is Function.CHAIRPERSON


def _book(rows: list[list[object]]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(made)
    return made.getvalue()


def test_a_workbook_gives_values_and_no_formula() -> None:
    content = _book([["Name", "Post"], ["Ann", '=HYPERLINK("x")'], [], ["Jone", 7.0]])
    ann, jone = read(content).people
    assert (ann.name, ann.post, ann.number) == ("Ann", "", 2)
    assert (jone.post, jone.number) == ("7", 4)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"[Content_Types].xml": b"x" * 70_000_000}, "unpacks to more"),
        ({"[Content_Types].xml": b"macroEnabled", "xl/a.xml": b""}, "carries macros"),
        ({"[Content_Types].xml": b"", "xl/vbaProject.bin": b""}, "carries macros"),
        ({"[Content_Types].xml": b"wordprocessingml"}, "This is no workbook"),
        ({"other": b""}, "cannot be read"),
        ({"[Content_Types].xml": b"spreadsheetml.sheet.main+xml", "xl/a.xml": b"<!DOCTYPE x>"},
         "cannot be read"),
        ({"[Content_Types].xml": b"spreadsheetml.sheet.main+xml"}, "cannot be read"),
    ],
)  # fmt: skip
def test_workbooks_that_hurt_are_refused(parts: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        read(zipped(parts))


def _read_or_sentence(content: bytes, **asked: object) -> None:
    with suppress(SentenceError):
        found = read(content, **asked)
        assert all(person.refusal or person.name for person in found.people)


@given(st.binary(max_size=300), st.sampled_from(["", *ENCODINGS]))
def test_any_bytes_are_rows_or_a_sentence(content: bytes, encoding: str) -> None:
    _read_or_sentence(content, encoding=encoding)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text_is_rows_or_a_sentence(text: str, encoding: str) -> None:
    _read_or_sentence(f"Name,Country,E-mail,Function\n{text}".encode(encoding, "replace"))


GOOD = _book([["Name", "Country"], ["Ann", "France"]])


@given(st.integers(0, len(GOOD)), st.binary(min_size=1, max_size=5))
def test_any_damage_to_a_workbook_is_rows_or_a_sentence(place: int, put: bytes) -> None:
    _read_or_sentence(GOOD[:place] + put + GOOD[place + len(put) :])
