"""Signing in through another house (OpenID Connect), which is there, is bent, or is down."""

import socket
import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.door.elsewhere import CLIENT, FOREIGN_KEY, SECRET, Elsewhere, elsewhere
from tests.door.test_sign_in import is_in
from tests.table import seated
from tourdetable.door.provider import NO_ACCOUNT, NO_ANSWER
from tourdetable.parties.models import Account
from tourdetable.site.configuration import IdentityProvider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Settings) -> Iterator[Elsewhere]:
    """A provider that the settings name."""
    with elsewhere() as said:
        settings.IDENTITY_PROVIDER = IdentityProvider(said.issuer, CLIENT, SECRET, "the ministry")
        yield said


class _NotFollowed(HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def walked(client: Client, language: str = "fr", **typed: str) -> str:
    """Through the provider and back; where one is led at last."""
    answer = client.post(f"/{language}/sign-in/provider/", typed)
    assert answer.status_code == 302
    if not answer["Location"].startswith("http"):
        return str(answer["Location"])
    opener = build_opener(_NotFollowed)
    opener.addheaders = []
    with pytest.raises(HTTPError) as redirect:
        opener.open(answer["Location"])
    back = str(redirect.value.headers["Location"])
    redirect.value.close()
    path = back.partition("://testserver")[2]
    assert path.startswith("/sign-in/provider/back/?code="), back
    led = client.get(path, headers={"Accept-Language": "ru"})
    assert led["Location"].startswith("/ru/sign-in/provider/back/?code=")
    return str(client.get(led["Location"])["Location"])


def said_at_the_door(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def assert_no_answer(client: Client) -> None:
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")
    assert not is_in(client)


def test_who_has_an_account_comes_in(provider: Elsewhere) -> None:
    seated("delegate")
    client = Client()
    page = client.get("/fr/sign-in/")
    assert "the ministry" in page.content.decode()
    assert f"form-action 'self' {provider.issuer};" in page["Content-Security-Policy"]
    assert walked(client) == "/fr/room/"
    assert client.get("/fr/room/").status_code == 200
    assert provider.asked == [
        "/.well-known/openid-configuration",
        "/authorize",
        "/.well-known/openid-configuration",
        "/token",
        "/userinfo",
        "/keys",
    ]


def test_one_is_led_on_to_where_one_wanted(provider: Elsewhere) -> None:
    seated("secretariat officer")
    provider.mail = "officer@example.org"
    assert walked(Client(), "ar", next="/ar/desk/officers/") == "/ar/desk/officers/"
    assert walked(Client(), "ar", next="https://evil.example/") == "/ar/desk/"


@pytest.mark.parametrize("mail", ["nobody@example.org", ""])
def test_an_address_without_an_account_makes_none(provider: Elsewhere, mail: str) -> None:
    seated("delegate")
    provider.mail, client = mail, Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ACCOUNT in said_at_the_door(client, "/en/sign-in/")
    assert Account.objects.count() == 1
    assert client.get("/en/room/").status_code == 302


@pytest.mark.parametrize("said", [False, "false", "true", "True", 1, 0, None, [True], ""])
def test_an_address_that_is_not_confirmed_by_true_opens_nothing(
    provider: Elsewhere, said: object
) -> None:
    seated("delegate")
    provider.verified, client = said, Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ACCOUNT in said_at_the_door(client, "/en/sign-in/")
    assert not is_in(client)


@pytest.mark.parametrize("sub", ["somebody-else", "", None, 248289761001])
def test_claims_of_somebody_else_than_the_token_s_open_nothing(
    provider: Elsewhere, sub: object
) -> None:
    """OpenID Connect Core, 5.3.2."""
    seated("delegate")
    provider.claims, client = {"sub": sub}, Client()
    assert_no_answer(client)


PAST = int(time.time()) - 3600


@pytest.mark.parametrize(
    "token",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another house"},
        {"aud": None},
        {"aud": [CLIENT, "another house"]},
        {"aud": [CLIENT, "another house"], "azp": "another house"},
        {"azp": "another house"},
        {"exp": PAST},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"nonce": None},
        {"nonce": "of another session"},
    ],
)
def test_a_token_that_is_not_for_this_session_opens_nothing(
    provider: Elsewhere, token: dict[str, object]
) -> None:
    """OpenID Connect Core, 3.1.3.7."""
    seated("delegate")
    provider.token, client = token, Client()
    assert_no_answer(client)


def test_a_token_for_several_comes_in_where_this_house_is_the_authorised(
    provider: Elsewhere,
) -> None:
    seated("delegate")
    provider.token = {"aud": [CLIENT, "another house"], "azp": CLIENT}
    assert walked(Client()) == "/fr/room/"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_no_key_of_the_provider_signed_opens_nothing(
    provider: Elsewhere, algorithm: str
) -> None:
    seated("delegate")
    provider.algorithm, client = algorithm, Client()
    assert_no_answer(client)


def test_an_address_that_changed_there_opens_what_it_is_now(provider: Elsewhere) -> None:
    """Nothing of the provider is kept, so that nobody stays in by an address that was theirs."""
    seated("delegate")
    assert walked(Client()) == "/fr/room/"
    provider.mail = "other@example.org"
    assert walked(Client()) == "/fr/sign-in/"


@pytest.mark.usefixtures("provider")
def test_a_closed_account_stays_closed() -> None:
    seated("delegate")
    Account.objects.update(is_active=False)
    client = Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert "This account is closed" in said_at_the_door(client, "/en/sign-in/")
    assert client.get("/en/room/").status_code == 302


def test_a_token_that_another_signed_opens_nothing(provider: Elsewhere) -> None:
    seated("delegate")
    provider.key, client = FOREIGN_KEY, Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")
    assert client.get("/en/room/").status_code == 302


@pytest.mark.parametrize(
    "bent",
    [
        {"issuer": "https://other.example"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"userinfo_endpoint": None},
    ],
)
def test_a_provider_that_is_bent_is_a_sentence(
    provider: Elsewhere, bent: dict[str, str | None]
) -> None:
    seated("delegate")
    provider.bent, client = bent, Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")


def test_a_provider_at_fault_is_a_sentence(provider: Elsewhere) -> None:
    provider.status, client = "500 Internal Server Error", Client()
    assert walked(client, "en") == "/en/sign-in/"
    assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")


def test_a_provider_that_is_down_or_silent_is_a_sentence(
    settings: Settings,
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.3
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        for port in (1, silent.getsockname()[1]):
            there = IdentityProvider(f"http://127.0.0.1:{port}", CLIENT, SECRET, "the ministry")
            settings.IDENTITY_PROVIDER = there
            client = Client()
            assert walked(client, "en") == "/en/sign-in/"
            assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")


@pytest.mark.parametrize("query", ["", "?code=a&state=b", "?error=access_denied&state=x"])
def test_who_comes_back_without_having_left_is_told(provider: Elsewhere, query: str) -> None:
    client = Client()
    assert client.get(f"/en/sign-in/provider/back/{query}")["Location"] == "/en/sign-in/"
    assert NO_ANSWER in said_at_the_door(client, "/en/sign-in/")
    assert provider.asked == []


def test_without_a_provider_there_is_no_button() -> None:
    page = Client().get("/en/sign-in/")
    assert "/sign-in/provider/" not in page.content.decode()
    assert Client().post("/en/sign-in/provider/").status_code == 404
    assert Client().get("/en/sign-in/provider/").status_code == 405
