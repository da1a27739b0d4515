"""How a letter is handed to the mail server (RFC 5321), step by step, so that it is always known
how far it came: a letter that the server may have taken is never taken for one that it has not.
"""

import datetime as dt
import re
import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from tourdetable.kernel.header_text import file_name
from tourdetable.kernel.mail_address import mail_address, mailbox, named_mailbox
from tourdetable.kernel.mail_message import MailFile, MailParts, mail_bytes
from tourdetable.kernel.storage import write_durably
from tourdetable.letters.enums import LetterState, Trouble

_GO_ON = 354
_TAKEN = (250, 251)


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        return "text/calendar" if self.name.endswith(".ics") else "application/pdf"


@dataclass(frozen=True)
class Envelope:
    """What stands on a letter beside its text. `at` is when it was approved."""

    addressee: str
    mail: str
    subject: str
    language: str
    message_id: str
    at: dt.datetime


@dataclass(frozen=True)
class Fate:
    """What became of one attempt. *Approved* means: surely not taken, to be tried again."""

    outcome: LetterState
    reply: str = ""
    trouble: Trouble | None = None


def message_of(envelope: Envelope, text: str, enclosures: Iterable[Enclosure]) -> bytes:
    """The message (RFC 5322), the same bytes for each attempt. Raises SentenceError and ValueError
    as `mail_bytes`.
    """
    return mail_bytes(
        MailParts(
            sender=named_mailbox(settings.DEFAULT_FROM_EMAIL),
            recipients=(mailbox(envelope.addressee, envelope.mail),),
            subject=envelope.subject,
            at=envelope.at,
            message_id=envelope.message_id,
            language=envelope.language,
            text=text,
            files=tuple(MailFile(one.name, one.media_type, one.content) for one in enclosures),
        )
    )


def deliver(message: bytes, mail: str, message_id: str) -> Fate:
    """Hand a message for one recipient to the server of the settings; without a server, lay it
    into the folder of the home. Raises MailAddressError for an address that is none.
    """
    recipient = mail_address(mail)
    if not settings.EMAIL_HOST:
        return _lay_down(message, message_id)
    try:
        server = _greeted()
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        return Fate(LetterState.APPROVED, _reply_of(error), _trouble_of(error, Trouble.UNREACHABLE))
    try:
        return _converse(server, message, recipient)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _lay_down(message: bytes, message_id: str) -> Fate:
    folder = Path(settings.EMAIL_FILE_PATH)
    name = file_name(f"letter-{message_id.strip('<>').partition('@')[0]}.eml")
    write_durably(folder / name, message)
    return Fate(LetterState.SENT, str(folder / name))


def _greeted() -> smtplib.SMTP:
    """A connection on which letters may be handed over: greeted, safe where asked, signed in."""
    host, port, wait = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT or 20
    name = DNS_NAME.get_fqdn()
    safe = ssl.create_default_context()
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, name, timeout=wait, context=safe)
    else:
        server = smtplib.SMTP(host, port, name, timeout=wait)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls(context=safe)
            server.ehlo()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        server.close()
        raise
    return server


def _converse(server: smtplib.SMTP, message: bytes, recipient: str) -> Fate:
    try:
        refusal = _refusal(server, recipient)
    except (smtplib.SMTPException, OSError) as error:
        return Fate(LetterState.APPROVED, _reply_of(error), _trouble_of(error, Trouble.LOST))
    if refusal:
        return refusal
    try:
        server.send(dotted(message))
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError):
        return Fate(LetterState.UNCERTAIN, trouble=Trouble.LOST_AFTER_DATA)
    if code in _TAKEN:
        return Fate(LetterState.SENT, _told(code, said))
    return _not_taken(code, said)


def _refusal(server: smtplib.SMTP, recipient: str) -> Fate | None:
    """What the server has against the letter before it hears it; None where it wants to. That it
    does not take our sender is no fault of the recipient.
    """
    code, said = server.mail(named_mailbox(settings.DEFAULT_FROM_EMAIL).address)
    if code not in _TAKEN:
        return Fate(LetterState.APPROVED, _told(code, said))
    code, said = server.rcpt(recipient)
    if code not in _TAKEN:
        return _not_taken(code, said)
    code, said = server.docmd("DATA")
    return None if code == _GO_ON else _not_taken(code, said)


def dotted(message: bytes) -> bytes:
    """Lines that begin with a dot get another (RFC 5321, section 4.5.2); a dot ends it all."""
    lines = re.sub(rb"(?m)^\.", b"..", message)
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _not_taken(code: int, said: bytes) -> Fate:
    """4xx: later; 5xx: never. What is neither is no answer from which anything is known."""
    told = _told(code, said)
    if code // 100 == 4:  # noqa: PLR2004 - the class of transient replies (RFC 5321, 4.2.1)
        return Fate(LetterState.APPROVED, told)
    if code // 100 == 5:  # noqa: PLR2004 - the class of final ones
        return Fate(LetterState.REFUSED, told)
    return Fate(LetterState.UNCERTAIN, told, Trouble.LOST_AFTER_DATA)


def _told(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"


def _reply_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _told(error.smtp_code, said if isinstance(said, bytes) else said.encode())
    return ""


def _trouble_of(error: Exception, otherwise: Trouble) -> Trouble | None:
    if isinstance(error, TimeoutError):
        return Trouble.TOO_SLOW
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Trouble.NOT_SAFE
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return None
    return otherwise
