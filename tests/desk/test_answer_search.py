"""Search in submitted answers and the terms that recur in them: for the secretariat alone, and
never in what was not submitted.
"""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW
from tests.notes.answered import asked_by, submitted
from tests.notes.table import FIJI, OFFICER, fresh, opened, said
from tests.table import at_the_table
from tourdetable.notes.actions.submitting import enter_on_behalf, submit_note
from tourdetable.notes.models import AnswerText, Note
from tourdetable.notes.queries.searching import answer_texts, recurring, saying, sought
from tourdetable.sheets.answer_search import pieces_of

pytestmark = pytest.mark.django_db
SEARCH = "/en/desk/answers/"
TERMS = "/en/desk/questionnaires/table-2027/terms/"


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _found(words: str, *, begins: bool = True) -> set[str]:
    rows = answer_texts(OFFICER, NOW)
    return {row.text for row in saying(rows, sought(words), begins=begins)}


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("ministère interieur", True),
        ("MINISTERES", True),
        ("coord", True),
        ("移民政策", True),
        ("政民", False),
        ("الوزارات", True),
        ("وزارة", False),
        ("министер", True),
        ("absent ministère", False),
        ("\" OR * NEAR( ' | !", False),
    ],
)
def test_words_are_found_in_any_language(words: str, *, is_found: bool) -> None:
    asked_by("AB")
    text = (
        "Coordination des ministères de l’Intérieur – 移民政策 – والوزارات – Министерства (x OR y)"
    )
    submitted("A", coordination=text)
    assert _found(words) == ({text} if is_found and sought(words) else set())


def test_what_is_not_submitted_enters_no_index() -> None:
    note = opened()
    said(note, "Planted draft")
    assert (AnswerText.objects.count(), _found("planted")) == (0, set())
    said(note, "no", key="exchange")
    submit_note(fresh(note), by=FIJI, now=NOW)
    assert _found("planted") == {"Planted draft"}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM notes_answertext_search WHERE words MATCH 'planted'"
            )
            assert cursor.fetchone() == (1,)


def test_only_the_version_that_stands_is_found_and_only_by_the_secretariat() -> None:
    asked_by("AB")
    submitted("A", coordination="First words")
    note = fresh(Note.objects.get(party__code="AAA"))
    enter_on_behalf(note, typed={"coordination": "Second words"}, language="en", source="mail",
                    reason="corrected", by=OFFICER, now=NOW)  # fmt: skip
    assert (_found("first"), _found("words")) == (set(), {"Second words"})
    readers = {who for who, actor in CAST.items() if answer_texts(actor, NOW).exists()}
    assert readers == {"operator", "secretariat officer"}


def test_a_search_shows_the_passage_and_leads_to_it(officer: Client) -> None:
    asked_by("AB")
    submitted("A", coordination=f"{'so ' * 60}<b>Borders</b> {'on ' * 200}")
    page = officer.get(f"{SEARCH}?words=border").content.decode()
    note = Note.objects.get(party__code="AAA")
    assert f'href="/en/desk/notes/{note.pk}/series/#question-coordination"' in page
    assert "&lt;b&gt;<mark>Borders</mark>&lt;/b&gt; on" in page
    assert ("1 answer<" in page, page.count("… ") >= 1, page.count("on ") < 120) == (True,) * 3
    there = officer.get(f"/en/desk/notes/{note.pk}/series/").content.decode()
    assert 'id="question-coordination"' in there


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("words=words", {"Country A", "Country B", "Country C"}),
        ("words=words&process=process-a", {"Country A"}),
        ("words=words&party=CCC", {"Country C"}),
        ("words=words&year=2027", {"Country A", "Country B", "Country C"}),
        ("words=words&year=1999&meeting=nowhere", {"Country A", "Country B", "Country C"}),
        ("words=words&process=process-a&party=CCC", set()),
        ("", set()),
    ],
)
def test_a_search_is_narrowed(officer: Client, query: str, names: set[str]) -> None:
    asked_by("ABC")
    for letter in "ABC":
        submitted(letter, coordination=f"Words {letter}")
    page = officer.get(f"{SEARCH}?{query}").content.decode()
    listed = page[page.index("</form>", page.index('role="search"')) :]
    assert {f"Country {one}" for one in "ABC" if f"Country {one}" in listed} == names


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_however_much_it_finds(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked_by("ABCD")
    for letter in "ABC"[:count]:
        submitted(letter, coordination="the same words", with_whom="words")
    with django_assert_num_queries(9):
        officer.get(f"{SEARCH}?words=words")
    with django_assert_num_queries(9):
        officer.get(f"{TERMS}?term=word")


def test_terms_recur_across_answers_without_stop_words(officer: Client) -> None:
    asked_by("ABCD")
    submitted("A", coordination="The borders and the policies of borders", with_whom="Neighbours")
    submitted("B", coordination="Our border; their policy, 2027")
    submitted("C", coordination="Les frontières et la politique", with_whom="neighbours, border")
    rows = answer_texts(OFFICER, NOW)
    assert [(one.term, one.written, one.count) for one in recurring(rows)] == [
        ("border", "borders", 3),
        ("neighbour", "neighbours", 2),
        ("policy", "policies", 2),
    ]
    page = officer.get(f"{TERMS}?question=coordination&term=border").content.decode()
    assert '<a href="?question=coordination&amp;term=border#passages" aria-current="true">' in page
    passages = page[page.index('id="passages"') :]
    assert [f"Country {one}" in passages for one in "ABC"] == [True, True, False]
    assert "No term recurs" in officer.get(f"{TERMS}?question=exchange").content.decode()


def test_pieces_hold_the_text_around_what_was_found() -> None:
    pieces = list(pieces_of("移民政策的协调", sought("移民政策")))
    assert [(one.text, one.is_marked) for one in pieces] == [
        ("移民", True), ("政", True), ("政策"[1:], True), ("的协调", False),
    ]  # fmt: skip
    assert "".join(one.text for one in pieces_of("No match here", ["zebra"])) == "No match here"
