"""The golden pages: what a few pages are, byte for byte. `python -m tests.golden_pages` writes them
anew after a change that is meant; the difference is then read like any other change.
"""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourdetable.sheets.entry import Entry

FOLDER = Path(__file__).parent / "golden"
GOLDEN = {
    "home.es.html": ("home", "", "es"),
    "meeting.fr.html": ("meeting", "rcp-workshop-2005", "fr"),
    "process.ar.html": ("process", "rcm", "ar"),
    "country.zh.html": ("country", "fji", "zh"),
    "organisation.ru.html": ("organisation", "ecowas", "ru"),
    "document.en.html": ("document", "gcim-report-2005-o1", "en"),
    "calendar.ar.html": ("calendar", "", "ar"),
    "about.ru.html": ("about", "", "ru"),
}


def golden_pages() -> dict[str, bytes]:
    """Each page as it is drawn now, from the reference data."""
    from tests.cast import NOW  # noqa: PLC0415 - Django is set up before
    from tourdetable.kernel.actors import ANONYMOUS  # noqa: PLC0415 - the same
    from tourdetable.kernel.dates import PartialDate  # noqa: PLC0415 - the same
    from tourdetable.sheets.edition import Edition, Thing  # noqa: PLC0415 - the same
    from tourdetable.site.configuration import LANGUAGES  # noqa: PLC0415 - the same

    edition = Edition(LANGUAGES, by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    things = [Thing(kind, slug) for kind, slug, _language in GOLDEN.values()]
    entries = {(x.kind, x.slug, x.language): x for x in edition.entries(things)}
    return {name: _page(entries[key]) for name, key in GOLDEN.items()}


def _page(entry: "Entry") -> bytes:
    """With a frame that does not change with the style."""
    from tourdetable.formats.html import render_page  # noqa: PLC0415 - as above
    from tourdetable.record.addresses import page_address  # noqa: PLC0415 - the same
    from tourdetable.record.surroundings import Pointing, Surroundings  # noqa: PLC0415 - the same
    from tourdetable.site.configuration import LANGUAGES  # noqa: PLC0415 - the same

    around = Surroundings("style/a.css", "style/b.js", LANGUAGES, "https://example.org/")
    page = Pointing(page_address(entry.kind, entry.slug, entry.language))
    frame = around.frame(page, entry.language, entry.kind, entry.slug)
    return render_page(entry.sheet, frame)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(TDT_HOME=home, DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home first
        from django.core.management import call_command  # noqa: PLC0415 - the same

        django.setup()
        call_command("init", reference=True)
        FOLDER.mkdir(exist_ok=True)
        for name, content in golden_pages().items():
            (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
