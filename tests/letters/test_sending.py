"""A letter goes out once, and of one that was lost nobody claims to know more than is known."""

import datetime as dt
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.letters.post import MAIL, NOW, OFFICER, approved, drafted, invited
from tests.letters.sink import Sink, free_port, leaving, sinking
from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.files import keep
from tourdetable.kernel.models import Event
from tourdetable.letters.actions.approving import approve_letter
from tourdetable.letters.actions.dispatching import (
    LONGEST_WAY,
    hand_over,
    record_bounce,
    record_dispatch,
    settle_letter,
)
from tourdetable.letters.actions.drafting import amend_letter, return_to_draft
from tourdetable.letters.enums import LetterKind, LetterState, Trouble
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.letters.queries.letters import without_letter
from tourdetable.letters.sending import Fate
from tourdetable.letters.tasks import POST, send_what_is_due, take_next
from tourdetable.letters.writing import LINK_PLACE
from tourdetable.meetings.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sender(settings: LazySettings, reference: None) -> None:  # noqa: ARG001 - for the data
    settings.DEFAULT_FROM_EMAIL = "Sécretariat <table@example.org>"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 5
    settings.EMAIL_HOST_USER = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    with sinking() as (found, port):
        settings.EMAIL_PORT = port
        yield found


def _run(after: dt.timedelta = dt.timedelta()) -> int:
    return send_what_is_due(lambda: NOW + after)


def _only() -> Letter:
    return Letter.objects.get()


def _read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _attempts() -> list[tuple[str, str]]:
    return list(Dispatch.objects.values_list("outcome", "trouble"))


def test_a_letter_is_delivered_once_as_it_was_approved(sink: Sink) -> None:
    files = (("meeting.ics", keep(b"BEGIN:VCALENDAR\r\n")), ("letter.pdf", keep(b"%PDF-1.7")))
    letter = approved(drafted(invited()), files)
    assert (_run(), _run(), len(sink.arrived)) == (1, 0, 1)
    message = _read(sink.arrived[0])
    assert message["To"] == '"H.E. Zoë Ng" <embassy@example.org>'
    assert message["From"] == "Sécretariat <table@example.org>"
    assert message["Message-ID"] == letter.message_id
    assert message["Date"].datetime == NOW
    assert message["Content-Language"] == "en"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == letter.subject
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == letter.text
    enclosed = [(p.get_filename(), p.get_content_type()) for p in message.iter_attachments()]
    assert enclosed == [("meeting.ics", "text/calendar"), ("letter.pdf", "application/pdf")]
    assert b"".join(sink.arrived).isascii()


def test_an_invitation_that_went_out_is_sent_and_its_meeting_convened(sink: Sink) -> None:
    approved(drafted(invited()))
    _run()
    assert len(sink.arrived) == 1
    assert (_only().state, _only().sent_at) == (LetterState.SENT, NOW)
    assert Invitation.objects.get().state == InvitationState.SENT
    assert Meeting.objects.get(slug="rcp-workshop-2005").phase == "convened"
    verbs = list(Event.objects.order_by("-pk").values_list("verb", flat=True)[:4])
    assert verbs == ["convene_meeting", "mark_invitation_sent", "record_dispatch", "hand_over"]


def test_what_a_crash_leaves_undone_is_done_by_the_next_run(sink: Sink) -> None:
    approved(drafted(invited()))
    letter = take_next(NOW)
    assert letter is not None
    record_dispatch(letter, fate=Fate(LetterState.SENT, "250"), by=POST, now=NOW)
    assert Invitation.objects.get().state == InvitationState.APPROVED
    _run()
    assert Invitation.objects.get().state == InvitationState.SENT
    assert sink.arrived == []


