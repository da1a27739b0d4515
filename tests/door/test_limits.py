"""Codes that anybody can ask for, and codes that anybody could guess: how many, and of whom."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import Client

from tests.door.app import shown_by_the_app
from tests.door.post import code_in, letters
from tests.door.test_factors import after_the_mail, with_an_app
from tests.door.test_sign_in import asked, come_in, is_in
from tests.table import seated
from tourdetable.door.browsers import COOKIE, MOST
from tourdetable.parties.models import Person
from tourdetable.ui.catalogue import translations

pytestmark = pytest.mark.django_db
OFFICER, MAIL = "secretariat officer", "officer@example.org"
WRONG = "0000-0000"


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def flood(mail: str, networks: int = 7) -> list[Client]:
    """Strangers of several networks ask until nothing is sent any more; who was sent a code."""
    sent = []
    for network in range(networks):
        for _ in range(4):
            client = Client(REMOTE_ADDR=f"192.0.2.{network}")
            if client.post("/en/sign-in/", {"email": mail}).status_code == 302:
                sent.append(client)
    return sent


def test_whoever_floods_an_address_reaches_the_limit_for_strangers_alone() -> None:
    known = come_in(OFFICER)
    known.post("/fr/sign-out/")
    sent = flood(MAIL)
    assert len(sent) == 19  # and the one by which the officer came in
    assert Client(REMOTE_ADDR="192.0.2.99").post("/en/sign-in/", {"email": MAIL}).status_code == 422
    there = asked(known, MAIL)
    assert known.post(there, {"code": code_in(letters()[-1].body)}).status_code == 302
    assert is_in(known)


def test_one_network_does_not_use_up_what_is_for_all() -> None:
    seated(OFFICER)
    assert len(flood(MAIL, networks=1)) == 3
    assert asked(Client(REMOTE_ADDR="198.51.100.7"), MAIL) == "/fr/sign-in/code/"


def test_a_code_that_was_sent_opens_whoever_asks_meanwhile() -> None:
    seated(OFFICER)
    client = Client(REMOTE_ADDR="198.51.100.7")
    there, own = asked(client, MAIL), code_in(letters()[-1].body)
    flood(MAIL)
    assert client.post(there, {"code": own}).status_code == 302
    assert is_in(client)


def test_a_known_browser_has_a_limit_of_its_own() -> None:
    known = come_in(OFFICER)
    known.post("/fr/sign-out/")
    for _ in range(3):
        asked(known, MAIL)
        known.post("/fr/sign-out/")
    assert known.post("/fr/sign-in/", {"email": MAIL}).status_code == 422


def test_it_is_known_for_those_alone_who_signed_in_to_it() -> None:
    seated("delegate")
    known = come_in(OFFICER)
    known.post("/fr/sign-out/")
    flood("delegate@example.org")
    assert known.post("/fr/sign-in/", {"email": "delegate@example.org"}).status_code == 422


@pytest.mark.parametrize("value", ["", "x", "{}", "e30:1tXXXX:AAAA", "a" * 5000])
def test_a_cookie_that_is_not_ours_makes_no_browser_known(value: str) -> None:
    seated(OFFICER)
    flood(MAIL)
    client = Client()
    client.cookies[COOKIE] = value
    assert client.post("/fr/sign-in/", {"email": MAIL}).status_code == 422


def test_the_cookie_is_for_us_alone_and_names_a_few() -> None:
    client = come_in(OFFICER)
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600
    sizes = []
    for who in ("delegate", "observer", "rapporteur", "focal point", "other delegation"):
        client.post("/fr/sign-out/")
        there = asked(client, seated(who).mail)
        client.post(there, {"code": code_in(letters()[-1].body)})
        sizes.append(len(client.cookies[COOKIE].value))
    assert sizes[MOST - 2] >= sizes[-1] - 4


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_one_who_is_meant_is_told_once_in_their_language(language: str) -> None:
    seated(OFFICER)
    Person.objects.update(language=language)
    flood(MAIL)
    flood(MAIL)
    subject = "Somebody asks for codes with your address on Tour de Table"
    told = [m for m in letters() if m.subject == translations(language).gettext(subject)]
    assert [(one.to, "code" in one.body.lower()) for one in told] == [([MAIL], language != "ar")]


def test_an_address_without_an_account_is_limited_alike_and_nobody_is_told() -> None:
    seated(OFFICER)
    assert len(flood("nobody@example.org")) == len(flood(MAIL)) == 20
    assert {address for letter in letters() for address in letter.to} == {MAIL}


# ── Guesses ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mail", [MAIL, "nobody@example.org"])
def test_a_count_that_is_set_back_in_the_session_allows_no_guess_more(mail: str) -> None:
    """Sessions are written whole: a slower request beside can write back an older one."""
    seated(OFFICER)
    client = Client()
    there = asked(client, mail)
    key = client.cookies["tdt-session"].value
    before = dict(SessionStore(key).load()[LOGIN_SESSION_KEY])
    statuses = []
    for _ in range(5):
        statuses.append(client.post(there, {"code": WRONG}).status_code)
        store = SessionStore(key)
        store[LOGIN_SESSION_KEY] = before
        store.save()
    assert statuses == [422, 422, 422, 302, 302]
    if mail == MAIL:
        client.post(there, {"code": code_in(letters()[0].body)})
        assert not is_in(client)


def test_a_code_of_an_app_is_taken_once_for_as_long_as_it_could_be() -> None:
    """RFC 6238, 5.2; what the library remembers is gone before the code is."""
    secret = with_an_app(come_in("delegate"))
    code = shown_by_the_app(secret)
    first, there = after_the_mail("delegate")
    assert first.post(there, {"code": code}).status_code == 302
    for row in Authenticator.objects.filter(type=Authenticator.Type.TOTP):
        cache.delete(f"allauth.mfa.totp.used?user={row.user_id}&code={code}")
    second, there = after_the_mail("delegate")
    assert second.post(there, {"code": code}).status_code == 422
    assert not is_in(second)


def test_wrong_codes_of_an_app_have_a_limit_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five in five minutes and thirty in a day, by the library's clock."""
    secret, began = with_an_app(come_in("delegate")), time.time()
    client, there = after_the_mail("delegate")

    def typed(code: str, minutes: int) -> str:
        clock = SimpleNamespace(**{**vars(time), "time": lambda: began + 60 * minutes})
        monkeypatch.setattr(ratelimit, "time", clock)
        answer = client.post(there, {"code": code})
        return "in" if answer.status_code == 302 else answer.content.decode()

    limit = "Les tentatives ont été trop nombreuses"
    for minutes in range(0, 36, 6):
        assert [limit in typed("000000", minutes) for _ in range(6)] == [False] * 5 + [True]
    assert limit in typed(shown_by_the_app(secret), 60)
    assert limit in typed(shown_by_the_app(secret), 23 * 60)
    assert typed(shown_by_the_app(secret), 25 * 60) == "in"
