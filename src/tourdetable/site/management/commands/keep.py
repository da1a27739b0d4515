"""`tdt keep DOCUMENT FILE --language TAG`: keep a file as a document in one language."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.intake.files import read_kept_file
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.enums import WordingStatus
from tourdetable.library.actions import keep_file
from tourdetable.library.queries import find_document
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.library.rules.rights import may_read_document
from tourdetable.site.command import OPERATOR, TableCommand, now


class Command(TableCommand):
    help = (
        "Keep a file (PDF, DOCX, ODT, HTML or TXT) as a document in one language, and say what it "
        "was recognised as."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", metavar="DOCUMENT", help="its symbol or slug")
        parser.add_argument("file", type=Path, metavar="FILE", help="where the file lies")
        text = "the language of the text, as a tag of BCP 47 such as fr"
        parser.add_argument("--language", required=True, metavar="TAG", help=text)
        status = parser.add_mutually_exclusive_group()
        status.add_argument("--original", action="store_true", help="it was written so")
        status.add_argument("--official", action="store_true", help="an official translation")
        status.add_argument("--courtesy", action="store_true", help="a courtesy translation")
        status.add_argument("--machine", action="store_true", help="a machine translation")

    def answer(self, **options: Any) -> None:
        document = find_document(options["document"])
        status = next((one for one in WordingStatus if options[one.value]), None)
        path, most = options["file"], settings.TDT_LARGEST_FILE
        content = read_kept_file(path, most=most)
        arrival = Arrival(path.name, content, options["language"], status, most)
        found = arrival.recognised
        moment = now()
        keep_file(document, arrival=arrival, by=OPERATOR, now=moment)
        pages = "" if found.pages is None else f", pages: {found.pages}"
        self.say(f"Kept: {found.medium.called}{pages}, {found.size} bytes.")
        is_public = may_read_document(ANONYMOUS, document, moment)
        fate = "is published with the next `tdt publish`" if is_public else "stays in the house"
        self.say(f"{document} in “{arrival.language}” {fate}.")