def test_a_server_that_is_down_is_asked_again_after_growing_pauses(
    settings: LazySettings,
) -> None:
    settings.EMAIL_PORT = free_port()
    approved(drafted(invited()))
    passed, pauses = dt.timedelta(), []
    for _ in range(6):
        assert _run(passed) == 1
        due = _only().due_at
        assert due is not None
        pauses.append(int((due - NOW - passed).total_seconds() // 60))
        passed = due - NOW
    assert pauses == [1, 5, 15, 60, 240, 240]
    assert set(_attempts()) == {("approved", Trouble.UNREACHABLE)}
    with sinking() as (sink, port):
        settings.EMAIL_PORT = port
        assert (_run(passed), _only().state, len(sink.arrived)) == (1, LetterState.SENT, 1)


def test_one_refused_recipient_holds_up_nobody(sink: Sink) -> None:
    sink.replies["gone@example.org"] = ["550 No such box"]
    first = approved(drafted(invited("FJI", mail="gone@example.org")))
    second = approved(drafted(invited()))
    assert _run() == 2
    states = Letter.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(first.pk, "refused"), (second.pk, "sent")]
    assert Dispatch.objects.get(letter=first).reply == "550 No such box"
    assert len(sink.arrived) == 1


@pytest.mark.parametrize("where", [MAIL, "DATA"])
def test_what_the_server_puts_off_is_tried_again(sink: Sink, where: str) -> None:
    sink.replies[where] = ["451 Later"]
    approved(drafted(invited()))
    assert (_run(), _only().state, sink.arrived) == (1, LetterState.APPROVED, [])
    assert _run() == 0
    assert (_run(dt.timedelta(minutes=1)), _only().state) == (1, LetterState.SENT)
    assert len(sink.arrived) == 1


def test_a_letter_whose_text_is_refused_is_refused(sink: Sink) -> None:
    sink.replies["DATA"] = ["554 No"]
    approved(drafted(invited()))
    _run()
    assert (_only().state, Dispatch.objects.get().reply) == (LetterState.REFUSED, "554 No")


@pytest.mark.parametrize("word", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_lost_before_the_letter_was_handed_over(settings: LazySettings, word: str) -> None:
    approved(drafted(invited()))
    with leaving(word) as settings.EMAIL_PORT:
        _run()
    assert _only().state == LetterState.APPROVED


def test_lost_after_the_letter_was_handed_over_is_never_sent_again(settings: LazySettings) -> None:
    approved(drafted(invited()))
    with leaving(".") as settings.EMAIL_PORT:
        _run()
    assert _only().state == LetterState.UNCERTAIN
    with sinking() as (sink, port):
        settings.EMAIL_PORT = port
        assert (_run(dt.timedelta(days=9)), sink.arrived) == (0, [])
    assert _attempts() == [("uncertain", Trouble.LOST_AFTER_DATA)]
    assert Invitation.objects.get().state == InvitationState.APPROVED


@pytest.mark.parametrize(
    ("word", "state"), [("RCPT", LetterState.APPROVED), (".", LetterState.UNCERTAIN)]
)
def test_a_server_that_says_nothing_more(
    settings: LazySettings, word: str, state: LetterState
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    approved(drafted(invited()))
    heard = threading.Event()
    with leaving(word, silent=heard) as settings.EMAIL_PORT:
        _run()
        heard.set()
    assert _only().state == state


def test_killed_between_hand_over_and_server(sink: Sink) -> None:
    approved(drafted(invited()))
    assert take_next(NOW) is not None
    assert (_run(), _only().state) == (0, LetterState.ON_ITS_WAY)
    assert (_run(LONGEST_WAY), _only().state) == (0, LetterState.UNCERTAIN)
    assert (sink.arrived, _attempts()) == ([], [("uncertain", Trouble.STOPPED)])


def test_a_late_answer_settles_what_was_given_up(sink: Sink) -> None:
    approved(drafted(invited()))
    letter = take_next(NOW)
    assert letter is not None
    _run(LONGEST_WAY)
    record_dispatch(letter, fate=Fate(LetterState.APPROVED, "421"), by=POST, now=NOW)
    assert _only().state == LetterState.UNCERTAIN
    record_dispatch(letter, fate=Fate(LetterState.SENT, "250"), by=POST, now=NOW)
    assert (_only().state, sink.arrived) == (LetterState.SENT, [])


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_person_settles_what_is_uncertain(sink: Sink, *, was_sent: bool) -> None:
    approved(drafted(invited()))
    take_next(NOW)
    _run(LONGEST_WAY)
    with pytest.raises(SentenceError, match="Say first"):
        return_to_draft(_only(), by=OFFICER, now=NOW)
    settle_letter(_only(), was_sent=was_sent, by=OFFICER, now=NOW)
    _run(LONGEST_WAY)
    letter = _only()
    assert (letter.state, sink.arrived) == ("sent" if was_sent else "drafted", [])
    assert (LINK_PLACE in letter.text, bool(letter.message_id)) == (not was_sent, was_sent)
    expected = InvitationState.SENT if was_sent else InvitationState.APPROVED
    assert Invitation.objects.get().state == expected


def test_a_letter_that_came_back_says_why_and_may_be_written_again(sink: Sink) -> None:
    invitation = invited()
    letter = approved(drafted(invitation))
    _run()
    with pytest.raises(SentenceError, match="Copy what"):
        record_bounce(letter, text=" ", by=OFFICER, now=NOW)
    record_bounce(letter, text="550 5.1.1 unknown", by=OFFICER, now=NOW)
    assert (_only().state, Dispatch.objects.last().reply) == ("bounced", "550 5.1.1 unknown")  # type: ignore[union-attr]  # just made
    assert list(without_letter(invitation.meeting, LetterKind.INVITATION)) == [invitation]
    assert len(sink.arrived) == 1


def test_nothing_typed_becomes_a_header(sink: Sink) -> None:
    letter = drafted(invited(addressee="Zoë\r\nBcc: all@example.org"))
    amend_letter(
        letter,
        addressee='Zoë "Z" <a@b>\r\nBcc: all@example.org',
        mail=MAIL,
        subject="Hello\r\nBcc: all@example.org\u2028X-Evil: yes\x0bX: y",
        text=".\r\n.hidden\r\nFrom here\r\n.\r\n",
        seen="",
        by=OFFICER,
        now=NOW,
    )
    approved(Letter.objects.get(pk=letter.pk))
    _run()
    message = _read(sink.arrived[0])
    assert [name for name in message if "Evil" in name or name in ("Bcc", "X")] == []
    assert [address.addr_spec for address in message["To"].addresses] == [MAIL]
    assert message.get_content() == ".\r\n.hidden\r\nFrom here\r\n.\r\n"


def test_a_missing_file_keeps_the_letter_back(sink: Sink) -> None:
    approved(drafted(invited()), (("letter.pdf", "0" * 64),))
    _run()
    assert (_only().state, sink.arrived) == (LetterState.APPROVED, [])
    assert _attempts() == [("approved", Trouble.DAMAGED)]


def test_without_a_server_letters_lie_in_the_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.EMAIL_HOST, settings.EMAIL_FILE_PATH = "", str(tmp_path / "mail")
    letter = approved(drafted(invited()))
    _run()
    (path,) = (tmp_path / "mail").iterdir()
    assert _read(path.read_bytes())["Message-ID"] == letter.message_id
    assert _only().state == LetterState.SENT


def test_the_journal_never_holds_what_opens_a_reply(sink: Sink) -> None:
    approved(drafted(invited()))
    _run()
    assert b"s" * 43 in sink.arrived[0].replace(b"=\r\n", b"")
    told = "".join(e.before + e.after for e in Event.objects.filter(thing__startswith="letter:"))
    assert "/reply/…/" in told
    assert "s" * 43 not in told


def test_only_the_post_sends_and_only_a_person_approves() -> None:
    letter = drafted(invited())
    with pytest.raises(NotAllowedError):
        hand_over(letter, by=OFFICER, now=NOW)
    with pytest.raises(NotAllowedError):
        approve_letter(letter, text="x", attachments=(), number="1", seen="", by=POST, now=NOW)
    assert _only().state == LetterState.DRAFTED


def test_the_link_of_a_letter_opens_before_the_next_letter_goes_out(sink: Sink) -> None:
    approved(drafted(invited()))
    approved(drafted(invited("FJI", mail="fiji@example.org")))
    opened: list[int] = []

    def look() -> bool:
        opened.append(Invitation.objects.filter(state=InvitationState.SENT).count())
        return False

    assert send_what_is_due(lambda: NOW, is_closing=look) == 2
    assert opened == [0, 1, 2]
    assert len(sink.arrived) == 2
