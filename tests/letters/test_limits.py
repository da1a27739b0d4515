"""Whoever causes mails without an account causes no more of them than the limits allow."""

import datetime as dt
from itertools import count

import pytest
from django.conf import LazySettings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW
from tests.letters.post import NOW as LETTERS_NOW
from tests.letters.post import approved, drafted, invited
from tests.notes.table import DEADLINE, FIJI, fresh, opened, said
from tests.notes.voices import respondent
from tests.room.notes import at, linked
from tests.table import at_the_table, sent
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.models import Event
from tourdetable.letters.actions.inviting import (
    acknowledge_mail_limit,
    invite_contributor_by_mail,
)
from tourdetable.letters.enums import LetterKind, MailLimit
from tourdetable.letters.models import CountedMail, Letter, LimitNotice
from tourdetable.letters.queries.limits import LIMITS, SHARE_OF_NOTE, Limit, MailLimitError
from tourdetable.letters.tasks import send_what_is_due, write_of_notes
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import reopen_note
from tourdetable.notes.models import Contributor, Note

pytestmark = pytest.mark.django_db
_NUMBERS = count(1)
MOMENT = dt.timedelta(microseconds=1)
OF_NOTE = LIMITS[MailLimit.INVITATIONS_OF_NOTE]
OF_ADDRESS = LIMITS[MailLimit.MAILS_TO_ADDRESS]


