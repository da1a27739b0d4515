"""How Django hands mail over: whatever any part of the house or of its libraries gives it goes out
as our own builder writes it, or not at all (decision 0030).
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased, smtp

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.mail_address import named_mailbox
from tourdetable.kernel.mail_message import MailFile, MailParts, mail_bytes, message_id


@dataclass(frozen=True)
class FinishedMail:
    """A mail and its envelope (RFC 5321): `sender` and `recipients` are addresses in ASCII."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]


def finished_mail(mail: EmailMessage, now: dt.datetime) -> FinishedMail:
    """A mail of Django as it goes out. Raises SentenceError and ValueError as `mail_bytes`, and
    SentenceError for what no mail of the house has: copies, further headers, another form of its
    text.
    """
    if mail.cc or mail.reply_to or mail.extra_headers or getattr(mail, "alternatives", None):
        raise SentenceError("A mail of the house has neither copies nor headers of its own.")
    if mail.content_subtype != "plain":
        raise SentenceError("A mail of the house is plain text.")
    sender = named_mailbox(mail.from_email)
    recipients = tuple(map(named_mailbox, mail.to))
    hidden = tuple(named_mailbox(address).address for address in mail.bcc)
    host = sender.address.rpartition("@")[2]
    parts = MailParts(
        sender=sender,
        recipients=recipients,
        subject=str(mail.subject),
        at=now.replace(microsecond=0),
        message_id=message_id(str(uuid.uuid4()), host),
        text=str(mail.body),
        files=tuple(map(_file, mail.attachments)),
    )
    addresses = tuple(one.address for one in recipients) + hidden
    return FinishedMail(mail_bytes(parts), sender.address, addresses)


def _file(attachment: Any) -> MailFile:
    """An attachment of Django, which is a name, a content and a media type. Raises SentenceError
    for one that brings headers of its own.
    """
    if not isinstance(attachment, tuple):
        raise SentenceError("A file of a mail has no headers of its own.")
    name, content, media_type = attachment
    raw = content.encode() if isinstance(content, str) else content
    return MailFile(name or "", media_type or "application/octet-stream", raw)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class SmtpBackend(smtp.EmailBackend):
    """To the mail server of the settings."""

    def _send(self, email_message: EmailMessage) -> bool:
        """Raises as `finished_mail`, and smtplib.SMTPException."""
        if not email_message.recipients():
            return False
        mail = finished_mail(email_message, _now())
        assert self.connection is not None  # noqa: S101 - the backend has opened it
        self.connection.sendmail(mail.sender, mail.recipients, mail.raw)
        return True


class FolderBackend(filebased.EmailBackend):
    """Into files of the folder of the home."""

    def write_message(self, message: EmailMessage) -> None:
        """Raises as `finished_mail`."""
        raw = finished_mail(message, _now()).raw
        self.stream.write(raw + b"-" * 79 + b"\n")  # type: ignore[arg-type]  # a file of bytes here
