"""Signing in by a code that is sent by mail."""

import time

import pytest
from django.test import Client

from tests.door.post import CODE, code_in, letters
from tests.table import seated
from tourdetable.parties.models import Account
from tourdetable.ui.catalogue import translations

pytestmark = pytest.mark.django_db

MAIL = "delegate@example.org"


def asked(client: Client, mail: str = MAIL, language: str = "fr", **more: str) -> str:
    """Where one is led after having typed an address."""
    answer = client.post(f"/{language}/sign-in/", {"email": mail, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def come_in(who: str = "delegate", language: str = "fr", **more: str) -> Client:
    """A browser in which that part of the cast has come in by the code."""
    person, client = seated(who), Client()
    there = asked(client, person.mail, language, **more)
    answer = client.post(there, {"code": code_in(letters()[-1].body), **more})
    assert answer.status_code == 302, answer.content.decode()
    client.led_to = answer["Location"]  # type: ignore[attr-defined]  # kept for the test
    return client


def is_in(client: Client) -> bool:
    return client.get("/en/room/").status_code == 200


def test_a_delegate_comes_in_and_finds_the_room() -> None:
    client = come_in("delegate")
    assert client.led_to == "/fr/room/"  # type: ignore[attr-defined]  # as above
    page = client.get("/fr/room/").content.decode()
    assert "Delegate" in page
    assert 'lang="fr"' in page


def test_an_officer_finds_the_desk() -> None:
    assert come_in("secretariat officer").led_to == "/fr/desk/"  # type: ignore[attr-defined]  # as above


def test_the_mail_is_plain_and_speaks_the_language_of_the_page() -> None:
    seated("delegate")
    for language in ("en", "ar"):
        asked(Client(), language=language)
    english, arabic = letters()
    assert (english.to, english.content_subtype) == ([MAIL], "plain")
    assert "Type it on the page" in english.body
    assert translations("ar").gettext("Your code for signing in to Tour de Table:") in arabic.body
    assert code_in(english.subject) == code_in(english.body) != code_in(arabic.body)


def test_the_fourth_code_within_a_minute_is_too_many() -> None:
    seated("delegate")
    for _ in range(3):
        asked(Client())
    refused = Client().post("/fr/sign-in/", {"email": MAIL.upper()})
    assert refused.status_code == 422
    *codes, told = letters()
    assert len(codes) == 3
    assert told.to == [MAIL]
    assert not CODE.search(f"{told.subject} {told.body}")


def test_the_language_is_kept_throughout() -> None:
    person, client = seated("secretariat officer"), Client()
    first = client.get("/ar/desk/officers/")
    assert first["Location"] == "/ar/sign-in/?next=/ar/desk/officers/"
    page = client.get(first["Location"]).content.decode()
    assert 'dir="rtl"' in page
    assert 'name="next" value="/ar/desk/officers/"' in page
    there = asked(client, person.mail, "ar", next="/ar/desk/officers/")
    assert there == "/ar/sign-in/code/?next=%2Far%2Fdesk%2Fofficers%2F"
    assert 'dir="rtl"' in client.get(there).content.decode()
    answer = client.post(there, {"code": code_in(letters()[0].body)})
    assert answer["Location"] == "/ar/desk/officers/"


def test_digits_of_any_script_and_shape_are_taken() -> None:
    person = seated("delegate")
    for shape in (
        lambda code: f" {code.replace('-', ' ')} ",
        lambda code: code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        lambda code: code.translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
    ):
        client = Client()
        there = asked(client, person.mail)
        typed = shape(code_in(letters()[-1].body))
        assert client.post(there, {"code": typed})["Location"] == "/fr/room/", typed


# ── Nobody learns who has an account ─────────────────────────────────────────


def test_an_unknown_address_is_answered_like_a_known_one() -> None:
    seated("delegate")
    answers, ends = [], []
    for mail in (MAIL, "nobody@example.org"):
        client = Client()
        there = asked(client, mail)
        page = client.get(there).content.decode().replace(mail, "…")
        wrong = client.post(there, {"code": "0000-0000"})
        again = client.post(there, {"code": "0000-0000"})
        last = client.post(there, {"code": "0000-0000"})
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        answers.append((there, page.replace(token, ""), wrong.status_code, again.status_code))
        ends.append((last.status_code, last["Location"], tuple(client.cookies)))
    assert answers[0] == answers[1]
    assert ends[0] == ends[1]
    assert [letter.to for letter in letters()] == [[MAIL]]


def test_a_closed_account_is_answered_alike_and_gets_no_mail() -> None:
    seated("delegate")
    Account.objects.update(is_active=False)
    assert asked(Client()) == "/fr/sign-in/code/"
    assert letters() == []


def test_a_mail_server_that_fails_is_not_told(
    settings: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # pytest-django's
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]  # nobody is there
    seated("delegate")
    assert asked(Client()) == "/fr/sign-in/code/"
    assert letters() == []
    assert "could not be handed to the mail server" in caplog.text


# ── Codes end ────────────────────────────────────────────────────────────────


def test_three_wrong_codes_end_it() -> None:
    seated("delegate")
    client = Client()
    there = asked(client)
    right = code_in(letters()[0].body)
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    refused = client.post(there, {"code": wrong})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert client.post(there, {"code": wrong}).status_code == 422
    ended = client.post(there, {"code": wrong})
    assert (ended.status_code, ended["Location"]) == (302, "/fr/sign-in/")
    assert client.post(there, {"code": right}).status_code == 302
    assert not is_in(client)


def test_a_code_ends_after_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    seated("delegate")
    client = Client()
    there = asked(client)
    right, later = code_in(letters()[0].body), time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(there, {"code": right})["Location"] == "/fr/sign-in/"
    assert not is_in(client)


def test_a_code_is_for_the_browser_that_asked() -> None:
    seated("delegate")
    client, other = Client(), Client()
    there, elsewhere = asked(client), asked(other)
    first = code_in(letters()[0].body)
    assert other.post(elsewhere, {"code": first}).status_code == 422
    assert not is_in(other)
    assert client.post(there, {"code": first}).status_code == 302
    assert is_in(client)


def test_a_code_holds_for_once() -> None:
    seated("delegate")
    client = Client()
    there = asked(client)
    right = code_in(letters()[0].body)
    client.post(there, {"code": right})
    client.post("/fr/sign-out/")
    assert client.post(there, {"code": right})["Location"] == "/fr/sign-in/"
    assert not is_in(client)


def test_one_can_begin_again() -> None:
    client = Client()
    there = asked(client, "typo@example.org")
    assert client.get("/fr/sign-in/")["Location"] == "/fr/sign-in/code/"
    assert client.post("/fr/sign-out/")["Location"] == "/fr/sign-in/"
    assert client.get("/fr/sign-in/").status_code == 200
    assert client.get(there)["Location"] == "/fr/sign-in/"


# ── Doors that are not there, and tricks ─────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "login/",
        "password/reset/",
        "password/change/",
        "email/",
        "3rdparty/",
        "inactive/",
    ],
)
def test_nothing_else_of_the_library_can_be_reached(path: str) -> None:
    for before in ("sign-in", "account"):
        assert Client().get(f"/en/{before}/{path}").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "https://testserver/fr/desk/",
        " //evil.example",
        "/\t/evil.example",
    ],
)
def test_one_is_led_to_own_paths_only(target: str) -> None:
    client = come_in("delegate", next=target)
    assert client.led_to == "/fr/room/"  # type: ignore[attr-defined]  # kept above