@pytest.fixture(autouse=True)
def _no_server(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST = "table@example.org", ""
    settings.EMAIL_FILE_PATH = str(tmp_path_factory.mktemp("mail"))


def _invite(note: Note, mail: str = "", after: dt.timedelta = dt.timedelta()) -> None:
    number = next(_NUMBERS)
    invite_contributor_by_mail(
        fresh(note),
        name=f"Ministry {number}",
        mail=mail or f"ministry-{number}@example.org",
        secret=f"{number:043}",
        expires_at=DEADLINE,
        by=respondent(note),
        now=NOW + after,
    )


@given(gaps=st.lists(st.integers(0, 40), max_size=60), most=st.integers(1, 5))
def test_no_span_holds_more_than_the_limit(gaps: list[int], most: int) -> None:
    """Whatever waits goes as soon as it may, and no sooner."""
    limit, now = Limit(most, dt.timedelta(minutes=60)), NOW
    gone: list[dt.datetime] = []
    for gap in gaps:
        now += dt.timedelta(minutes=gap)
        opens_at = limit.opens_at(gone, now)
        assert opens_at is None or now < opens_at
        gone.append(opens_at or now)
    for moment in gone:
        within = [one for one in gone if moment - limit.span < one <= moment]
        assert len(within) <= most


def test_a_note_invites_a_dozen_in_an_hour_and_goes_on_after_it() -> None:
    note = opened()
    for minute in range(OF_NOTE.most):
        _invite(note, after=dt.timedelta(minutes=minute))
    with pytest.raises(MailLimitError, match="2026-") as caught:
        _invite(note, after=dt.timedelta(minutes=59))
    until = NOW + OF_NOTE.span
    assert caught.value.until == until
    assert f"{until:%Y-%m-%d %H:%M} UTC" in str(caught.value)
    _invite(note, after=OF_NOTE.span)
    assert Contributor.objects.filter(note=note).count() == OF_NOTE.most + 1


def test_one_mailbox_is_counted_in_all_its_spellings_and_for_all_notes() -> None:
    notes = _two()
    spellings = ("A.b@Example.org", "a.b+1@example.org", "a.B+two@EXAMPLE.org")
    for number in range(OF_ADDRESS.most):
        _invite(notes[number % 2], spellings[number % 3], dt.timedelta(hours=number))
    for note in notes:
        with pytest.raises(MailLimitError, match="to this address today") as caught:
            _invite(note, "a.b@example.org", dt.timedelta(hours=23))
        assert caught.value.until >= NOW + OF_ADDRESS.span
    _invite(notes[0], "another@example.org", dt.timedelta(hours=23))
    _invite(notes[0], "a.b@example.org", OF_ADDRESS.span)
    mailboxes = set(CountedMail.objects.values_list("mailbox", flat=True))
    assert not any("example" in mailbox for mailbox in mailboxes)


def _two() -> list[Note]:
    first = opened()
    return [first, fresh(Note.objects.exclude(pk=first.pk).get())]


def test_nobody_uses_up_the_invitations_that_another_note_sends_to_an_address() -> None:
    busy, other = _two()
    for _ in range(SHARE_OF_NOTE.most):
        _invite(busy, "one@example.org")
    with pytest.raises(MailLimitError, match="to this address today") as caught:
        _invite(busy, "one@example.org")
    assert caught.value.limit == MailLimit.MAILS_TO_ADDRESS
    _invite(other, "one@example.org")
    assert 2 * SHARE_OF_NOTE.most <= OF_ADDRESS.most


def test_a_receipt_waits_for_nothing_that_others_cause() -> None:
    note, other = _two()
    Note.objects.filter(pk=note.pk).update(mail="one@example.org")
    for one in (note, other):
        for _ in range(SHARE_OF_NOTE.most):
            _invite(one, "one@example.org")
    said(note, "Text")
    submit_note(fresh(note), by=FIJI, now=NOW)
    write_of_notes(lambda: NOW)
    assert Letter.objects.get(kind=LetterKind.RECEIPT).due_at == NOW


def test_what_is_older_than_a_day_is_forgotten() -> None:
    note = opened()
    _invite(note)
    send_what_is_due(lambda: NOW + OF_ADDRESS.span - MOMENT)
    assert CountedMail.objects.count() == 1
    send_what_is_due(lambda: NOW + OF_ADDRESS.span)
    assert CountedMail.objects.count() == 0


def test_a_receipt_waits_where_its_note_has_caused_enough() -> None:
    note = opened()
    for number in range(OF_ADDRESS.most + 2):
        said(note, f"Text {number}")
        submit_note(fresh(note), by=FIJI, now=NOW)
        write_of_notes(lambda: NOW)
        reopen_note(fresh(note), reason="Better", by=FIJI, now=NOW)
    due = Letter.objects.filter(kind=LetterKind.RECEIPT).order_by("pk")
    waits = [row.due_at for row in due]
    assert waits == [NOW] * OF_ADDRESS.most + [NOW + OF_ADDRESS.span] * 2
    _invite(note, note.mail)  # what waits is no reason to refuse an invitation
    told = LimitNotice.objects.values_list("note", "limit", "until")
    assert list(told) == [(note.pk, "mails-to-address", NOW + OF_ADDRESS.span)]
    event = Event.objects.get(verb="record_mail_limit")
    assert "example.org" not in event.after
    address = f"/en/desk/letters/limits/{LimitNotice.objects.get().pk}/"
    page = at_the_table("secretariat officer").get(address).content.decode()
    assert "mails to one address in a day" in page
    assert "a receipt waits and goes out by itself" in page


@pytest.mark.usefixtures("reference")
def test_what_the_secretariat_approves_neither_waits_nor_counts() -> None:
    mail = "embassy@example.org"
    notes = _two()
    for number in range(OF_ADDRESS.most):
        _invite(notes[number % 2], mail)
    before = CountedMail.objects.count()
    letter = approved(drafted(invited("AUS", mail=mail)))
    assert letter.due_at == LETTERS_NOW
    assert CountedMail.objects.count() == before


# ── On the screens ──────────────────────────────────────────────────────────


def _typed(number: int) -> dict[str, str]:
    return {"name": f"Interior {number}", "mail": f"m{number}@example.org", "scope": ""}


def _met() -> str:
    """Fiji's link invites until it is told to wait; the page that says so."""
    linked()
    for number in range(OF_NOTE.most):
        assert sent(Client(), at("hands/new/"), **_typed(number)).status_code == 200
    answer = sent(Client(), at("hands/new/"), **_typed(99))
    assert answer.status_code == 422
    return answer.content.decode()


def test_whoever_meets_the_limit_is_told_and_keeps_what_was_typed() -> None:
    page = _met()
    assert "Try again then, or leave the address empty" in page
    assert 'value="Interior 99"' in page
    assert 'value="m99@example.org"' in page
    assert not Contributor.objects.filter(name="Interior 99").exists()
    again = sent(Client(), at("hands/new/"), **{**_typed(99), "mail": ""})
    assert again.status_code == 200
    assert Contributor.objects.filter(name="Interior 99").exists()


def test_the_secretariat_is_told_once_and_not_to_whom_the_mails_went() -> None:
    _met()
    sent(Client(), at("hands/new/"), **_typed(98))
    notice = LimitNotice.objects.get()
    event = Event.objects.get(verb="record_mail_limit")
    assert "contributor" in event.by or "link" in event.by
    assert "example.org" not in event.after
    officer = at_the_table("secretariat officer")
    address = f"/en/desk/letters/limits/{notice.pk}/"
    assert f'href="{address}"' in officer.get("/en/desk/").content.decode()
    page = officer.get(address).content.decode()
    assert "invitations by mail from one note in an hour" in page
    assert "Fiji" in page
    assert "Interior" not in page
    assert "m1@example.org" not in page
    assert f"/en/desk/questionnaires/{notice.note.questionnaire}/board/" in page
    assert sent(officer, address).status_code == 303
    assert address not in officer.get("/en/desk/").content.decode()
    assert officer.get(address).status_code == 404


def test_nobody_else_reads_that_a_limit_was_met() -> None:
    _met()
    address = f"/en/desk/letters/limits/{LimitNotice.objects.get().pk}/"
    assert at_the_table("delegate").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    with pytest.raises(SentenceError):
        acknowledge_mail_limit(LimitNotice.objects.get(), by=FIJI, now=NOW)
