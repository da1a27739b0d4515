"""The mail with the code for signing in."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache

from django.core.mail import EmailMessage
from django.utils.translation import override

from tourdetable.ui.catalogue import translations

LOG = logging.getLogger(__name__)
HANDS = 2
"""How many mails of one process are on their way to the mail server at the same time."""
_under_way: "list[Future[None]]" = []


def code_mail(address: str, code: str, language: str) -> EmailMessage:
    """Plain text, in the language of the page on which the code was asked for."""
    _ = translations(language).gettext
    paragraphs = (
        _("Your code for signing in to Tour de Table:"),
        code,
        _("Type it on the page on which you asked for it. It holds for ten minutes and for once."),
        _(
            "If you did not ask for it, somebody has typed your address: you need not do anything. "
            "Never tell anybody this code; nobody from the secretariat will ask for it."
        ),
    )
    subject = _("%(code)s is your code for Tour de Table") % {"code": code}
    return EmailMessage(subject, "\n\n".join(paragraphs) + "\n", to=[address])


def hand_over(mail: EmailMessage) -> None:
    """Send it beside the answer: how long the mail server takes, or that it fails, would tell an
    address with an account from one without. Who stops the process waits until it is sent.
    """
    _under_way.append(_hands().submit(_send, mail))
    _under_way[:] = [sending for sending in _under_way if not sending.done()]


def all_sent() -> None:
    """Wait until what was handed over is sent, or has failed."""
    wait(_under_way)


def _send(mail: EmailMessage) -> None:
    try:
        with override(None):
            mail.send()
    except Exception:
        LOG.exception("A code for signing in could not be handed to the mail server.")


@cache
def _hands() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(HANDS, thread_name_prefix="code mail")
