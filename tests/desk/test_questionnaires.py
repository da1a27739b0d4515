"""Questionnaires at the desk: begun, copied, worded, arranged, previewed, opened."""

import re
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW
from tests.meetings.table import meeting
from tests.notes.table import OFFICER, asked, drafted
from tests.table import at_the_table, sent
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting, PutQuestion, Series
from tourdetable.notes.actions.asking import add_question, create_questionnaire
from tourdetable.notes.models import Question, QuestionGroup, Questionnaire

pytestmark = pytest.mark.django_db
HERE = "/en/desk/questionnaires/table-2027/"
LIST = "/en/desk/meetings/second-table/questionnaires/"
FACTS = {
    "title-en": "Four questions",
    "title-fr": "Quatre questions",
    "original": "en",
    "day": "2027-03-28",
    "hour": "03:30",
    "zone": "Europe/Paris",
    "sharing": "participants",
    "attribution": "attributed",
}


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _asks(row: Questionnaire) -> list[str]:
    return [question.key for question in row.questions.all()]


def test_one_is_begun_and_its_deadline_is_an_instant(officer: Client) -> None:
    meeting()
    assert "Nothing is asked yet" in officer.get(LIST).content.decode()
    answer = sent(officer, f"{LIST}new/", **FACTS)
    assert (answer.status_code, answer["Location"]) == (
        303,
        "/en/desk/questionnaires/second-table/",
    )
    made = Questionnaire.objects.get()
    assert made.deadline is not None
    assert made.deadline.isoformat() == "2027-03-28T01:30:00+00:00"
    assert made.title.versions["fr"].made_from is not None
    assert made.title.versions["en"].made_from is None
    page = officer.get(answer["Location"]).content.decode()
    assert "28 March 2027, 03:30 (Europe/Paris, GMT+02:00)" in page


def test_an_hour_that_does_not_come_is_refused(officer: Client) -> None:
    meeting()
    answer = sent(officer, f"{LIST}new/", **{**FACTS, "hour": "02:30"})
    assert answer.status_code == 422
    assert "this hour does not come" in answer.content.decode()
    assert Questionnaire.objects.count() == 0


def test_a_form_that_is_sent_twice_begins_one(officer: Client) -> None:
    meeting()
    typed = {**FACTS, "form": str(uuid.uuid4())}
    for _ in range(2):
        assert officer.post(f"{LIST}new/", typed).status_code == 303
    assert Questionnaire.objects.count() == 1


def test_the_questions_of_the_series_are_asked_again(officer: Client) -> None:
    before = drafted()
    series = Series.objects.create(slug="tables", names=Wording.of(en="Tables"))
    Meeting.objects.update(series=series)
    columns = {f.name: getattr(before.meeting, f.name) for f in Meeting._meta.concrete_fields}
    Meeting.objects.create(**{**columns, "id": None, "slug": "third-table"})
    third = "/en/desk/meetings/third-table/questionnaires/"
    assert "Ask again: Four questions" in officer.get(third).content.decode()
    answer = sent(officer, f"{third}copy/table-2027/")
    assert answer["Location"] == "/en/desk/questionnaires/third-table/"
    made = Questionnaire.objects.get(slug="third-table")
    assert _asks(made) == _asks(before)
    question = made.questions.get(key="with-whom")
    sent(officer, f"/en/desk/questions/{question.pk}/remove/")
    again = f"/en/desk/question-groups/{made.groups.all()[0].pk}/again/"
    old = before.questions.get(key="with-whom")
    assert f'value="{old.pk}"' in officer.get(again).content.decode()
    assert sent(officer, again, question=old.pk).status_code == 303
    assert _asks(made) == ["coordination", "with-whom", "exchange"]
    assert sent(officer, again, question=old.pk).status_code == 422


