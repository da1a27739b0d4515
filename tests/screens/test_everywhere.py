"""Every address, asked for by each of the cast: they see what is theirs, and of all else the same
nothing, whether they look or send a form.
"""

import re
from functools import partial

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import CAST
from tests.sample import NOTE_SECRETS, SECRETS, lay
from tests.screens.everywhere import everywhere
from tests.table import at_the_table
from tourdetable.invitations.models import Invitation, Nomination
from tourdetable.kernel.models import Event

pytestmark = pytest.mark.django_db

STRANGER, OFFICER = "reader of the record", "secretariat officer"
PEOPLE = set(CAST) - {"operator", STRANGER}
EVERYBODY = PEOPLE | {STRANGER}
SPEAKING_FOR_FIJI = {OFFICER, "focal point"}
SEEN_BY = {
    "desk/": {OFFICER},
    "room/": PEOPLE,
    "room/invitations/": SPEAKING_FOR_FIJI,
    "room/notes/": {"focal point"},
    "room/questionnaires/": {"delegate"},
    "reply/": EVERYBODY,
    "note/": EVERYBODY - {OFFICER},
    "assets/": EVERYBODY,
}
"""By how an address begins; the longest counts. The door has a test of its own."""
AT_THE_DOOR = ("account/", "sign-in/", "sign-out/")
LED, NOTHING, NO_LOOK = (302, 302), (404, 404), 405
DOOR = {
    "account/": (LED, (200, 200)),
    "account/again/": (LED, NOTHING),
    "account/again/passkey/": (LED, NOTHING),
    "account/app/": (LED, (200, 422)),
    "account/app/remove/": (LED, NOTHING),
    "account/codes/": (LED, (404, 405)),
    "account/codes/new/": (LED, (200, 200)),
    "account/passkeys/1/remove/": (LED, NOTHING),
    "account/passkeys/add/": (LED, (200, 422)),
    "account/sessions/1/end/": ((NO_LOOK, 302), (NO_LOOK, 404)),
    "account/sessions/end/": ((NO_LOOK, 302), (NO_LOOK, 303)),
    "sign-in/": ((200, 422), LED),
    "sign-in/code/": (LED, LED),
    "sign-in/passkey/": (LED, LED),
    "sign-in/provider/": ((NO_LOOK, 404), (NO_LOOK, 404)),
    "sign-in/provider/back/": ((404, 405), (404, 405)),
    "sign-in/second/": (LED, LED),
    "sign-out/": ((NO_LOOK, 302), (NO_LOOK, 302)),
}
"""What a stranger and one who signed in without a second factor meet: looking, and sending."""
STEPS = "/step/"
"""How an address ends that only takes a form."""


@pytest.fixture(autouse=True)
def _table() -> None:
    lay()


def _seen_by(address: str) -> set[str]:
    if re.match(r"room/.*/lists/\d", address):
        return {OFFICER}  # a file that waits is seen by the one who laid it, and by nobody else
    return SEEN_BY[max((start for start in SEEN_BY if address.startswith(start)), key=len)]


def _screens(start: str = "") -> list[str]:
    known = [address for address in everywhere() if not address.startswith(AT_THE_DOOR)]
    return [address for address in known if address.startswith(start)]


