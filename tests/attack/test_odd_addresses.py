"""What cannot be stored is not looked up either, at any door: no address, query or cookie of that
kind is a fault of ours.
"""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client

from tests.sample import lay
from tests.screens.everywhere import everywhere
from tests.table import at_the_table

pytestmark = pytest.mark.django_db

NUL = "%00"


@pytest.mark.parametrize("who", ["secretariat officer", "reader of the record"])
def test_nothing_is_found_by_an_odd_address(who: str) -> None:
    lay()
    client = at_the_table(who)
    for address in everywhere():
        parts = address.split("/")
        for place in range(1, len(parts) - 1):
            odd = "/".join([*parts[:place], f"{parts[place]}{NUL}", *parts[place + 1 :]])
            answer = client.get(f"/en/{odd}")
            assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FOUND), odd


def test_nothing_is_found_by_an_odd_query() -> None:
    lay()
    client = at_the_table("secretariat officer")
    names = ("words", "page", "state", "person", "mandate", "language", "at", "file", "take")
    query = "&".join(f"{name}=a{NUL}" for name in names)
    for address in everywhere():
        if address.startswith(("desk/", "room/")):
            answer = client.get(f"/en/{address}?{query}")
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address


def test_nobody_is_known_by_an_odd_cookie() -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32 + "\x00"
    answer = client.get("/en/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/sign-in/?next=/en/desk/")
