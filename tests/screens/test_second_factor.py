"""A second factor that is wanted covers every right of an officer, wherever it is used."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.door.test_factors import after_the_mail, with_an_app
from tests.door.test_sign_in import come_in
from tests.sample import SECRETS, lay
from tests.screens.everywhere import everywhere
from tests.table import at_the_table
from tourdetable.kernel.link_addresses import referrer_policy

pytestmark = pytest.mark.django_db
OFFICER, NOBODY = "secretariat officer", "ministry contributor"


def _statuses(client: Client) -> dict[str, int]:
    walked = [one for one in everywhere() if one.startswith(("desk/", "room/", "reply/"))]
    return {one: client.get(f"/en/{one}").status_code for one in walked}


def test_without_it_an_officer_reads_what_a_person_without_any_right_reads(
    settings: Settings,
) -> None:
    lay()
    officer, nobody = at_the_table(OFFICER), at_the_table(NOBODY)
    before = _statuses(officer)
    settings.OFFICERS_NEED_SECOND_FACTOR = True
    bare, none = _statuses(officer), _statuses(nobody)
    for address, status in bare.items():
        expected = 302 if address.startswith("desk/") else none[address]
        assert status == expected, address
    rooms = [one for one in before if one.startswith("room/") and before[one] == 200]
    assert {one for one in rooms if bare[one] != 200}, "the rooms show officers more than nobody"
    with_an_app(officer)
    assert _statuses(officer) == before


def test_a_session_in_which_it_was_not_shown_is_without_it(settings: Settings) -> None:
    earlier, first = come_in(OFFICER), come_in(OFFICER)
    settings.OFFICERS_NEED_SECOND_FACTOR = True
    with_an_app(first)
    assert first.get("/en/desk/officers/").status_code == 200
    led = earlier.get("/en/desk/officers/")
    assert led["Location"] == "/en/account/again/?next=%2Fen%2Fdesk%2Fofficers%2F"
    assert earlier.get(led["Location"]).status_code == 200
    second, there = after_the_mail(OFFICER)
    assert second.get("/en/desk/").status_code == 302
    assert "second" in there


def test_no_address_with_a_secret_is_named_to_anybody() -> None:
    lay()
    stranger = Client()
    walked = [one for one in everywhere() if one.startswith(("reply/", "note/"))]
    assert len(walked) > 20
    for one in [*walked, f"reply/{SECRETS['expired']}/", "note/guessed/"]:
        assert stranger.get(f"/en/{one}")["Referrer-Policy"] == "strict-origin", one
    assert all(referrer_policy(f"/en/{one}") == "strict-origin" for one in walked)
    assert stranger.get("/en/sign-in/")["Referrer-Policy"] == "same-origin"
