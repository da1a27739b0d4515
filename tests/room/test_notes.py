"""A respondent writes its note behind its link, or signed in."""

import json

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.notes.table import ask, question, said
from tests.room.notes import (
    FIJIAN,
    LATER,
    asked_again,
    at,
    drafts,
    linked,
    ministry,
    page,
    quietly,
    row_of,
    seen,
    send,
    stands,
    writes,
)
from tests.table import at_the_table, seated, sent
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.notes.models import Answer, Contributor, Note
from tourdetable.parties.models import Party
from tourdetable.processes.models import FocalPoint, Process

pytestmark = pytest.mark.django_db


def test_the_link_opens_the_note_and_each_group() -> None:
    linked()
    first = page()
    assert "Fiji" in first
    assert "28 March 2027, 03:30 (Europe/Paris, GMT+02:00)" in first
    assert "13:30 (Pacific/Fiji, GMT+12:00)" in page("?zone=Pacific/Fiji")
    assert "How do ministries work together?" in page("group/1/")
    assert "Asked only if “Do you exchange?” is answered with “Yes”." in page("group/2/")


@pytest.mark.parametrize("broken", ["guessed", "expired", "revoked", "group", "question"])
def test_whatever_does_not_open_is_nothing(broken: str) -> None:
    note = linked()
    address = at()
    if broken == "guessed":
        address = at(secret="g" * 43)
    elif broken == "expired":
        Contributor.objects.filter(note=note).update(expires_at=note.questionnaire.opened_at)
    elif broken == "revoked":
        Contributor.objects.filter(note=note).update(revoked_at=note.questionnaire.opened_at)
    elif broken == "group":
        address = at("group/9/")
    else:
        address = at("answer/nothing/")
    for answer in (Client().get(address), sent(Client(), address)):
        assert answer.status_code == 404
        assert "Fiji" not in answer.content.decode()


