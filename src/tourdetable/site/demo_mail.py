"""The post of `tdt demo`: a folder, and the terminal."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage

from tourdetable.kernel.errors import shown
from tourdetable.site.mail_backends import FolderBackend


class TellingBackend(FolderBackend):
    """Lays mail into the folder and says on the terminal to whom it goes and what it is about: the
    code for signing in is in its subject.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages) or 0
        for letter in email_messages:
            to = ", ".join(map(shown, letter.to))
            sys.stdout.write(f"Mail to {to}: {shown(str(letter.subject))}\n")
        sys.stdout.flush()
        return sent
