"""Mails about signing in: the code, and that too many were asked for."""

from django.core.mail import EmailMessage

from tourdetable.letters.writing import tongue_of
from tourdetable.parties.models import Account
from tourdetable.ui.catalogue import translations


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


def flood_mail(account: Account) -> EmailMessage:
    """Tell somebody, in their language, that more codes were asked in their name than are sent."""
    language = tongue_of(account.person.language)
    _ = translations(language).gettext
    paragraphs = (
        _(
            "More codes for signing in to Tour de Table were asked for with your address than we "
            "send. Until the hour is over, no more are sent to those who ask for one."
        ),
        _(
            "You can still sign in: with a code that was sent already, with a passkey, or in any "
            "browser in which you have signed in before."
        ),
        _(
            "If it was not you, nobody can sign in without the codes in your mail: pass none of "
            "them on, and tell the secretariat."
        ),
    )
    subject = _("Somebody asks for codes with your address on Tour de Table")
    return EmailMessage(subject, "\n\n".join(paragraphs) + "\n", to=[account.mail])
