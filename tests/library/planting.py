"""Published documents whose files hold a planted word wherever their readers do not look."""

import io

import pikepdf

from tests.cast import NOW, OPERATOR
from tests.kernel.traced import AUTHOR, EDITOR, SAID, change, document, paragraph, run, saved
from tests.library.samples import SAYS, pdf
from tourdetable.kernel.enums import Publicity, WordingStatus
from tourdetable.kernel.media.traces import Cleaning
from tourdetable.kernel.wording import Wording
from tourdetable.library.actions import keep_file
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document
from tourdetable.library.rules.arrivals import Arrival

SLUG, SEEN = "planted-traces", "Kept as its readers see it."


def plant_files() -> Document:
    """A document in general distribution, kept as Word, as PDF and as a web page."""
    row = Document.objects.create(
        slug=SLUG, titles=Wording.of(en="Kept without traces"), kind=DocumentKind.REPORT,
        distribution=Distribution.GENERAL, publicity=Publicity.PUBLISHED,
    )  # fmt: skip
    page = f"<!doctype html><meta name=author content={AUTHOR}><p>{SEEN}<p hidden>{SAID}"
    files = (("en", "a.docx", _word()), ("fr", "a.pdf", _pdf()), ("es", "a.html", page.encode()))
    for language, name, content in files:
        arrival = Arrival(
            name, content, language, WordingStatus.ORIGINAL, 10**7,
            Cleaning.REJECT if name == "a.docx" else Cleaning.REMOVE,
        )  # fmt: skip
        keep_file(row, arrival=arrival, by=OPERATOR, now=NOW)
    return row


def _word() -> bytes:
    hidden = run(SAID, "<w:vanish/>")
    made = document(
        paragraph(run(SEEN) + change("ins", run(SAID), EDITOR) + hidden),
        author=AUTHOR, last_modified_by=EDITOR, title=SAID, comments=SAID,
    )  # fmt: skip
    made.add_comment(made.paragraphs[0].runs[0], SAID, author=AUTHOR, initials=EDITOR)
    return saved(made)


def _pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(f"{SAYS} {SEEN}"))) as written:
        written.docinfo["/Author"] = AUTHOR
        written.docinfo["/Title"] = SAID
        with written.open_metadata() as metadata:
            metadata["dc:creator"] = [EDITOR]
        written.save(made)
    return made.getvalue()
