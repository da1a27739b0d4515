"""What fails is written down once, with the number that the page shows and without secrets."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from tourdetable.kernel.link_addresses import SECRET_SPACES, referrer_policy
from tourdetable.kernel.request_numbers import NUMBER_HEADER
from tourdetable.record.policies import POLICY
from tourdetable.record.serving import StartResponse
from tourdetable.screens import refusals
from tourdetable.site import addresses
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.dispatching import House, too_many
from tourdetable.site.logs import MASK, OneLine, masked

KEY = "a-secret-of-a-link"
MAIL = "ana@example.org"


class Broken:
    """A record, or screens, that fail with everything in the message that a log must not hold."""

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        del environ, start_response
        msg = f"failed at /fr/note/{KEY}/ for {MAIL}\nand a second line"
        raise LookupError(msg)


class Streaming:
    """An answer that fails in its middle."""

    streaming = True

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> "Streaming":
        del environ
        start_response("200 OK", [])
        return self

    def __iter__(self) -> Iterator[bytes]:
        yield b"begun"
        msg = "the middle"
        raise LookupError(msg)


def house(**parts: object) -> House:
    made = House(Broken)  # type: ignore[arg-type]  # as far as it is needed
    made._screens = parts.get("screens", Broken())  # type: ignore[assignment]  # the same
    return made


def asked(path: str, method: str = "GET", **more: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "RAW_URI": path,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "table",
        "SERVER_NAME": "table",
        **more,
    }


def answer_to(made: House, environ: dict[str, Any]) -> tuple[str, dict[str, str], str]:
    told: list[Any] = []
    body = b"".join(made(environ, lambda *given: told.extend(given)))
    return told[0], dict(told[1]), body.decode()


def line_of(caplog: pytest.LogCaptureFixture) -> str:
    (record,) = [found for found in caplog.records if found.levelno >= logging.ERROR]
    return OneLine().format(record)


@pytest.mark.parametrize("path", [f"/fr/note/{KEY}/", f"/fr/reply/{KEY}/a", "/fr/", "/fr/desk/"])
def test_a_fault_has_a_number_that_is_shown_and_written(
    caplog: pytest.LogCaptureFixture, path: str
) -> None:
    """No database is asked for on the way: there is none in this test."""
    status, headers, page = answer_to(house(), asked(path, HTTP_REFERER=f"http://t/note/{KEY}/"))
    assert (status, headers["Content-Language"]) == ("500 Internal Server Error", "fr")
    assert headers["Content-Security-Policy"] == POLICY
    number = headers[NUMBER_HEADER]
    assert re.fullmatch("[0-9a-f]{10}", number)
    assert number in page
    assert "Une erreur s’est produite" in page
    line = line_of(caplog)
    assert line.startswith(f"tdt: error: request {number}: GET {masked(path)} | Traceback")
    assert "LookupError: failed at" in line
    assert "\n" not in line
    assert KEY not in line
    assert MAIL not in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_fault_speaks_the_language(language: str) -> None:
    first = answer_to(house(), asked(f"/{language}/"))[2]
    negotiated = answer_to(house(), asked("/", HTTP_ACCEPT_LANGUAGE=language))
    assert f'<html lang="{language}"' in first
    assert negotiated[1]["Content-Language"] == language
    assert "<script" not in first
    heading = re.findall("<h1>(.*)</h1>", first)[0]
    assert (heading == "Something went wrong on our side") == (language == "en")


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        (f"/fr/note/{KEY}/", "strict-origin"),
        (f"/reply/{KEY}/", "strict-origin"),
        (f"/of/the/record/note/{KEY}", "strict-origin"),
        ("/fr/desk/notes/", "same-origin"),
        ("/fr/", "same-origin"),
    ],
)
def test_no_answer_lets_a_browser_name_a_secret(path: str, policy: str) -> None:
    """The page of a fault and that of too many screens, as the screens themselves do."""
    found: list[Any] = []
    too_many(asked(path), lambda *given: found.extend(given))
    assert dict(found[1])["Referrer-Policy"] == policy
    assert answer_to(house(), asked(path))[1]["Referrer-Policy"] == policy
    assert referrer_policy(path) == policy


def test_two_faults_have_two_numbers() -> None:
    numbers = {answer_to(house(), asked("/fr/"))[1][NUMBER_HEADER] for _ in range(20)}
    assert len(numbers) == 20


def test_a_page_that_cannot_be_made_still_has_its_number(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_language: str) -> None:
        raise OSError

    monkeypatch.setattr(refusals, "environment", fail)
    status, headers, page = answer_to(house(), asked("/fr/"))
    assert status.startswith("500")
    assert headers[NUMBER_HEADER] in page
    assert len(caplog.records) == 2


def test_what_fails_in_the_middle_is_written_too(caplog: pytest.LogCaptureFixture) -> None:
    environ = asked("/fr/desk/")
    parts = iter(house(screens=Streaming())(environ, lambda *_given: None))
    assert next(parts) == b"begun"
    with pytest.raises(LookupError):
        next(parts)
    assert "GET /fr/desk/ | Traceback" in line_of(caplog)


def test_django_shows_and_writes_the_same_number(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view that fails, below Django's own handler."""

    def fail(*_given: object) -> None:
        raise LookupError(MAIL)

    monkeypatch.setattr("tourdetable.screens.assets.screen_stylesheet", fail)
    monkeypatch.setattr("tourdetable.screens.assets.favicon", fail)
    client.raise_request_exception = False
    answer = client.get("/fr/assets/favicon.svg")
    assert answer.status_code == 500
    number = answer.headers[NUMBER_HEADER]
    assert number in answer.content.decode()
    line = line_of(caplog)
    assert line.startswith(f"tdt: error: request {number}: GET /fr/assets/favicon.svg | Traceback")
    assert MAIL not in line