def test_a_form_of_another_site_is_refused() -> None:
    person, client = seated("delegate"), Client(enforce_csrf_checks=True)
    answer = client.post("/fr/sign-in/", {"email": person.mail})
    assert answer.status_code == 403
    assert letters() == []
    client.get("/fr/sign-in/")
    token = client.cookies["tdt-form"].value
    foreign = client.post(
        "/fr/sign-in/",
        {"email": person.mail, "csrfmiddlewaretoken": token},
        headers={"Origin": "https://evil.example"},
    )
    assert foreign.status_code == 403
    own = client.post("/fr/sign-in/", {"email": person.mail, "csrfmiddlewaretoken": token})
    assert own.status_code == 302


def test_a_session_that_was_planted_is_left_behind() -> None:
    person, client = seated("delegate"), Client()
    there = asked(client, person.mail)
    before = client.cookies["tdt-session"].value
    client.post(there, {"code": code_in(letters()[0].body)})
    after = client.cookies["tdt-session"]
    assert after.value != before
    stale = Client()
    stale.cookies["tdt-session"] = before
    assert not is_in(stale)
    assert (after["httponly"], after["samesite"], after["max-age"]) == (True, "Lax", 12 * 3600)


def test_signing_out_is_no_link() -> None:
    client = come_in()
    assert client.get("/fr/sign-out/").status_code == 405
    assert is_in(client)
    assert client.post("/fr/sign-out/")["Location"] == "/fr/sign-in/"
    assert not is_in(client)