def _shape(answer: HttpResponse, address: str) -> tuple[int, str]:
    """The answer without what is new in each: the mark against forgery, and what was asked for."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
    return answer.status_code, page.replace(address, "")


def _asked(client: Client, address: str, by: str) -> HttpResponse:
    """The answer to a look (`get`), or to a form that lacks its number (`post`)."""
    ask = {"get": client.get, "post": partial(client.post, data={"planted": "1"})}[by]
    answer: HttpResponse = ask(f"/en/{address}")  # type: ignore[operator]  # two of one shape
    return answer


@pytest.mark.parametrize("by", ["get", "post"])
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_sees_what_is_theirs_and_of_the_rest_the_same_nothing(who: str, by: str) -> None:
    client, events = at_the_table(who), Event.objects.count()
    nothing = _shape(_asked(client, "nothing/", "get"), "nothing/")
    assert nothing[0] == 404
    for address in _screens():
        answer = _asked(client, address, by)
        if who in _seen_by(address):
            taken = {303} if address.endswith(STEPS) else {"get": {200}, "post": {200, 422}}[by]
            assert answer.status_code in taken, address
        elif who == STRANGER:
            led = (answer.status_code, answer["Location"])
            assert led == (302, f"/en/sign-in/?next=/en/{address}")
        elif address.startswith("note/"):
            assert answer.status_code == 403, address
        else:
            assert _shape(answer, address) == nothing, address
    assert Event.objects.count() == events


@pytest.mark.parametrize("link", ["guessed", "expired", "revoked"])
@pytest.mark.parametrize("who", ["focal point", OFFICER, STRANGER])
def test_a_link_that_opens_nothing_is_no_link(who: str, link: str) -> None:
    client, events = at_the_table(who), Event.objects.count()
    nothing = _shape(_asked(client, "nothing/", "get"), "nothing/")
    for address in [*_screens("reply/"), *_screens("note/")]:
        tried = address.replace(SECRETS["own"], SECRETS.get(link, "g" * 43))
        for own in (NOTE_SECRETS["own"], NOTE_SECRETS["ministry"]):
            tried = tried.replace(own, NOTE_SECRETS.get(link, "g" * 43))
        assert _shape(_asked(client, tried, "get"), tried) == nothing, tried
        assert _shape(_asked(client, tried, "post"), tried) == nothing, tried
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ["focal point", OFFICER, STRANGER])
def test_a_link_does_not_reach_into_the_reply_of_another(who: str) -> None:
    client, events = at_the_table(who), Event.objects.count()
    tongan = f"reply/{SECRETS['tonga']}/"
    assert client.get(f"/en/{tongan}").status_code == 200
    absent = f"{tongan}delegation/999999/"
    nothing = _shape(_asked(client, absent, "get"), absent)
    assert nothing[0] == 404
    fijian = [row.pk for row in Nomination.objects.filter(invitation__party__code="FJI")]
    assert len(fijian) == 3
    for key in fijian:
        for place in ("", "withdraw/"):
            tried = f"{tongan}delegation/{key}/{place}"
            for by in ("get", "post"):
                assert _shape(_asked(client, tried, by), tried) == nothing, tried
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ["focal point", STRANGER])
def test_a_ministry_does_not_reach_beyond_what_it_was_invited_to(who: str) -> None:
    client = at_the_table(who)
    nothing = _shape(_asked(client, "nothing/", "get"), "nothing/")
    own, ministry = NOTE_SECRETS["own"], NOTE_SECRETS["ministry"]
    assert client.get(f"/en/note/{ministry}/").status_code == 200
    for address in _screens(f"note/{own}/")[1:]:
        tried = address.replace(own, ministry)
        assert _shape(_asked(client, tried, "get"), tried) == nothing, tried
        assert _shape(_asked(client, tried, "post"), tried) == nothing, tried


def test_a_focal_point_does_not_reach_into_the_invitation_of_another() -> None:
    client = at_the_table("focal point")
    nothing = _shape(_asked(client, "nothing/", "get"), "nothing/")
    fiji, tonga = (Invitation.objects.get(party__code=code).pk for code in ("FJI", "TON"))
    assert client.get(f"/en/room/invitations/{fiji}/").status_code == 200
    for address in _screens("room/invitations/"):
        tried = address.replace(f"invitations/{fiji}/", f"invitations/{tonga}/")
        for by in ("get", "post"):
            assert _shape(_asked(client, tried, by), tried) == nothing, tried


@pytest.mark.parametrize("address", sorted(DOOR))
def test_the_door_says_the_same_to_everybody_who_is_the_same(address: str) -> None:
    """Nobody meets there what is another's: only one's own account has an address."""
    expected = DOOR[address]
    for who in sorted(EVERYBODY):
        found = [_asked(at_the_table(who), address, by).status_code for by in ("get", "post")]
        assert tuple(found) == expected[who != STRANGER], who


def test_no_address_of_the_door_is_left_out() -> None:
    assert {one for one in everywhere() if one.startswith(AT_THE_DOOR)} == set(DOOR)
