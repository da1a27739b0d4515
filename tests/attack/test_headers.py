"""Any text in any field gives exactly the headers that were meant, or is refused in words."""

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.attack.mails import (
    AT,
    HOSTILE,
    LOOKALIKES,
    TEXTS,
    assert_is_well_formed,
    packed,
    read_by_compat32,
    read_by_default,
    read_by_hand,
)
from tourdetable.door.mail import code_mail
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import (
    HeaderTextError,
    file_name,
    header_text,
    mailed_name,
    one_line,
    plain_name,
)
from tourdetable.kernel.mail_address import (
    MailAddressError,
    Mailbox,
    mail_address,
    mailbox_key,
    named_mailbox,
)
from tourdetable.kernel.mail_headers import Header, text_header
from tourdetable.kernel.mail_message import MailFile, MailParts, mail_bytes, message_id
from tourdetable.kernel.mail_reading import MailMismatchError, check_mail
from tourdetable.letters.sending import Enclosure, Envelope, message_of
from tourdetable.site.mail_backends import finished_mail

ADDRESS = "embassy@example.org"
OF_LETTER = (
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language",
    "MIME-Version", "Content-Type",
)  # fmt: skip
OF_TEXT = (*OF_LETTER, "Content-Transfer-Encoding")
PARTS = MailParts(
    sender=Mailbox("Sécretariat", "table@example.org"),
    recipients=(Mailbox("", ADDRESS),),
    subject="Invitation",
    at=AT,
    message_id="<one@example.org>",
    language="fr",
    text="Madame,\n",
)


@pytest.fixture(autouse=True)
def _sender(settings: LazySettings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Sécretariat <table@example.org>"


def _assert_reads(
    raw: bytes, names: tuple[str, ...], name: str, subject: str, files: tuple[str, ...] = ()
) -> None:
    """All readers find these headers and nothing else, this one addressee, this subject."""
    assert_is_well_formed(raw)
    assert tuple(read_by_hand(raw)[0]) == names
    for read in (read_by_default(raw), read_by_compat32(raw)):
        assert read.names == names
        assert read.to == ((packed(name), ADDRESS),)
        assert read.subject == subject
        assert read.files == files


@settings(max_examples=250, deadline=None)
@given(name=HOSTILE, subject=HOSTILE, text=TEXTS, file=HOSTILE)
@example(name="Ng, Zoë", subject="a" * 300, text="", file="../a")
@example(name="é" * 300, subject="é" * 300, text="\r\n.\r\nX: y", file="é" * 300)
@example(name='"', subject='"', text="--", file='a"; b="c')
@example(name='"Ng"', subject='"Ng"', text="", file='"a"')
def test_a_letter_has_the_headers_meant_or_is_refused(
    name: str, subject: str, text: str, file: str
) -> None:
    envelope = Envelope(name, ADDRESS, subject, "fr", "<letter-1.x@example.org>", AT)
    files = [Enclosure(file, b"x"), Enclosure("meeting.ics", b"BEGIN:VCALENDAR\r\n")]
    is_decodable = any("=?" in one_line(typed) for typed in (name, subject, file))
    try:
        raw = message_of(envelope, text, files)
    except HeaderTextError:
        assert is_decodable or max(map(len, (name, subject, file))) > 1000
        return
    assert not is_decodable
    named = (file_name(file), "meeting.ics")
    _assert_reads(raw, OF_LETTER, one_line(name), one_line(subject), named)


@settings(max_examples=150, deadline=None)
@given(name=HOSTILE, subject=HOSTILE, text=TEXTS)
def test_a_mail_of_django_has_the_headers_meant_or_is_refused(
    name: str, subject: str, text: str
) -> None:
    assume(not any(sign in name for sign in '<>"') and one_line(name))
    mail = EmailMessage(subject, text, to=[f"{one_line(name)} <{ADDRESS}>"])
    names = tuple(name for name in OF_TEXT if name != "Content-Language")
    try:
        raw = finished_mail(mail, AT).raw
    except HeaderTextError:
        assert "=?" in one_line(name) + "  " + one_line(subject)
        return
    _assert_reads(raw, names, one_line(name), one_line(subject))


@settings(max_examples=150, deadline=None)
@given(address=HOSTILE | HOSTILE.map("{}@example.org".format) | HOSTILE.map("a@{}.org".format))
def test_an_address_is_written_as_it_is_or_refused(address: str) -> None:
    try:
        found = mail_address(address)
    except MailAddressError:
        return
    raw = mail_bytes(replace(PARTS, recipients=(Mailbox("", found), Mailbox("N", found))))
    assert_is_well_formed(raw)
    for read in (read_by_default(raw), read_by_compat32(raw)):
        assert read.to == (("", found), ("N", found))
        assert read.names == OF_TEXT


@pytest.mark.parametrize("language", ["en", "ar", "zh", "fr", "ru", "es"])
def test_a_mail_with_a_code_is_written_alike(language: str) -> None:
    names = tuple(name for name in OF_TEXT if name != "Content-Language")
    mail = code_mail(ADDRESS, "1234-5678", language)
    finished = finished_mail(mail, AT)
    _assert_reads(finished.raw, names, "", one_line(str(mail.subject)))
    assert (finished.sender, finished.recipients) == ("table@example.org", (ADDRESS,))


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_would_be_decoded_twice_is_refused_with_a_sentence(text: str) -> None:
    for checked in (header_text, plain_name, file_name):
        with pytest.raises(HeaderTextError, match="mail programs take for an encoded text"):
            checked(f"Before {text}")
    hidden = text.replace("=?", "=\u200b?", 1)  # what nobody sees does not hide it
    with pytest.raises(HeaderTextError):
        header_text(hidden)
    for box in (Mailbox(text, ADDRESS), Mailbox("", f"{text.partition(' ')[0]}@example.org")):
        with pytest.raises(SentenceError):
            mail_bytes(replace(PARTS, recipients=(box,)))
        with pytest.raises(SentenceError):
            mail_bytes(replace(PARTS, sender=box))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@a",
        "a@b@c",
        '"a b"@example.org',
        "a b@example.org",
        "a@[192.0.2.1]",
        "a@b_c.org",
        "a@-b.org",
        "é@example.org",
        "a..b@example.org",
        ".a@example.org",
        "a@ex＠mple.org",
        "a@b\nc.org",
        f"{'a' * 65}@example.org",
        f"a@{'b.' * 130}org",
    ],
)
def test_what_is_no_address_of_a_ministry_is_refused(address: str) -> None:
    with pytest.raises(MailAddressError, match="is no address to write to"):
        mail_address(address)