def test_what_the_record_shows_is_taken_over(officer: Client, reference: None) -> None:  # noqa: ARG001 - for the questions of 2005
    here = "/en/desk/meetings/rcp-workshop-2005/questionnaires/"
    assert "Take over the questions that the record shows" in officer.get(here).content.decode()
    assert sent(officer, f"{here}put/").status_code == 303
    made = Questionnaire.objects.get()
    assert _asks(made) == [
        "coordination-between-ministries-1",
        "objectives-and-follow-up-2",
        "relation-to-regional-organisations-3",
        "exchange-among-rcps-4",
    ]
    assert [q.text for q in made.questions.all()] == [p.text for p in PutQuestion.objects.all()]
    assert Event.objects.latest("pk").verb == "take_over_questions"
    assert PutQuestion.objects.count() == 4


def test_a_question_is_worded_in_several_languages_and_goes_stale(officer: Client) -> None:
    group = drafted().groups.all()[0]
    typed = {
        "text-en": "Which ministries?",
        "text-fr": "Quels ministères ?",
        "kind": "choices",
        "options-en": "Interior\nForeign affairs",
        "options-fr": "Intérieur\nAffaires étrangères",
        "original": "en",
        "condition": "exchange/yes",
        "most_words": "",
    }
    new = f"/en/desk/question-groups/{group.pk}/questions/"
    odd = sent(officer, new, **{**typed, "options-fr": "Intérieur"})
    assert (odd.status_code, "as many lines" in odd.content.decode()) == (422, True)
    assert sent(officer, new, **typed).status_code == 303
    made = Question.objects.get(key="which-ministries")
    assert made.option_keys == ("interior", "foreign-affairs")
    assert made.option("interior").text("fr") == "Intérieur"
    assert (made.only_if, made.only_if_option) == ("exchange", "yes")
    page = officer.get(HERE).content.decode()
    assert "a translation is older" not in page
    edit = f"/en/desk/questions/{made.pk}/"
    changed = {
        **typed,
        "text-en": "Which ministries and agencies?",
        "options-en": "Labour\nInterior\nForeign ministry",
        "options-fr": "Travail\nIntérieur\nAffaires étrangères",
    }
    assert sent(officer, edit, seen=state_of(made), **changed).status_code == 303
    made.refresh_from_db()
    assert made.text.is_stale("fr")
    assert made.option_keys == ("labour", "interior", "foreign-affairs")
    assert "a translation is older than the original" in officer.get(HERE).content.decode()
    assert sent(officer, edit, seen=state_of(made), is_true="on", **changed).status_code == 303
    made.refresh_from_db()
    assert not made.text.is_stale("fr")


def test_two_who_word_a_question_see_each_other(officer: Client) -> None:
    question = drafted().questions.get(key="coordination")
    edit = f"/en/desk/questions/{question.pk}/"
    seen = re.search('name="seen" value="([0-9a-f]+)"', officer.get(edit).content.decode())
    assert seen
    typed = {"kind": "text", "original": "en", "seen": seen[1]}
    assert sent(officer, edit, **{**typed, "text-en": "First"}).status_code == 303
    late = sent(officer, edit, **{**typed, "text-en": "Second"})
    page = late.content.decode()
    assert (late.status_code, "Second" in page, "en: First" in page) == (422, True, True)


def test_parts_are_moved_and_removed(officer: Client) -> None:
    row = drafted()
    first, second = row.groups.all()
    exchange = row.questions.get(key="exchange")
    step = f"/en/desk/questions/{exchange.pk}/step/"
    assert sent(officer, step, steps=1).status_code == 303
    assert _asks(row) == ["coordination", "with-whom", "exchange"]
    assert sent(officer, f"/en/desk/question-groups/{second.pk}/step/", steps=-1).status_code == 303
    assert _asks(row) == ["with-whom", "exchange", "coordination"]
    assert sent(officer, step, steps=1).status_code == 303
    exchange.refresh_from_db()
    assert (exchange.group_id, _asks(row)) == (first.pk, ["with-whom", "exchange", "coordination"])
    remove = "/en/desk/questions/{}/remove/"
    assert sent(officer, remove.format(exchange.pk)).status_code == 422
    assert sent(officer, remove.format(row.questions.get(key="with-whom").pk)).status_code == 303
    full = f"/en/desk/question-groups/{first.pk}/remove/"
    assert sent(officer, full).status_code == 422
    assert sent(officer, f"/en/desk/question-groups/{second.pk}/remove/").status_code == 303
    assert list(QuestionGroup.objects.values_list("pk", flat=True)) == [first.pk]
    assert (
        sent(officer, f"{HERE}groups/", **{"title-en": "New", "original": "en"}).status_code == 303
    )
    assert [str(group.title) for group in row.groups.all()] == ["Coordination", "New"]


