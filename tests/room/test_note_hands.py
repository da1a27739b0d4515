"""Ministries and colleagues draft by a link, and clear the text."""

import re
from email import message_from_bytes, policy
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.letters.sink import free_port, sinking
from tests.notes.table import question
from tests.room.notes import at, drafts, linked, ministry, page, row_of, seen, send, stands, writes
from tests.table import at_the_table, sent
from tourdetable.kernel.models import Event
from tourdetable.letters.models import Letter
from tourdetable.notes.models import Answer, Clearance, Contributor, Note

pytestmark = pytest.mark.django_db

OBJECTION = "MOONFLOWER: paragraph two is not agreed"


def _state() -> str:
    return Note.objects.get(party__code="FJI").state


def _asked(*secrets: str) -> None:
    keys = [Contributor.objects.get(name=name).pk for name in secrets]
    assert send("clearance/", hands=keys).status_code == 303


def test_a_ministry_is_invited_and_its_link_is_shown_once() -> None:
    linked()
    typed = {"name": "Interior", "scope": "", "form": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    answers = [sent(Client(), at("hands/new/"), **typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    found = {re.search(r"/en/note/(\w{64})/", a.content.decode())[1] for a in answers}  # type: ignore[index]  # it is there
    (secret,) = found
    assert Contributor.objects.filter(name="Interior").count() == 1
    assert secret not in page()
    assert secret not in str([*Event.objects.values(), *Contributor.objects.values()])
    assert "Interior" in page()
    assert "Your contribution" in page(secret=secret)


def test_the_link_goes_by_mail_past_the_letters_of_the_secretariat(
    settings: LazySettings,
) -> None:
    linked()
    with sinking() as (sink, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        typed = {"name": "وزارة الداخلية", "mail": "interior@example.org", "scope": ""}
        answer = sent(Client(), at("hands/new/"), **typed)
    assert "could not be sent" not in answer.content.decode()
    (message,) = sink.arrived
    secret = re.search(r"/en/note/(\w{64})/", unescape(answer.content.decode()))[1]  # type: ignore[index]  # as above
    text = message_from_bytes(message, policy=policy.default).get_body().get_content()  # type: ignore[union-attr]  # it has a text
    assert secret in text.replace("\n", "")
    assert Letter.objects.count() == 0


def test_a_message_that_cannot_be_sent_leaves_the_link(settings: LazySettings) -> None:
    linked()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    typed = {"name": "Interior", "mail": "interior@example.org", "scope": ""}
    answer = sent(Client(), at("hands/new/"), **typed)
    assert "could not be sent; pass the link on yourself" in answer.content.decode()
    assert Contributor.objects.filter(name="Interior").exists()


@pytest.fixture(autouse=True)
def _no_server(settings: LazySettings) -> None:
    settings.DEFAULT_FROM_EMAIL = "table@example.org"
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False


@pytest.mark.parametrize("scope", ["note", "group", "question"])
def test_a_link_opens_its_scope_and_nothing_else(scope: str) -> None:
    note = linked()
    writes("We meet")
    writes("yes", "exchange")
    one = question(note, "exchange")
    chosen = {"note": "", "group": f"group {one.group_id}", "question": f"question {one.pk}"}
    assert send("hands/new/", name="Own link", scope=chosen[scope]).status_code == 200
    row = row_of("Own link")
    assert (row.group_id, row.question_id) == {
        "note": (None, None), "group": (one.group_id, None), "question": (None, one.pk),
    }[scope]  # fmt: skip
    parts: dict[str, Any] = {"group": {"group": one.group}, "question": {"question": one}}
    secret = ministry(note, "Interior", **parts.get(scope, {}))
    shown = page(secret=secret)
    assert ("We meet" in shown) == (scope == "note")
    assert ("With whom?" in shown) == (scope != "question")
    expected = 200 if scope == "note" else 404
    assert Client().get(at("draft/coordination/", secret)).status_code == expected


def test_drafts_stand_beside_each_other_and_one_sees_not_the_other() -> None:
    note = linked()
    first, second = ministry(note, "Interior"), ministry(note, "Foreign Affairs")
    assert drafts("By letters", first).status_code == 303
    assert drafts("By telephone", second).status_code == 303
    group = page("group/1/")
    assert "By letters" in group
    assert "By telephone" in group
    assert "By telephone" not in page(secret=first) + page("draft/coordination/", first)
    assert not Answer.objects.filter(contributor=None).exists()


def test_two_who_write_one_draft_see_each_other() -> None:
    secret = ministry(linked(), "Interior")
    drafts("By letters", secret)
    late = drafts("By pigeons", secret)
    assert late.status_code == 422
    assert "By letters</blockquote>" in late.content.decode()
    assert stands(by="Interior").content == "By letters"


def test_the_screens_of_the_respondent_are_closed_to_those_invited_and_theirs_to_it() -> None:
    secret = ministry(linked(), "Interior")
    places = ("group/1/", "submit/", "hands/new/", "clearance/", "decline/", "reopen/", "begin/")
    for place in places:
        assert Client().get(at(place, secret)).status_code == 404
        assert sent(Client(), at(place, secret)).status_code == 404
    for place in ("draft/coordination/", "clear/"):
        assert Client().get(at(place)).status_code == 404


def test_a_link_is_closed_and_what_was_drafted_stays() -> None:
    secret = ministry(linked(), "Interior")
    drafts("By letters", secret)
    assert send(f"hands/{row_of('Interior').pk}/revoke/").status_code == 303
    assert Client().get(at(secret=secret)).status_code == 404
    assert "By letters" in page("group/1/")
    assert "link closed" in page()


def test_one_clears_one_objects_the_text_changes_and_both_clear() -> None:
    note = linked()
    first, second = ministry(note, "Interior"), ministry(note, "Foreign Affairs")
    writes("We meet")
    _asked("Interior", "Foreign Affairs")
    assert _state() == "in-clearance"
    assert "We meet" in page("clear/", first)
    assert send("clear/", first, answer="cleared").status_code == 303
    assert send("clear/", second, answer="objected").status_code == 422
    assert send("clear/", second, answer="objected", reason=OBJECTION).status_code == 303
    assert OBJECTION in page()
    assert OBJECTION not in page(secret=first)
    refused = send("submit/")
    assert refused.status_code == 422
    assert "Not everybody who was asked has cleared" in refused.content.decode()
    assert writes("We meet often", seen=seen()).status_code == 303
    assert "what was said to the earlier text is void" in page()
    assert "you will be asked anew" in page(secret=second)
    assert Client().get(at("clear/", second)).status_code == 404
    _asked("Interior", "Foreign Affairs")
    for secret in (first, second):
        assert send("clear/", secret, answer="cleared").status_code == 303
    assert _state() == "cleared"
    assert send("submit/").status_code == 303
    assert _state() == "submitted"


def test_a_closed_link_holds_nothing_up_once_it_is_asked_no_longer() -> None:
    secret = ministry(linked(), "Interior")
    writes("We meet")
    _asked("Interior")
    key = row_of("Interior").pk
    assert "until you ask no longer" in page(f"hands/{key}/revoke/")
    assert "Ask no longer" in page()
    assert "The note then waits for their answer no longer" in page(f"hands/{key}/take-back/")
    assert send(f"hands/{key}/take-back/").status_code == 303
    assert "no longer asked" in page()
    assert "Your clearance is not waited for" in page(secret=secret)
    assert Client().get(at(f"hands/{key}/take-back/")).status_code == 404
    assert Client().get(at("clear/", secret)).status_code == 404
    assert send("submit/").status_code == 303
    assert _state() == "submitted"


def test_nothing_of_it_reaches_the_secretariat() -> None:
    note = linked()
    secret = ministry(note, "Ministry of SUNDEW")
    drafts("ORCHID", secret)
    writes("BELLFLOWER")
    _asked("Ministry of SUNDEW")
    send("clear/", secret, answer="objected", reason=OBJECTION)
    officer = at_the_table("secretariat officer")
    meeting = note.questionnaire.meeting.slug
    places = ["/en/desk/", f"/en/desk/meetings/{meeting}/", "/en/desk/letters/", "/en/room/"]
    seen_there = "".join(officer.get(place).content.decode() for place in places)
    journal = str([*Event.objects.values()])
    for word in ("ORCHID", "BELLFLOWER", "MOONFLOWER"):
        assert word not in seen_there + journal
    assert "SUNDEW" not in seen_there
    assert Clearance.objects.get().reason == OBJECTION


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_invited_costs_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note = linked()
    writes("We meet")
    secrets = [ministry(note, f"Ministry {number}") for number in range(count)]
    for secret in secrets:
        drafts("By letters", secret)
    _asked(*(f"Ministry {number}" for number in range(count)))
    with django_assert_num_queries(7):
        page(secret=secrets[0])
    with django_assert_num_queries(6):
        page("draft/coordination/", secrets[0])
    with django_assert_num_queries(7):
        page("clear/", secrets[0])
    with django_assert_num_queries(4):
        page("clearance/")
