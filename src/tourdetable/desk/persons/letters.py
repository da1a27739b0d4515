"""The mail by which somebody learns that their second factor was reset."""

from django.core.mail import EmailMessage

from tourdetable.letters.writing import tongue_of
from tourdetable.ui.catalogue import translations


def reset_mail(address: str, language: str) -> EmailMessage:
    """Plain text, in the language of the person where the house speaks it."""
    _ = translations(tongue_of(language)).gettext
    paragraphs = (
        _(
            "The secretariat has reset the second factor of your account on Tour de Table. Your "
            "app, your passkeys and your recovery codes are no longer asked for, and you are "
            "signed out in every browser."
        ),
        _("Sign in with a code from your mail, and set up a new one on the page of your account."),
        _("If you did not ask for this, tell the secretariat at once."),
    )
    subject = _("Your second factor for Tour de Table was reset")
    return EmailMessage(subject, "\n\n".join(paragraphs) + "\n", to=[address])
