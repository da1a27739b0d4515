"""The post of `tdt demo`: a folder, and the terminal."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class TellingBackend(EmailBackend):
    """Lays mail into the folder and says on the terminal to whom it goes and what it is about: the
    code for signing in is in its subject.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages) or 0
        for letter in email_messages:
            sys.stdout.write(f"Mail to {', '.join(letter.to)}: {letter.subject}\n")
        sys.stdout.flush()
        return sent
