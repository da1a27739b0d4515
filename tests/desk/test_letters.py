"""Letters on the screens: drafted for who lacks one, read, approved by a person, settled by one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST
from tests.letters.post import NOW, approved, drafted, invited
from tests.table import at_the_table, sent
from tourdetable.invitations.models import Invitation, ReplyLink
from tourdetable.kernel.files import open_kept
from tourdetable.kernel.models import Event
from tourdetable.letters.actions.dispatching import LONGEST_WAY
from tourdetable.letters.enums import LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import letters
from tourdetable.letters.rules import may_read_letter
from tourdetable.letters.tasks import send_what_is_due, take_next
from tourdetable.letters.writing import LINK_PLACE

pytestmark = pytest.mark.django_db
OF_MEETING = "/en/desk/meetings/rcp-workshop-2005/letters/"
NEW = f"{OF_MEETING}new/invitation/"


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    return at_the_table("secretariat officer")


def _at(letter: Letter, step: str = "") -> str:
    return f"/en/desk/letters/{letter.pk}/{step}"


def _only() -> Letter:
    return Letter.objects.get()


def _kept(digest: str) -> bytes:
    with open_kept(digest) as stream:
        return stream.read()


def test_letters_are_drafted_for_who_lacks_one(officer: Client) -> None:
    assert "There is nothing to write now" in officer.get(OF_MEETING).content.decode()
    first, second = invited(), invited("FJI")
    assert "Draft: invitation" in officer.get(OF_MEETING).content.decode()
    assert sent(officer, NEW, chosen=[first.pk]).status_code == 303
    assert list(Letter.objects.values_list("invitation", flat=True)) == [first.pk]
    page = officer.get(NEW).content.decode()
    assert f'value="{second.pk}"' in page
    assert f'value="{first.pk}"' not in page
    assert sent(officer, NEW, chosen=[]).status_code == 422
    assert officer.get(f"{OF_MEETING}new/love/").status_code == 404


def test_an_approved_letter_has_a_link_and_its_files(officer: Client) -> None:
    letter = drafted(invited())
    page = officer.get(_at(letter, "approve/")).content.decode()
    assert LINK_PLACE in page
    form = {"form": "6f1c0c5e-7a51-4b8c-9f3e-0d7a3c1f9b11"}
    for _ in range(2):
        assert officer.post(_at(letter, "approve/"), form).status_code == 303
    letter = _only()
    assert letter.state == LetterState.APPROVED
    assert re.search(r"^http://[^/]+/en/reply/[\w-]{43}/$", letter.text, re.MULTILINE)
    assert ReplyLink.objects.count() == 1
    assert Event.objects.filter(verb="approve_letter").count() == 1
    names = [name for name, _ in letter.attachments]
    assert names == ["rcp-workshop-2005-invitation.pdf", "rcp-workshop-2005.ics"]
    contents = [_kept(digest) for _, digest in letter.attachments]
    assert contents[0].startswith(b"%PDF-")
    assert b"UID:rcp-workshop-2005@tour-de-table" in contents[1]
    assert b"DTSTART;VALUE=DATE:20050414" in contents[1]


def test_what_changed_since_it_was_read_is_not_approved(officer: Client) -> None:
    letter = drafted(invited())
    seen = re.search('name="seen" value="([0-9a-f]+)"', officer.get(_at(letter)).content.decode())
    assert seen is not None
    typed = {"addressee": "Them", "mail": "t@example.org", "subject": "Hello", "text": "New"}
    assert sent(officer, _at(letter), seen=seen[1], **typed).status_code == 303
    assert sent(officer, _at(letter, "approve/"), seen=seen[1]).status_code == 422
    assert (_only().state, _only().text) == (LetterState.DRAFTED, "New")
    late = sent(officer, _at(letter), seen=seen[1], **{**typed, "text": "Mine"})
    page = late.content.decode()
    assert late.status_code == 422
    assert ("Mine" in page, "<blockquote" in page) == (True, True)


def test_several_are_approved_together_or_none(officer: Client) -> None:
    good, bad = drafted(invited()), drafted(invited("FJI"))
    Letter.objects.filter(pk=bad.pk).update(text=" ")
    together = f"{OF_MEETING}approve/"
    assert sent(officer, together, chosen=[good.pk, bad.pk]).status_code == 422
    assert set(Letter.objects.values_list("state", flat=True)) == {"drafted"}
    assert sent(officer, together, chosen=[]).status_code == 422
    assert sent(officer, together, chosen=[good.pk]).status_code == 303
    assert sent(officer, together, chosen=[good.pk]).status_code == 303
    assert Letter.objects.get(pk=good.pk).state == LetterState.APPROVED
    assert Event.objects.filter(verb="approve_letter").count() == 1


@pytest.mark.parametrize(("step", "state"), [("arrived", "sent"), ("lost", "drafted")])
def test_what_is_uncertain_is_said_to_be_and_settled(
    officer: Client, step: str, state: str
) -> None:
    letter = approved(drafted(invited()))
    take_next(NOW)
    send_what_is_due(lambda: NOW + LONGEST_WAY)
    page = officer.get(_at(letter)).content.decode()
    assert "Nobody can say whether this letter arrived" in page
    assert sent(officer, _at(letter, f"{step}/")).status_code == 303
    assert _only().state == state


def test_back_to_a_draft_and_put_away(officer: Client) -> None:
    letter = approved(drafted(invited()))
    assert sent(officer, _at(letter, "discard/")).status_code == 422
    assert sent(officer, _at(letter, "draft/")).status_code == 303
    assert LINK_PLACE in _only().text
    assert sent(officer, _at(letter, "discard/")).status_code == 303
    assert _only().state == LetterState.DISCARDED


def test_a_bounce_is_noted_with_its_words(officer: Client) -> None:
    letter = approved(drafted(invited()))
    Letter.objects.update(state=LetterState.SENT)
    assert sent(officer, _at(letter, "bounce/"), text="").status_code == 422
    assert sent(officer, _at(letter, "bounce/"), text="<b>550</b> gone").status_code == 303
    assert "&lt;b&gt;550&lt;/b&gt; gone" in officer.get(_at(letter)).content.decode()


def test_a_letter_on_paper(officer: Client) -> None:
    answer = officer.get(_at(drafted(invited(language="ar")), "paper/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("FJI", "AUS", "IDN")[:count]:
        drafted(invited(code))
    with django_assert_num_queries(4):
        officer.get("/en/desk/letters/")
    with django_assert_num_queries(7):
        officer.get(OF_MEETING)
    with django_assert_num_queries(6):
        officer.get(f"{OF_MEETING}approve/")
    with django_assert_num_queries(6):
        officer.get(_at(Letter.objects.latest("pk")))


def test_a_list_has_pages_and_is_narrowed(officer: Client) -> None:
    row = drafted(invited())
    copies = [Letter(**{**_copied(row), "subject": f"Copy {n}"}) for n in range(60)]
    Letter.objects.bulk_create(copies)
    first = officer.get("/en/desk/letters/").content.decode()
    assert ("Copy 59" in first, "Copy 5<" in first, "Older letters" in first) == (True, False, True)
    second = officer.get("/en/desk/letters/?page=2").content.decode()
    assert ("Copy 59" in second, "Copy 5<" in second) == (False, True)
    assert "No letter here" in officer.get("/en/desk/letters/?state=sent").content.decode()


def _copied(row: Letter) -> dict[str, object]:
    wanted = ("meeting_id", "kind", "language", "mail", "text", "drafted_at")
    return {name: getattr(row, name) for name in wanted}


@pytest.mark.parametrize("who", [who for who in CAST if who != "operator"])
def test_rule_and_filter_agree_and_others_find_nothing(who: str, officer: Client) -> None:  # noqa: ARG001 - for the data
    letter = drafted(invited())
    client = at_the_table(who)
    may = who == "secretariat officer"
    expected = 200 if may else 302 if who == "reader of the record" else 404
    for address in ("/en/desk/letters/", OF_MEETING, NEW, _at(letter), _at(letter, "paper/")):
        assert client.get(address).status_code == expected, address
    for step in ("approve", "draft", "discard", "arrived", "lost", "bounce"):
        assert client.get(_at(letter, f"{step}/")).status_code == expected, step
    by = CAST[who]
    assert may_read_letter(by, letter, NOW) == letters(by, NOW).filter(pk=letter.pk).exists()


def test_a_party_is_reminded_while_it_has_not_answered(officer: Client) -> None:
    letter = approved(drafted(invited()))
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT)
    Invitation.objects.update(state="sent")
    page = officer.get(OF_MEETING).content.decode()
    assert ("Draft: reminder" in page, "Draft: invitation" in page) == (True, False)
    reminder = drafted(letter.invitation, LetterKind.REMINDER)  # type: ignore[arg-type]  # it has one
    assert NOW - reminder.drafted_at == timedelta()