def test_addresses_and_their_spellings() -> None:
    assert mail_address(" a.b+c@bücher.example ") == "a.b+c@xn--bcher-kva.example"
    keys = {mailbox_key(one) for one in ("A.b@X.org", "a.b+note@x.org", "a.B+@x.ORG")}
    assert keys == {"a.b@x.org"}
    assert named_mailbox("Table <t@x.org>") == Mailbox("Table", "t@x.org")
    assert named_mailbox('"Ng, Zoë" <t@x.org>') == Mailbox("Ng, Zoë", "t@x.org")
    assert named_mailbox("t@x.org") == Mailbox("", "t@x.org")
    for wrong in ('Ng "Zoë <t@x.org>', "Ng> <t@x.org>", "Ng <t@x.org> x", "Ng <>", "a" * 255):
        with pytest.raises(MailAddressError):
            named_mailbox(wrong)


@given(text=HOSTILE)
def test_a_line_is_one_line_however_often_it_is_made(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line
    assert not any(sign in line for sign in "\u202e\u202d\u2066\u2069\u200b\ufeff\x00")


def test_joiners_and_marks_of_direction_stay() -> None:
    for text in ("می\u200cخواهم", "क्\u200dष", "\u200fأمل\u200e", "👩🏽\u200d⚖️"):
        assert one_line(text) == text


@settings(deadline=None)
@given(text=HOSTILE)
def test_the_name_of_a_file_can_be_kept_anywhere(text: str) -> None:
    try:
        name = file_name(text)
    except HeaderTextError:
        return
    assert name
    assert len(name) <= 120
    assert not set(name) & set('/\\:*?"<>|%;')
    assert name == name.strip(". ")
    assert file_name(name) == name


@pytest.mark.parametrize(
    "text", ["See https://example.org", "www.example.org", "a@example.org", "<b>", "MAILTO:a"]
)
def test_a_name_leads_nowhere(text: str) -> None:
    with pytest.raises(HeaderTextError, match="holds an address or a link"):
        plain_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "example.org", "Confirm at portal.example.org", "portal.example/a", "EXAMPLE.ORG",
        "Portal.Example/a", "tel:+41", "ｗww.example", "a＠example", "//example", "example。org",
    ],
)  # fmt: skip
def test_a_name_that_a_mail_goes_to_is_no_name_of_the_web(text: str) -> None:
    """As a mail program shows a link, in whichever shape of its letters."""
    with pytest.raises(HeaderTextError, match="holds an address or a link"):
        mailed_name(text)