# ── Secrets ──────────────────────────────────────────────────────────────────


def _secret_prefixes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for found in patterns:
        assert isinstance(found, URLPattern | URLResolver)
        route = before + str(found.pattern)
        if match := re.match(r"(.*?)<str:(\w+)>", route):
            if match[2] != "name":  # of a public file of the house
                yield match[1].strip("/")
        elif isinstance(found, URLResolver):
            yield from _secret_prefixes(found.url_patterns, route)


def test_every_address_with_a_secret_is_masked() -> None:
    """Free text in an address is a name of a public file, or behind one of the masked spaces."""
    assert set(_secret_prefixes(addresses.urlpatterns)) == set(SECRET_SPACES)


@pytest.mark.parametrize("space", SECRET_SPACES)
@pytest.mark.parametrize(
    "text",
    [
        "/{space}/{key}",
        "/fr/{space}/{key}/a/b",
        "https://table.example.org/fr/{space}/{key}/",
        "next=%2Ffr%2F{space}%2F{key}",
        "'/ar/{space}/{key}'",
        "{space}/{key}",
        "/fr/sign-in/?code={key}",
        "/fr/desk/?q=a&b={key}",
        "{key}@example.org",
        "{key}%40example.org",
    ],
)
def test_no_line_holds_what_opens_something(space: str, text: str) -> None:
    written = masked(f"before {text.format(space=space, key=KEY)} after")
    assert KEY not in written
    assert written.startswith("before ")
    assert written.endswith(" after")


@pytest.mark.parametrize("sign", ["\n", "\r", "\0", "\x1b", "\x85", "\u2028"])
def test_a_line_is_one_line(sign: str) -> None:
    assert masked(f"a{sign}b") == "a b"


def test_a_line_is_cut_before_it_is_searched() -> None:
    """What follows a secret as long as a line is gone with it, and would be there otherwise."""
    assert masked(f"a /note/{'k' * 8000} after") == f"a /note/{MASK}"
    assert masked(f"{'a ' * 3996}{MAIL}"[:-8]) == masked(f"{'a ' * 3996}{MAIL} and more")[:8000]
    assert len(masked("a" * 100_000)) == 8000


def test_names_of_mails_have_a_bound() -> None:
    """So that a search reads every sign so many times at most."""
    assert masked(f"{'a' * 300}@example.org") == f"{'a' * 44}{MASK}@{MASK}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /a/b?c=d x", "GET /a/b?… x"), ("//a//b?c", "//a//b?…"), ("https://x/?q?r", "https://x/?…"),
        ("what? /a", "what? /a"), ("(ana.b@example.org)", "(…@…)"), ("ana%40example.org", "…@…"),
        ("a@b@example.org", "a@…@…"), ("/a/ana@example.org", "/a/…@…"),
    ],
)  # fmt: skip
def test_questions_and_addresses_are_masked_wherever_a_word_begins(text: str, shown: str) -> None:
    assert masked(text) == shown
