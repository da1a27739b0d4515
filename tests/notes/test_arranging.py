"""Questions are arranged and taken over, respondents chosen; who may read what is asked."""

from collections.abc import Callable

import pytest

from tests.cast import CAST, NOW
from tests.notes.table import OFFICER, asked, drafted, opened, party, process
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import PutQuestion
from tourdetable.notes.actions.arranging import (
    ask_again,
    move_group,
    move_question,
    remove_group,
    take_over_questions,
)
from tourdetable.notes.actions.respondents import ask_invited, remove_respondent
from tourdetable.notes.models import Note, Questionnaire
from tourdetable.notes.queries.questionnaires import free_key, not_asked_yet, questionnaires
from tourdetable.notes.rules import may_read_questionnaire

pytestmark = pytest.mark.django_db


def _order(row: Questionnaire) -> list[tuple[str, int]]:
    return [(question.key, question.position) for question in row.questions.all()]


@pytest.mark.parametrize("who", CAST)
def test_rule_and_filter_agree(who: str) -> None:
    row, by = drafted(), CAST[who]
    may = who in ("operator", "secretariat officer")
    assert may_read_questionnaire(by, row, NOW) is may
    assert questionnaires(by, NOW).filter(pk=row.pk).exists() is may
    with pytest.raises(NotAllowedError):
        move_group(row.groups.all()[0], steps=1, by=CAST["delegate"], now=NOW)


def test_a_question_goes_through_the_groups_and_no_further() -> None:
    row = drafted()
    expected = [
        [("exchange", 1), ("coordination", 1), ("with-whom", 2)],
        [("exchange", 1), ("with-whom", 1), ("coordination", 2)],
        [("exchange", 1), ("with-whom", 1), ("coordination", 2)],
    ]
    move_question(row.questions.get(key="exchange"), steps=-1, by=OFFICER, now=NOW)
    assert _order(row) == [("coordination", 1), ("exchange", 2), ("with-whom", 1)]
    move_question(row.questions.get(key="coordination"), steps=1, by=OFFICER, now=NOW)
    for order in expected:
        move_question(row.questions.get(key="coordination"), steps=1, by=OFFICER, now=NOW)
        assert _order(row) == order


def test_what_is_put_stays_as_it_is() -> None:
    row = opened().questionnaire
    group, question = row.groups.all()[0], row.questions.all()[0]
    acts: list[Callable[[], object]] = [
        lambda: move_group(group, steps=1, by=OFFICER, now=NOW),
        lambda: move_question(question, steps=1, by=OFFICER, now=NOW),
        lambda: remove_group(group, seen="", by=OFFICER, now=NOW),
        lambda: ask_again(group, before=question, by=OFFICER, now=NOW),
        lambda: remove_respondent(row.notes.all()[0], by=OFFICER, now=NOW),
    ]
    for act in acts:
        with pytest.raises(SentenceError, match="was put to respondents"):
            act()


def test_what_the_record_shows_begins_a_questionnaire_once() -> None:
    meeting = drafted().meeting
    with pytest.raises(SentenceError, match="shows no question"):
        take_over_questions(meeting, slug="put", by=OFFICER, now=NOW)
    for number, topic in ((1, "Exchange"), (2, "")):
        PutQuestion.objects.create(
            meeting=meeting, number=number, topic=Wording.of(en=topic), text=Wording.of(en="What?")
        )
    take_over_questions(meeting, slug="put", by=OFFICER, now=NOW)
    made = Questionnaire.objects.get(slug="put")
    assert [q.key for q in made.questions.all()] == ["exchange-1", "question-2"]
    assert "meeting:second-table" in Event.objects.latest("pk").after
    with pytest.raises(SentenceError, match="is called put"):
        take_over_questions(meeting, slug="put", by=OFFICER, now=NOW)


def test_a_new_key_is_that_of_no_other_question() -> None:
    row = drafted()
    assert free_key(row, "exchange") == "exchange-2"
    assert free_key(row, "another") == "another"


def test_one_answers_for_a_process_and_nobody_twice() -> None:
    row = drafted()
    asked(row)
    bali = process("bali-process")
    rows = [
        Invitation.objects.create(
            meeting=row.meeting, party=party(code, code), process=of, office=office, ground="party"
        )
        for code, of, office in (
            ("AUS", bali, "current-chair"),
            ("FJI", None, ""),
            ("TON", process("pif"), "current-chair"),
            ("WSM", process("pif"), "secretariat"),
        )
    ]
    assert [found.party.code for found in not_asked_yet(row)] == ["TON"]
    ask_invited(row, invitations=rows, by=OFFICER, now=NOW)
    assert Note.objects.filter(questionnaire=row).count() == 3
    with pytest.raises(SentenceError, match="None of those"):
        ask_invited(row, invitations=rows, by=OFFICER, now=NOW)
