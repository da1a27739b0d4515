"""A copy to take away: what it has lies in it, what it lacks is where it is public."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from tourdetable.record.surroundings import Surroundings
from tourdetable.record.takeaway import meeting_copy

BASE = "https://record.example.org/"
PAGE = "fr/meetings/small/index.html"
LINKS = re.compile(r'(?:href|src)="([^"]+)"')


def copy_of(page: str) -> dict[str, str]:
    """The payload of a copy of that one page, by address."""
    around = Surroundings.now(("en", "fr"), BASE)
    files = {PAGE: page.encode(), "fr/meetings/small/index.json": b"{}"}
    with zipfile.ZipFile(io.BytesIO(meeting_copy("small", files, {}, around))) as copy:
        return {
            name.removeprefix("small/data/"): copy.read(name).decode()
            for name in copy.namelist()
            if name.startswith("small/data/")
        }


def test_links_stay_in_the_copy_or_lead_to_the_record() -> None:
    asked = (
        '<a href="index.json">',
        '<a href="#agenda">',
        '<a href="meeting.pdf">',
        '<a href="../../processes/igc/index.html#members">',
        '<a href="../../../copies/small.zip">',
        '<a href="https://example.org/x?a=1&amp;b=2">',
        '<a href="mailto:a@example.org">',
    )
    found = copy_of("".join(asked))[PAGE]
    assert LINKS.findall(found) == [
        "index.json",
        "#agenda",
        f"{BASE}fr/meetings/small/meeting.pdf",
        f"{BASE}fr/processes/igc/index.html#members",
        f"{BASE}copies/small.zip",
        "https://example.org/x?a=1&amp;b=2",
        "mailto:a@example.org",
    ]


def test_the_page_that_chooses_a_language_leads_somewhere_too() -> None:
    payload = copy_of("")
    links = LINKS.findall(payload["index.html"])
    inside = {link for link in links if str(PurePosixPath(link)) in payload}
    assert inside
    assert all(link.startswith(BASE) for link in links if link not in inside)
