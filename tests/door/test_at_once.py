"""Guesses that are made at the same moment, by threads of one process and by several processes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from allauth.account import forms as account_forms
from allauth.core.internal import cryptokit
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.door.post import code_in, letters
from tests.door.test_factors import after_the_mail, with_an_app
from tests.door.test_sign_in import asked, come_in, is_in
from tests.program import serving, tdt
from tests.site.test_screens_served import Visitor, newest_mail
from tests.table import seated
from tourdetable.door.attempts import claim

AT_ONCE = 8


def other_than(code: str) -> str:
    return "0000-0000" if code != "0000-0000" else "1111-1111"


def at_once(step: Callable[[], Any], number: int = AT_ONCE) -> list[Any]:
    """What each of so many threads got, which begin together."""
    gate = Barrier(number)

    def begin(_number: int) -> Any:
        try:
            gate.wait()
            return step()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(begin, range(number)))


def counted(monkeypatch: pytest.MonkeyPatch, place: Any) -> list[str]:
    """Every guess that is compared from now on."""
    seen: list[str] = []

    def compare(*, actual: str, expected: str) -> bool:
        seen.append(actual)
        return bool(cryptokit.compare_user_code(actual=actual, expected=expected))

    monkeypatch.setattr(place, "compare_user_code", compare)
    return seen


ON_ROWS = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="threads of one SQLite in memory lock its tables; the processes below share a file",
)


@ON_ROWS
@pytest.mark.usefixtures("emptied", "transactional_db")
def test_no_more_than_three_of_eight_guesses_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.clear()
    person, first = seated("delegate"), Client()
    there, right = asked(first, person.mail), code_in(letters()[-1].body)
    seen = counted(monkeypatch, account_forms)

    def guess() -> int:
        client = Client(raise_request_exception=False)
        client.cookies = first.cookies
        return client.post(there, {"code": other_than(right)}).status_code

    at_once(guess)
    assert 1 <= len(seen) <= 3
    for _ in range(3):
        first.post(there, {"code": other_than(right)})
    assert len(seen) <= 3
    first.post(there, {"code": right})
    assert not is_in(first)


@ON_ROWS
@pytest.mark.usefixtures("emptied", "transactional_db")
def test_a_place_that_is_free_again_is_given_to_one_of_eight() -> None:
    for number in range(5):
        name = f"again {number}"
        assert claim(name, most=1, seconds=-60)  # over before it began
        assert sorted(at_once(partial(claim, name, most=1, seconds=60))) == [
            *[False] * (AT_ONCE - 1),
            True,
        ]


@ON_ROWS
@pytest.mark.usefixtures("emptied", "transactional_db")
def test_no_more_than_five_of_eight_codes_of_an_app_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.clear()
    with_an_app(come_in("delegate"))
    first, there = after_the_mail("delegate")
    seen = counted(monkeypatch, totp)

    def guess() -> int:
        client = Client(raise_request_exception=False)
        client.cookies = first.cookies
        return client.post(there, {"code": "0000-0000"}).status_code

    at_once(guess)
    assert len(seen) <= 5 * 3  # three moments of the clock for each guess


@pytest.mark.programs
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_several_processes_look_at_three_guesses_together(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Served as it is installed; the right code is refused after three wrong ones."""
    settings = {}
    if database == "postgresql":
        settings["TDT_DATABASE_URL"] = request.getfixturevalue("cluster")
    assert tdt(tmp_path, "init", **settings)[0] == 0
    officer = ("invite-officer", "ana@example.org", "--name", "Ana", "--language", "fr")
    assert tdt(tmp_path, *officer, **settings)[0] == 0
    with serving(tmp_path, **settings) as (_, port):  # whoever ends it waits for its mail
        visitor = Visitor(port)
        visitor.ask("/en/sign-in/")
        _, there, _ = visitor.ask("/en/sign-in/", "email=ana%40example.org")
    right = code_in(newest_mail(tmp_path))
    with serving(tmp_path, workers=3, **settings) as (_, port):
        visitor.port = port

        def guess() -> int:
            other = Visitor(port)
            other.cookies = dict(visitor.cookies)
            return other.ask(there, f"code={other_than(right)}")[0]

        assert sum(status == 422 for status in at_once(guess)) <= 3
        for _ in range(3):
            visitor.ask(there, f"code={other_than(right)}")
        visitor.ask(there, f"code={right}")
        assert visitor.ask("/en/desk/")[0] == 302