@pytest.mark.parametrize(
    "text",
    ["St.Gallen", "U.S.A.", "Min. of Foreign Affairs (M.F.A.)", "O.N.U.", "MR.SMITH", "外交部。",
     "وزارة الخارجية", "Finance/Tax", "Trade: exports", "No.2", "Ph.D"],
)  # fmt: skip
def test_a_name_with_dots_is_a_name(text: str) -> None:
    assert mailed_name(text) == text


# ── The reading of what is written ──────────────────────────────────────────


def _raw(headers: list[Header], body: bytes = b"text\r\n") -> bytes:
    lines = [line for header in headers for line in header.lines]
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_what_reads_otherwise_than_it_was_meant_is_not_sent() -> None:
    """Each a header whose lines say something else than its meaning; none reaches a server."""
    subject = text_header("Subject", "Invitation")
    wrong = [
        Header("Subject", ("Subject: Invitation", "Comment: more"), "Invitation", is_coded=True),
        Header("Subject", ("Subject: =?utf-8?b?QQ==?=",), "B", is_coded=True),
        Header("Subject", ("Subject: Invitation", " "), "Invitation", is_coded=True),
        Header("Subject", ("Subject: A", "  B"), "A B", is_coded=True),
        Header("Subject", ("Comment: Invitation",), "Invitation", is_coded=True),
        Header("To", ("To: <a@x.org>, <b@x.org>",), (Mailbox("", "a@x.org"),)),
        Header("To", ("To: A <a@x.org>",), (Mailbox("B", "a@x.org"),)),
        Header("To", ("To: a@x.org",), (Mailbox("", "a@x.org"),)),
        Header("Content-Disposition", ('Content-Disposition: attachment; filename="a"',), "b"),
    ]
    check_mail(_raw([subject]), [subject])
    for header in wrong:
        with pytest.raises(MailMismatchError, match="reads otherwise than it was meant"):
            check_mail(_raw([header]), [header])
    for body in (b"a\nb\r\n", b"a\rb\r\n", "é\r\n".encode(), b"a\x00\r\n", b"a" * 999 + b"\r\n"):
        with pytest.raises(MailMismatchError):
            check_mail(_raw([subject], body), [subject])
    with pytest.raises(MailMismatchError):
        check_mail(_raw([subject, subject]), [subject])


@settings(deadline=None)
@given(files=st.lists(st.binary(max_size=200), max_size=3), text=TEXTS)
def test_a_part_ends_where_it_was_meant_to_end(files: list[bytes], text: str) -> None:
    parts = tuple(MailFile(f"{n}.pdf", "application/pdf", raw) for n, raw in enumerate(files))
    raw = mail_bytes(replace(PARTS, text=text, files=parts))
    assert raw == mail_bytes(replace(PARTS, text=text, files=parts))
    assert read_by_default(raw).files == tuple(part.name for part in parts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"message_id": "one@example.org"},
        {"message_id": "<one@example.org>\r\nX: y"},
        {"language": "fr\r\n"},
        {"files": (MailFile("a", "text/plain; x", b""),)},
    ],
)
def test_what_the_house_itself_gets_wrong_is_no_mail(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="This is no"):
        mail_bytes(replace(PARTS, **wrong))  # type: ignore[arg-type]  # one of its fields


def test_a_message_id_stands_for_any_host() -> None:
    assert message_id("one", "table.example.org") == "<one@table.example.org>"
    assert message_id("one", "::1") == "<one@1>"
    assert message_id("one", None) == "<one@localhost>"


def test_django_gives_no_headers_of_its_own() -> None:
    for more in ({"cc": ["b@x.org"]}, {"headers": {"X-A": "b"}}, {"reply_to": ["b@x.org"]}):
        mail = EmailMessage("S", "T", to=[ADDRESS], **more)
        with pytest.raises(SentenceError, match="neither copies nor headers"):
            finished_mail(mail, AT)
