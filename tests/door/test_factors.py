"""Second factors, recovery codes, sessions."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.door.app import shown_by_the_app
from tests.door.post import code_in, letters
from tests.door.test_sign_in import asked, come_in, is_in
from tests.table import at_the_table, seated

pytestmark = pytest.mark.django_db


def with_an_app(client: Client) -> str:
    """Set one up; its secret."""
    page = client.get("/fr/account/app/").content.decode()
    found = re.search(r'<code class="key" dir="ltr">([A-Z2-7]+)</code>', page)
    assert found
    assert 'src="data:image/svg+xml;base64,' in page
    wrong = client.post("/fr/account/app/", {"code": "000000"})
    assert wrong.status_code == 422
    right = client.post("/fr/account/app/", {"code": shown_by_the_app(found[1])})
    assert (right.status_code, right["Location"]) == (302, "/fr/account/codes/")
    return found[1]


def codes_of(client: Client) -> list[str]:
    page = client.get("/fr/account/codes/")
    assert page.status_code == 200, page.headers
    return re.findall(r"<li><code>(\d+)</code></li>", page.content.decode())


def after_the_mail(who: str) -> tuple[Client, str]:
    """A browser in which the code from the mail was typed, and where one is led then."""
    person, client = seated(who), Client()
    there = asked(client, person.mail)
    answer = client.post(there, {"code": code_in(letters()[-1].body)})
    return client, str(answer["Location"])


def test_who_has_an_app_needs_it() -> None:
    secret = with_an_app(come_in("delegate"))
    client, there = after_the_mail("delegate")
    assert there == "/fr/sign-in/second/"
    assert not is_in(client)
    assert client.get(there).status_code == 200
    assert client.post(there, {"code": "000000"}).status_code == 422
    answer = client.post(there, {"code": shown_by_the_app(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/room/")
    assert is_in(client)


def test_wrong_codes_of_an_app_are_limited() -> None:
    secret = with_an_app(come_in("delegate"))
    client, there = after_the_mail("delegate")
    answers = [client.post(there, {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [422] * 5
    late = client.post(there, {"code": shown_by_the_app(secret)})
    assert late.status_code == 422
    assert "Les tentatives ont été trop nombreuses" in late.content.decode()


def test_a_recovery_code_stands_for_the_app_once() -> None:
    first = come_in("delegate")
    with_an_app(first)
    codes = codes_of(first)
    assert len(codes) == 10
    client, there = after_the_mail("delegate")
    assert client.post(there, {"code": codes[0]})["Location"] == "/fr/room/"
    other, there = after_the_mail("delegate")
    assert other.post(there, {"code": codes[0]}).status_code == 422
    assert first.post("/fr/account/codes/new/")["Location"] == "/fr/account/codes/"
    assert not set(codes) & set(codes_of(first))


def test_an_app_can_be_removed_by_who_has_it() -> None:
    first = come_in("delegate")
    secret = with_an_app(first)
    codes = codes_of(first)
    client, there = after_the_mail("delegate")
    client.post(there, {"code": shown_by_the_app(secret)})
    again = client.get("/fr/account/codes/")
    assert again["Location"] == "/fr/account/again/?next=%2Ffr%2Faccount%2Fcodes%2F"
    assert client.post("/fr/account/app/remove/").status_code == 302
    assert Authenticator.objects.count() == 2
    assert client.get(again["Location"]).status_code == 200
    assert client.post(again["Location"], {"code": "000000"}).status_code == 422
    shown = client.post(again["Location"], {"code": codes[0]})
    assert shown["Location"] == "/fr/account/codes/"
    assert client.get("/fr/account/app/remove/").status_code == 200
    assert client.post("/fr/account/app/remove/")["Location"] == "/fr/account/"
    assert Authenticator.objects.count() == 0


def test_where_it_is_asked_officers_work_with_a_second_factor_only(
    settings: Settings,
) -> None:
    officer = come_in("secretariat officer")
    assert officer.get("/fr/desk/officers/").status_code == 200
    settings.OFFICERS_NEED_SECOND_FACTOR = True
    for path in ("/fr/desk/", "/fr/desk/officers/", "/fr/desk/nowhere/"):
        assert officer.get(path)["Location"] == "/fr/account/"
    assert officer.post("/fr/desk/officers/", {"mail": "a@example.org"}).status_code == 302
    assert officer.get("/fr/room/").status_code == 200
    with_an_app(officer)
    assert officer.get("/fr/desk/officers/").status_code == 200
    assert come_in("delegate").get("/fr/desk/").status_code == 404
    assert Client().get("/fr/desk/")["Location"] == "/fr/sign-in/?next=/fr/desk/"


# ── Sessions ─────────────────────────────────────────────────────────────────

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_one_sees_ones_sessions_and_ends_one() -> None:
    other, mine = come_in("delegate"), come_in("delegate")
    come_in("observer")
    page = mine.get("/en/account/").content.decode()
    assert page.count("this browser") == 1
    ends = re.findall(r'action="(/en/account/sessions/\d+/end/)"', page)
    assert len(ends) == 2
    assert Client().post(ends[1]).status_code == 302
    assert come_in("rapporteur").post(ends[1]).status_code == 404
    assert mine.get(ends[1]).status_code == 405
    assert mine.post(ends[1])["Location"] == "/en/account/"
    assert (is_in(other), is_in(mine)) == (False, True)


def test_one_signs_out_everywhere() -> None:
    other, mine, stranger = come_in("delegate"), come_in("delegate"), come_in("observer")
    assert mine.post("/en/account/sessions/end/")["Location"] == "/en/sign-in/"
    assert [is_in(client) for client in (other, mine, stranger)] == [False, False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_the_account_page_asks_the_same_whatever_it_lists(number: int) -> None:
    clients = [come_in("delegate") for _ in range(number)]
    with CaptureQueriesContext(
        connection,
    ) as asked_for:
        page = clients[0].get("/en/account/").content.decode()
    assert page.count('/end/"') == number + 1
    assert len(asked_for) == 7


def test_browsers_are_named() -> None:
    person, client = seated("delegate"), Client(headers={"User-Agent": FIREFOX})
    client.post(asked(client, person.mail), {"code": code_in(letters()[-1].body)})
    assert "Firefox, Linux" in client.get("/en/account/").content.decode()


def test_the_page_is_for_who_signed_in() -> None:
    for path in ("", "app/", "codes/", "codes/new/", "passkeys/add/", "again/", "app/remove/"):
        answer = Client().get(f"/fr/account/{path}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/fr/sign-in/?next=")


def test_who_has_an_app_and_a_passkey_may_use_either() -> None:
    first = come_in("delegate")
    with_an_app(first)
    Authenticator.objects.create(
        user=seated("delegate").account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "telephone"},
    )
    page = first.get("/en/account/again/?next=/en/account/codes/").content.decode()
    assert 'href="/en/account/again/passkey/?next=%2Fen%2Faccount%2Fcodes%2F"' in page
    assert "telephone" in first.get("/en/account/").content.decode()


def test_passkeys_and_their_script() -> None:
    page = at_the_table("delegate").get("/en/account/passkeys/add/").content.decode()
    assert "Name of the device" in page
    assert "&#34;residentKey&#34;: &#34;required&#34;" in page
    script = re.search(r'src="(/en/assets/passkey-[0-9a-f]{16}\.js)"', page)
    assert script
    answer = Client().get(script[1])
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.content == Path("src/tourdetable/ui/scripts/passkey.js").read_bytes()
    asked_for = Client().get("/en/sign-in/passkey/", headers={"Accept": "application/json"})
    assert set(asked_for.json()) == {"request_options"}
    refused = Client().post("/en/sign-in/passkey/", {"credential": "{}"})
    assert refused["Location"] == "/en/sign-in/"
