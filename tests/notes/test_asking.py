"""The secretariat asks: questions keep their identity, and what was put stays as it is."""

import datetime as dt

import pytest

from tests.cast import NOW
from tests.notes.table import (
    DEADLINE,
    FIJI,
    OFFICER,
    answer,
    asked,
    drafted,
    fresh,
    opened,
    question,
    said,
)
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.asking import (
    add_question,
    amend_question,
    ask_respondent,
    close_questionnaire,
    copy_questionnaire,
    create_questionnaire,
    extend_deadline,
    open_questionnaire,
    remove_question,
)
from tourdetable.notes.enums import QuestionnaireState
from tourdetable.notes.models import Note, Question, Questionnaire
from tourdetable.notes.queries.notes import board

pytestmark = pytest.mark.django_db


def test_the_same_questions_are_asked_again_under_their_identity() -> None:
    source = drafted()
    copy_questionnaire(source, meeting=source.meeting, slug="table-2028", by=OFFICER, now=NOW)
    again = Questionnaire.objects.get(slug="table-2028")
    assert [q.key for q in again.questions.all()] == ["coordination", "exchange", "with-whom"]
    assert [q.group.title.text("en") for q in again.questions.all()] == [
        "Coordination",
        "Exchange",
        "Exchange",
    ]
    assert {q.pk for q in again.questions.all()}.isdisjoint(source.questions.values_list("pk"))
    assert (again.state, again.deadline) == (QuestionnaireState.DRAFTED, None)
    assert Event.objects.filter(verb="copy_questionnaire").count() == 1


def test_a_slug_is_taken_once() -> None:
    made = drafted()
    with pytest.raises(SentenceError, match="is called table-2027"):
        create_questionnaire(made.meeting, slug=made.slug, typed={}, by=OFFICER, now=NOW)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "choice"}, "Write the choices"),
        ({"kind": "choice", "option_keys": ("a",), "options": []}, "needs a text"),
        ({"only_if": "coordination", "only_if_option": "yes"}, "names a choice"),
        ({"only_if": "nothing", "only_if_option": "yes"}, "names a choice"),
    ],
)
def test_a_question_fits_itself_and_the_others(typed: dict[str, object], sentence: str) -> None:
    group = drafted().groups.all()[0]
    with pytest.raises(SentenceError, match=sentence):
        add_question(group, key="new", typed=typed, by=OFFICER, now=NOW)
    assert not Question.objects.filter(key="new").exists()


def test_a_condition_has_one_level() -> None:
    made = drafted()
    choices = {"kind": "choice", "option_keys": ("a",), "options": [Wording.of(en="A").to_json()]}
    second = made.groups.all()[1]
    conditional = {**choices, "only_if": "exchange", "only_if_option": "yes"}
    add_question(second, key="deeper", typed=conditional, by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="may not rest on"):
        add_question(
            second,
            key="deepest",
            typed={"only_if": "deeper", "only_if_option": "a"},
            by=OFFICER,
            now=NOW,
        )


def test_a_key_is_asked_once_and_what_others_depend_on_stays() -> None:
    made = drafted()
    with pytest.raises(SentenceError, match="asked in this questionnaire already"):
        add_question(made.groups.all()[0], key="exchange", typed={}, by=OFFICER, now=NOW)
    deciding = made.questions.get(key="exchange")
    with pytest.raises(SentenceError, match="with-whom is asked only"):
        remove_question(deciding, seen="", by=OFFICER, now=NOW)
    last = made.questions.get(key="with-whom")
    remove_question(last, seen=state_of(last), by=OFFICER, now=NOW)
    remove_question(deciding, seen="", by=OFFICER, now=NOW)
    assert [q.key for q in made.questions.all()] == ["coordination"]


def test_what_is_put_needs_questions_respondents_and_time() -> None:
    made = drafted()
    with pytest.raises(SentenceError, match="Nobody is asked"):
        open_questionnaire(made, by=OFFICER, now=NOW)
    asked(made)
    with pytest.raises(SentenceError, match="still to come"):
        open_questionnaire(made, by=OFFICER, now=DEADLINE)
    open_questionnaire(made, by=OFFICER, now=DEADLINE - dt.timedelta(seconds=1))
    close_questionnaire(made, by=OFFICER, now=NOW)
    made.refresh_from_db()
    assert made.state == QuestionnaireState.CLOSED
    empty = Questionnaire.objects.create(slug="empty", meeting=made.meeting)
    with pytest.raises(SentenceError, match="Nothing is asked"):
        open_questionnaire(empty, by=OFFICER, now=NOW)


def test_a_question_that_is_being_answered_changes_its_wording_alone() -> None:
    note = opened()
    said(note, "Well")
    one = question(note)
    new = {"text": Wording.of(en="How do you work together?")}
    amend_question(one, typed=new, seen=state_of(one), by=OFFICER, now=NOW)
    row = answer(note)
    assert row is not None
    assert row.asked.text("en") == "How do ministries work together?"  # what was answered
    with pytest.raises(SentenceError, match="being answered"):
        amend_question(one, typed={"kind": "number"}, seen="", by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="stays as it is"):
        add_question(one.group, key="late", typed={}, by=OFFICER, now=NOW)


def test_a_respondent_is_asked_once_and_may_be_given_more_time() -> None:
    note = opened()
    with pytest.raises(SentenceError, match="asked already"):
        ask_respondent(
            note.questionnaire, party=note.party, process=None, mail="", language="", by=OFFICER,
            now=NOW,
        )  # fmt: skip
    with pytest.raises(SentenceError, match="Say why"):
        extend_deadline(note, until=DEADLINE, reason=" ", by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="ends after"):
        extend_deadline(note, until=DEADLINE, reason="Elections", by=OFFICER, now=NOW)
    later = DEADLINE + dt.timedelta(days=7)
    extend_deadline(note, until=later, reason="Elections", by=OFFICER, now=NOW)
    at = DEADLINE + dt.timedelta(seconds=1)
    rows = Note.objects.select_related("questionnaire").order_by("pk")
    assert [(one.deadline, one.is_late) for one in board(rows, at)] == [
        (later, False),
        (DEADLINE, True),
    ]


def test_only_the_secretariat_asks() -> None:
    note = opened()
    with pytest.raises(NotAllowedError):
        extend_deadline(fresh(note), until=DEADLINE, reason="x", by=FIJI, now=NOW)