def test_preview_is_what_respondents_read(officer: Client) -> None:
    row = drafted()
    text = Wording.of(en="Do you exchange?", fr="Échangez-vous ?")
    Question.objects.filter(key="exchange").update(text=text)
    page = officer.get(f"{HERE}preview/?language=fr").content.decode()
    assert ("Échangez-vous ?" in page, "Do you exchange?" in page) == (True, False)
    assert '<article class="preview" lang="fr" dir="ltr">' in page
    english = officer.get(f"{HERE}preview/").content.decode()
    assert ("○ <bdi>Yes</bdi>" in english, "5 words at most" in english) == (True, True)
    assert row.questions.count() == 3


def test_opening_says_what_it_does_and_closes_what_is_asked(officer: Client) -> None:
    row = drafted()
    assert sent(officer, f"{HERE}open/").status_code == 422
    asked(row)
    row.notes.filter(party__code="FJI").update(mail="")
    page = officer.get(f"{HERE}open/").content.decode()
    assert ("1 respondent has no address" in page, "2 respondents" in page) == (True, True)
    answer = sent(officer, f"{HERE}open/")
    assert answer["Location"] == f"{HERE}writing/questionnaire/"
    question = row.questions.get(key="coordination")
    edit = f"/en/desk/questions/{question.pk}/"
    assert 'name="kind"' not in officer.get(edit).content.decode()
    typed = {"text-en": "How?", "original": "en", "most_words": "9"}
    assert sent(officer, edit, **typed).status_code == 303
    question.refresh_from_db()
    assert (str(question.text), question.most_words, question.kind) == ("How?", 9, "text")
    assert sent(officer, f"/en/desk/questions/{question.pk}/remove/").status_code == 422
    assert sent(officer, f"{HERE}close/").status_code == 303
    assert "Open it again" in officer.get(HERE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = drafted()
    typed = {"text": Wording.of(en="More?")}
    for number in range(count - 1):
        add_question(row.groups.all()[0], key=f"more-{number}", typed=typed, by=OFFICER, now=NOW)
        other, named = f"other-{number}", {"title": Wording.of(en="Other")}
        create_questionnaire(row.meeting, slug=other, typed=named, by=OFFICER, now=NOW)
    with django_assert_num_queries(7):
        officer.get(LIST)
    with django_assert_num_queries(7):
        officer.get(HERE)
    with django_assert_num_queries(8):
        officer.get(f"{HERE}preview/")


@pytest.mark.parametrize("who", [who for who in CAST if who != "operator"])
def test_others_find_nothing_there(who: str) -> None:
    row = drafted()
    group, question = row.groups.all()[0], row.questions.all()[0]
    expected = (
        200 if who == "secretariat officer" else 302 if who == "reader of the record" else 404
    )
    client = at_the_table(who)
    pages = ["", "edit/", "preview/", "open/", "close/", "groups/", "respondents/", "board/"]
    addresses = [
        LIST,
        f"{LIST}new/",
        f"{LIST}put/",
        *(f"{HERE}{page}" for page in [*pages, "answers/", "answers/closely/", "answers.json"]),
        f"/en/desk/question-groups/{group.pk}/",
        f"/en/desk/question-groups/{group.pk}/questions/",
        f"/en/desk/question-groups/{group.pk}/again/",
        f"/en/desk/question-groups/{group.pk}/remove/",
        f"/en/desk/questions/{question.pk}/",
        f"/en/desk/questions/{question.pk}/remove/",
        f"{HERE}respondents/new/",
        f"{HERE}writing/note-reminder/",
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, expected
    )
