"""`tdt invite-officer MAIL`: the secretariat's list begins."""  # noqa: N999 - named as it is typed

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.core.validators import validate_email

from tourdetable.kernel.errors import SentenceError
from tourdetable.parties.actions import invite_officer
from tourdetable.site.command import OPERATOR, TableCommand, now
from tourdetable.site.configuration import LANGUAGES


class Command(TableCommand):
    help = "Put somebody on the secretariat's list; who is on it works at the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mail", metavar="MAIL", help="the code for signing in is sent there")
        parser.add_argument("--name", help="how the person is called; default: the address")
        text = "in which language letters are written to them"
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help=text)

    def answer(self, **options: Any) -> None:
        mail, language = options["mail"].strip(), options["language"]
        try:
            validate_email(mail)
        except ValidationError:
            msg = f"“{mail}” is not an e-mail address."
            raise SentenceError(msg) from None
        name = options["name"] or mail.partition("@")[0]
        invite_officer(mail, name=name, language=language, by=OPERATOR, now=now())
        self.say(f"{name} is on the secretariat's list.")
        self.say(f"Next: open {settings.TDT_ADDRESS}{language}/desk/ while `tdt serve` runs,")
        self.say(f"type {mail} and then the code that is sent there.")
        if settings.SMTP is None:
            self.say(
                f"Without TDT_MAIL_URL no mail leaves: the code lies in {settings.EMAIL_FILE_PATH}."
            )