def test_a_focal_point_who_signed_in_finds_the_note() -> None:
    linked()
    note = Note.objects.get(party__code="IDN")
    FocalPoint.objects.create(
        person=seated("focal point"),
        party=Party.objects.get(code="IDN"),
        process=Process.objects.get(slug="bali-process"),
        since="2026-01",
    )
    browser = at_the_table("focal point")
    home = browser.get("/en/room/").content.decode()
    assert f"/en/room/notes/{note.pk}/" in home
    assert browser.get(f"/en/room/notes/{note.pk}/").status_code == 200
    place = f"/en/room/notes/{note.pk}/answer/coordination/"
    assert sent(browser, place, content="By letters", language="en").status_code == 303
    assert stands().content == "By letters"
    fijian = Note.objects.get(party__code="FJI")
    assert browser.get(f"/en/room/notes/{fijian.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["secretariat officer", "delegate", "other delegation"])
def test_others_find_no_note_in_the_room(who: str) -> None:
    note = linked()
    writes("MOONFLOWER")
    browser = at_the_table(who)
    for place in ("", "group/1/", "submit/", "hands/new/"):
        assert browser.get(f"/en/room/notes/{note.pk}/{place}").status_code == 404
    assert "MOONFLOWER" not in browser.get("/en/room/").content.decode()


def test_an_answer_is_kept_with_its_language_and_counted() -> None:
    linked()
    answer = writes("Sur une même table", language="français")
    assert answer.status_code == 422
    assert "No language has this name" in answer.content.decode()
    assert writes("Sur une même table", language="French").status_code == 303
    row = stands()
    assert (row.content, row.language, row.attribution) == ("Sur une même table", "fr", "")
    group = page("group/1/")
    assert '<span data-words data-most="5">4</span>' in group
    assert 'value="French"' in group
    again = writes("Même table", language="pt-BR", seen=seen(), attribution="not-attributed")
    assert again.status_code == 303
    row = stands()
    assert (row.language, row.attribution) == ("pt-BR", "not-attributed")


def test_what_is_pasted_is_kept_and_shown_safely() -> None:
    linked()
    text = "<script>x()</script> & “Word”\u00a0…\n\n\n مرحبا Latin 🌻 " + "w" * 100_000
    assert writes(text).status_code == 303
    assert stands().content == text
    raw = Client().get(at("group/1/")).content.decode()
    assert "<script>x()" not in raw
    assert "&lt;script&gt;x()" in raw


def test_each_kind_of_question_has_a_form_of_its_own() -> None:
    note = linked()
    group = note.questionnaire.groups.last()
    note.questionnaire.state = "drafted"
    note.questionnaire.save()
    options = {
        "option_keys": ("who", "what"),
        "options": [Wording.of(en="Who").to_json(), Wording.of(en="What").to_json()],
    }
    for kind, more in (("choices", options), ("table", options), ("number", {}), ("date", {})):
        ask(group, kind, text=f"Which {kind}?", kind=kind, **more)
    note.questionnaire.state = "open"
    note.questionnaire.save()
    shown = page("group/2/")
    assert all(f'name="{name}"' in shown for name in ("content", "content-0-0", "content-2-1"))
    assert writes(["what", "who"], "choices").status_code == 303
    cells = {"content-0-0": "A", "content-0-1": "b", "content-1-0": "", "content-1-1": ""}
    assert writes("", "table", **cells).status_code == 303
    assert writes("3,5", "number").status_code == 303
    assert writes("2005-13", "date").status_code == 422
    assert writes("2005-04", "date").status_code == 303
    assert writes("yes", "exchange").status_code == 303
    assert writes("maybe", "exchange", seen=seen("exchange")).status_code == 422
    kept = Answer.objects.order_by("pk").values_list("content", flat=True)
    assert list(kept) == ['["who","what"]', '[["A","b"]]', "3.5", "2005-04", "yes"]
    assert 'name="content-3-1"' in page("group/2/")


def test_a_question_that_does_not_apply_says_so() -> None:
    linked()
    assert "Does not apply" in page("group/2/")
    assert writes("yes", "exchange").status_code == 303
    assert "Does not apply" not in page("group/2/")


def test_two_who_write_one_answer_see_both_texts_with_their_differences() -> None:
    linked()
    writes("We meet each month")
    stale = seen()
    assert writes("We meet each week in Suva", seen=stale).status_code == 303
    late = writes("We never meet each month", seen=stale)
    shown = late.content.decode()
    assert late.status_code == 422
    assert "Somebody else has changed this" in shown
    assert "We never meet each month</textarea>" in shown
    assert "We meet each week in Suva</blockquote>" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert stands().content == "We meet each week in Suva"
    assert writes("We never meet", seen=seen()).status_code == 303


def test_a_form_that_is_sent_twice_saves_once() -> None:
    linked()
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    answers = [writes("Once", form=number).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert Event.objects.filter(verb="save_answer").count() == 1


def test_a_question_is_declined_and_taken_back() -> None:
    linked()
    assert send("answer/coordination/decline/", reason="Under review").status_code == 303
    row = stands()
    assert (row.state, row.reason) == ("declined", "Under review")
    assert "Under review" in page("group/1/")
    assert send("answer/coordination/take-back/", seen=seen()).status_code == 303
    assert not Answer.objects.exists()


def test_a_draft_is_taken_over_with_one_click() -> None:
    note = linked()
    secret = ministry(note, "Interior")
    assert drafts("Par lettres", secret).status_code == 303
    key = stands(by="Interior").pk
    shown = page("group/1/")
    assert "Interior" in shown
    assert "Par lettres" in shown
    taken = page(f"group/1/?take={key}")
    assert "Par lettres</textarea>" in taken
    assert "This is the draft of Interior" in taken
    assert writes("Par lettres", language="fr").status_code == 303
    assert stands().content == "Par lettres"


def test_what_was_answered_last_time_is_taken_over_and_confirmed() -> None:
    before = linked()
    said(before, "As ever")
    writes("no", "exchange")
    assert send("submit/").status_code == 303
    later = asked_again(before)
    assert "Take over what you answered last time" in page(secret=LATER)
    assert send("prefill/", LATER).status_code == 303
    group = page("group/1/", LATER)
    assert "As ever</textarea>" in group
    assert "Confirm the answer" in group
    row = Answer.objects.get(note=later, question__key="coordination")
    typed = {"content": "As ever", "language": "en", "seen": state_of(row)}
    assert send("answer/coordination/", LATER, **typed).status_code == 303
    row.refresh_from_db()
    assert not row.is_prefilled


def test_a_script_saves_with_a_short_answer() -> None:
    linked()
    answer = quietly("answer/coordination/", {"content": "Short", "language": "en"})
    told = json.loads(answer.content)
    assert answer.status_code == 200
    assert told["seen"] == seen()
    assert len(answer.content) < 120
    refused = quietly("answer/coordination/", {"content": "Other", "language": "en"})
    assert refused.status_code == 422
    assert "The answer is saved." not in page("group/1/")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note = linked()
    for number in range(count):
        drafts(f"Draft {number}", ministry(note, f"Ministry {number}"))
    with django_assert_num_queries(8):
        page()
    writes("First")
    with django_assert_num_queries(5):
        page("group/1/")
    stood = seen()
    held = connection.vendor == "postgresql"  # one statement more keeps events in their order
    with django_assert_num_queries(11 + held):
        writes("Second", seen=stood)
    typed = {"content": "Third", "language": "en", "seen": seen()}
    with django_assert_num_queries(12 + held):
        quietly("answer/coordination/", typed)
    assert row_of("Ministry 0").drafts.count() == 1
    assert question(note).key == "coordination"
    assert FIJIAN not in str([*Event.objects.values()])
