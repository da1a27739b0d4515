"""Whoever holds a note's link chooses neither headers nor recipients nor texts in the name of the
secretariat; over real connections to a real mail server of this machine.
"""

import logging
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.test import Client

from tests.attack.mails import (
    BREAKS,
    LOOKALIKES,
    assert_is_well_formed,
    packed,
    read_by_compat32,
    read_by_default,
    read_by_hand,
)
from tests.letters.post import NOW, approved, drafted, invited
from tests.letters.sink import Sink, sinking
from tests.room.notes import at, linked
from tests.table import sent
from tourdetable.kernel.header_text import one_line
from tourdetable.kernel.models import Event
from tourdetable.letters.enums import LetterState, Trouble
from tourdetable.letters.models import CountedMail, Dispatch, Letter
from tourdetable.letters.tasks import send_what_is_due
from tourdetable.notes.models import Contributor
from tourdetable.screens import mail as screens_mail

pytestmark = pytest.mark.django_db
SMTP_BACKEND = "tourdetable.site.mail_backends.SmtpBackend"
FOLDER_BACKEND = "tourdetable.site.mail_backends.FolderBackend"
TELLING_BACKEND = "tourdetable.site.demo_mail.TellingBackend"
HEADERS = (
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
)  # fmt: skip
TYPED = {"mail": "interior@example.org", "scope": ""}


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    settings.DEFAULT_FROM_EMAIL = "Sécretariat <table@example.org>"
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
    with sinking() as (found, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield found


def _assert_one_mail(sink: Sink, name: str, to: str, headers: tuple[str, ...]) -> None:
    """One mail arrived, to one recipient, with these headers; all readers agree on it."""
    assert sink.envelopes == [("table@example.org", [to])]
    (raw,) = sink.arrived
    assert_is_well_formed(raw)
    assert tuple(read_by_hand(raw)[0]) == headers
    for read in (read_by_default(raw), read_by_compat32(raw)):
        assert read.names == headers
        assert read.to == ((packed(name), to),)


@pytest.mark.parametrize(
    "name",
    [
        "Interior",
        "Ministère de l’Intérieur, Direction générale",
        "وزارة الداخلية",
        'The "Interior", (office); a: b',
        "\u202eInterior\u200b",
        "Inter\u2028ior",
        "é" * 160,
        "A Very Long Name " * 9,
    ],
)
def test_a_name_reaches_the_mail_as_it_was_typed_and_nothing_else(sink: Sink, name: str) -> None:
    linked()
    answer = sent(Client(), at("hands/new/"), name=name, **TYPED)
    assert answer.status_code == 200
    assert "could not be sent" not in answer.content.decode()
    _assert_one_mail(sink, one_line(name), TYPED["mail"], HEADERS)
    assert Contributor.objects.get(is_respondent=False).name == one_line(name)


@pytest.mark.parametrize(
    "name", [*LOOKALIKES, f"Interior {LOOKALIKES[0]}", "See https://example.org", "a@example.org"]
)
def test_a_name_that_is_none_is_refused_and_kept_in_the_form(sink: Sink, name: str) -> None:
    linked()
    events = Event.objects.count()
    for typed in (TYPED, {**TYPED, "mail": ""}):
        answer = sent(Client(), at("hands/new/"), name=name, **typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "holds " in page
        assert f'value="{name}"' in page
    assert (sink.arrived, Event.objects.count(), CountedMail.objects.count()) == ([], events, 0)
    assert not Contributor.objects.filter(is_respondent=False).exists()


@pytest.mark.parametrize(
    "address",
    [
        '"a.b"@example.org',
        "a@[127.0.0.1]",
        "somebody@localhost",
        "=?utf-8?q?a?=@example.org",
        '"a,b"@example.org',
    ],
)
def test_an_address_of_another_form_is_refused_in_words(sink: Sink, address: str) -> None:
    linked()
    answer = sent(Client(), at("hands/new/"), name="Interior", mail=address, scope="")
    assert answer.status_code == 422
    assert "is no address to write to; correct it." in answer.content.decode()
    assert sink.arrived == []


def test_the_mail_says_who_caused_it_and_holds_no_text_of_theirs(sink: Sink) -> None:
    linked()
    sent(Client(), at("hands/new/"), name="Join us tomorrow at nine", **TYPED)
    text = read_text(sink.arrived[0])
    assert "This mail was caused by whoever writes this note for the party named above." in text
    assert "Join us tomorrow" not in text


def read_text(raw: bytes) -> str:
    from email import message_from_bytes  # noqa: PLC0415 - beside what reads it
    from email.policy import default  # noqa: PLC0415 - the same

    body = message_from_bytes(raw, policy=default).get_body()
    assert body is not None
    return " ".join(str(body.get_content()).split())


@pytest.mark.usefixtures("reference")
def test_a_letter_with_a_name_that_cannot_be_written_waits_for_a_person(sink: Sink) -> None:
    letter = approved(drafted(invited()))
    Letter.objects.filter(pk=letter.pk).update(addressee=LOOKALIKES[0])  # as older data may have
    assert send_what_is_due(lambda: NOW) == 1
    assert send_what_is_due(lambda: NOW) == 0
    row = Dispatch.objects.get()
    assert (row.outcome, row.trouble) == (LetterState.REFUSED, Trouble.NOT_AS_MEANT)
    assert "mail programs take for an encoded text" in row.reply
    assert sink.arrived == []


@pytest.mark.usefixtures("reference")
def test_a_letter_goes_to_its_addressee_alone(sink: Sink) -> None:
    letter = approved(drafted(invited(addressee="H.E. Zoë Ng, Ambassador")))
    send_what_is_due(lambda: NOW)
    _assert_one_mail(sink, "H.E. Zoë Ng, Ambassador", letter.mail, HEADERS)


@pytest.mark.parametrize("name", ["", "Ng, Zoë", *LOOKALIKES[:1]])
def test_a_mail_of_a_screen_goes_out_alike_or_not_at_all(
    sink: Sink, settings: LazySettings, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = SMTP_BACKEND
    with caplog.at_level(logging.ERROR):
        screens_mail.hand_over(EmailMessage("Subject", "Text", to=[f'"{name}" <a@example.org>']))
        screens_mail.all_sent()
    if "=?" in name:
        assert sink.arrived == []
        assert "mail programs take for an encoded text" in caplog.text
        return
    headers = tuple(one for one in HEADERS if one != "Content-Language")
    _assert_one_mail(sink, name, "a@example.org", headers)


@pytest.mark.parametrize("backend", [FOLDER_BACKEND, TELLING_BACKEND])
@pytest.mark.parametrize("text", BREAKS)
def test_a_mail_in_the_folder_and_on_the_terminal_is_one_line_a_header(
    settings: LazySettings,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    backend: str,
    text: str,
) -> None:
    folder = tmp_path_factory.mktemp("mail")
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = backend, str(folder)
    EmailMessage(f"One{text}Two", "Text", to=["a@example.org"]).send()
    (path,) = folder.iterdir()
    raw = path.read_bytes().rpartition(b"-" * 79)[0]
    assert_is_well_formed(raw)
    assert read_by_default(raw).subject == one_line(f"One{text}Two")
    assert len(capsys.readouterr().out.splitlines()) == (backend == TELLING_BACKEND)
