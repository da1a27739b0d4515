"""An ordinary list of 8,000 people and a note in Word, taken in by whichever build is on the path:
prints one object of JSON with medians in milliseconds. Started by `doors`.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))

from benchmarks.importing import brought, invented_list, signed_in  # noqa: E402 - the path first
from benchmarks.large_files import word  # noqa: E402 - the same
from benchmarks.measuring import environment, own_home, seconds  # noqa: E402 - the same

TIMES = 5
PARAGRAPHS = 120
"""Of a note: some ten pages."""


def median_of_fresh(look: Callable[[], float]) -> float:
    return 1000 * statistics.median(look() for _ in range(TIMES))


def workbook_of(listed: bytes) -> bytes:
    import io  # noqa: PLC0415 - for this alone

    from openpyxl import Workbook  # noqa: PLC0415 - the same

    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("People")
    for line in listed.decode("cp1252").splitlines():
        sheet.append(line.split(";"))
    book.save(made)
    return made.getvalue()


def main() -> None:
    with own_home() as home:
        os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        from tourdetable.library.rules.arrivals import Arrival  # noqa: PLC0415 - after the settings

        client, here = signed_in()
        client.get(here)  # as a browser does before it sends a file
        time.sleep(2)
        listed, note = invented_list(), word(PARAGRAPHS)
        book = workbook_of(listed)

        def look(content: bytes) -> float:
            preview = brought(client, here, content)
            return seconds(lambda: client.get(preview))

        def attach() -> float:
            arrival = Arrival("note.docx", note, "en", None, 10**8)
            return seconds(lambda: arrival.recognised)

        found = {
            "list": median_of_fresh(lambda: look(listed)),
            "workbook": median_of_fresh(lambda: look(book)),
            "note": median_of_fresh(attach),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
