"""The mail with the code for signing in."""

from django.core.mail import EmailMessage

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
