"""The mail that came, read as a person reads it."""

import re

from django.core import mail
from django.core.mail import EmailMessage

from tourdetable.screens.mail import all_sent

CODE = re.compile(r"\b\d{4}-\d{4}\b")


def letters() -> list[EmailMessage]:
    """All that were sent so far."""
    all_sent()
    return list(mail.outbox)


def code_in(letter: object) -> str:
    """The code that stands in a text."""
    found = CODE.search(str(letter))
    assert found, letter
    return found[0]
