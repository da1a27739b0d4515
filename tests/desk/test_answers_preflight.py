"""The last look before answers stand beside their meeting, the step itself, and the step back."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.notes.voices import VOICES, Voice, answered, asked, published, speaks
from tests.table import at_the_table, confirming, sent
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.models import Event
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import Questionnaire

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/questionnaires/rcp-workshop-2005/publish/"
AGAIN = Voice("AUS", "bali-process", said={"coordination": "Twice a week"})


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    return at_the_table("secretariat officer")


def workshop() -> Meeting:
    return Meeting.objects.get(slug="rcp-workshop-2005")


def seen(officer: Client) -> str:
    page = officer.get(PAGE).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


def _publicity() -> str:
    return Questionnaire.objects.get().publicity


def test_who_is_named_and_what_gives_pause_stand_beside_the_page(officer: Client) -> None:
    row = answered(workshop())
    row.notes.filter(party__code="EGY").update(state="corrected")
    page = officer.get(PAGE).content.decode()
    named = page.partition("Whom it names")[2]
    assert ("Canada" in named, "Egypt" in named, "Mexico" in named) == (True, True, False)
    assert "3 texts without a name" in named
    assert "4 notes that stand under no name" in named
    pauses = page.partition("What gives pause")[2].partition("Whom it names")[0]
    assert "Notes are still awaited or being corrected" in pauses
    assert ("Egypt" in pauses, "Three questions" in page) == (True, True)
    assert "A question lacks a language of the record" in pauses


def test_a_text_that_could_only_be_of_one_gives_pause(officer: Client) -> None:
    answered(workshop(), (VOICES[0], VOICES[2]))
    page = officer.get(PAGE).content.decode()
    assert "too few respondents could have given them" in page


def test_the_preview_is_the_page_of_the_record(officer: Client) -> None:
    answered(workshop())
    answer = officer.get("/fr/desk/questionnaires/rcp-workshop-2005/publish/preview/")
    page = answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert '<html lang="fr" dir="ltr">' in page
    assert '<div class="told" lang="ar" dir="rtl">كل أسبوع</div>' in page
    assert ("Between us" in page, "Mexique" in page, "By chance" in page) == (False, False, True)


def test_publishing_is_one_deliberate_step(officer: Client) -> None:
    answered(workshop())
    assert sent(officer, PAGE, seen=seen(officer)).status_code == 422
    assert _publicity() == Publicity.DRAFT
    assert sent(officer, PAGE, seen=seen(officer), seen_it="on").status_code == 303
    assert _publicity() == Publicity.PUBLISHED
    assert Event.objects.latest("pk").verb == "publish_answers"
    page = officer.get(PAGE).content.decode()
    assert ("as it stands" in page, '<form method="post" novalidate>' in page) == (True, False)


def test_what_changed_meanwhile_is_looked_at_anew(officer: Client) -> None:
    row, before = answered(workshop()), seen(officer)
    speaks(row, AGAIN)
    answer = sent(officer, PAGE, seen=before, seen_it="on")
    assert (answer.status_code, _publicity()) == (422, Publicity.DRAFT)
    assert "since you looked" in answer.content.decode()


def test_a_correction_is_shown_and_published_anew(officer: Client) -> None:
    row = published(answered(workshop(), VOICES[:6]))
    speaks(row, AGAIN)
    other = asked(workshop(), VOICES[6:], "another")
    other.notes.update(questionnaire=row)
    speaks(row, VOICES[6])
    page = officer.get(PAGE).content.decode()
    changes = page.partition("What changed since it was published")[2].partition("gives pause")[0]
    assert changes.index("Corrected") < changes.index("Australia") < changes.index("Egypt")
    assert ("Canada" in changes, "Publish anew" in page) == (False, True)
    assert sent(officer, PAGE, seen=seen(officer), seen_it="on").status_code == 303
    assert "What changed since" not in officer.get(PAGE).content.decode()


def test_what_is_kept_closer_by_now_comes_back_by_a_confirmed_step_alone(officer: Client) -> None:
    row = published(answered(workshop()))
    speaks(row, Voice("EGY", attribution="not-for-use", said={"coordination": "Closer"}))
    assert sent(officer, f"{PAGE}withdraw/", reason="An error").status_code == 303
    answer = sent(officer, f"{PAGE}restore/")
    page = answer.content.decode()
    assert (answer.status_code, _publicity()) == (422, Publicity.WITHDRAWN)
    assert ("Kept closer until now" in page, "EGY coordination" in page) == (True, True)
    speaks(row, Voice("AUS", "bali-process", "not-for-use", said={"coordination": "Closer too"}))
    again = sent(officer, f"{PAGE}restore/", **confirming(answer))
    assert (again.status_code, "AUS coordination" in again.content.decode()) == (422, True)
    assert sent(officer, f"{PAGE}restore/", **confirming(again)).status_code == 303
    assert _publicity() == Publicity.PUBLISHED


def test_withdrawing_needs_a_reason_and_can_be_undone(officer: Client) -> None:
    published(answered(workshop()))
    assert sent(officer, f"{PAGE}withdraw/", reason=" ").status_code == 422
    assert sent(officer, f"{PAGE}withdraw/", reason="An error").status_code == 303
    assert _publicity() == Publicity.WITHDRAWN
    assert "The answers are withdrawn" in officer.get(PAGE).content.decode()
    assert sent(officer, f"{PAGE}restore/").status_code == 303
    assert _publicity() == Publicity.PUBLISHED


def test_beside_a_meeting_that_is_no_page_of_the_record_nothing_can_stand(officer: Client) -> None:
    answered(workshop())
    Meeting.objects.filter(slug="rcp-workshop-2005").update(publicity=Publicity.DRAFT)
    page = officer.get(PAGE).content.decode()
    assert "the meeting is not in it" in page
    assert sent(officer, PAGE, seen_it="on").status_code == 404


@pytest.mark.parametrize("place", ["", "preview/", "withdraw/", "restore/"])
@pytest.mark.parametrize("who", ["chair's office", "delegate", "other delegation"])
def test_others_find_nothing_there(who: str, place: str, officer: Client) -> None:  # noqa: ARG001 - for the data
    asked(workshop(), VOICES[:1])
    assert at_the_table(who).get(f"{PAGE}{place}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(answered(workshop(), VOICES[:count]))
    with django_assert_num_queries(9):
        officer.get(PAGE)
