"""A file with agendas: which program wrote it shows in its first signs."""

import datetime as dt

import orjson

from tourdetable.intake.agendas import calendars, frab, indico
from tourdetable.intake.agendas.plans import MOST_ITEMS, Plan
from tourdetable.intake.agendas.shapes import Shape
from tourdetable.kernel.errors import SentenceError

LARGEST = 5_000_000
"""Bytes of a file."""
MOST_THINGS, MOST_MEMBERS = 200_000, 1_000_000
"""Objects and lists of JSON, and what stands in them, counted by its commas."""


def read_agendas(content: bytes, *, zone: str, first: dt.date, last: dt.date) -> list[Plan]:
    """The agendas of a file for a meeting in that zone from the first day to the last.

    Raises SentenceError for a file that is empty, too large, damaged or of no known kind.
    """
    if len(content) > LARGEST:
        raise SentenceError(
            "The file is larger than %(limit)s MB; divide it.", limit=LARGEST // 1_000_000
        )
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins:
        raise SentenceError("The file is empty; look whether it is the right one.")
    if begins[:15].upper() == b"BEGIN:VCALENDAR":
        found = calendars.plans_of(begins, zone, first, last)
    elif begins.startswith(b"<"):
        found = frab.plans_of_xml(begins, zone)
    elif begins.startswith((b"{", b"[")):
        found = _plans_of_json(begins, zone)
    else:
        raise SentenceError(
            "This is no calendar (.ics), no export of Indico (JSON) and no schedule of frab or "
            "pretalx (XML, JSON)."
        )
    if sum(plan.size for plan in found) > MOST_ITEMS:
        raise SentenceError("The file has more than %(limit)s events.", limit=MOST_ITEMS)
    return found


def _plans_of_json(content: bytes, zone: str) -> list[Plan]:
    things = content.count(b"{") + content.count(b"[")
    if things > MOST_THINGS or content.count(b",") > MOST_MEMBERS:
        raise SentenceError(
            "The file has more than %(limit)s entries; export fewer days of it.", limit=MOST_THINGS
        )
    try:
        data = Shape(orjson.loads(content))
    except ValueError:
        raise SentenceError("The file is not JSON; export it anew.") from None
    if data["schedule"]:
        return frab.plans_of_json(data, zone)
    if data["results"]:
        return indico.plans_of(data, zone)
    raise SentenceError("This JSON is no export of Indico and no schedule of frab or pretalx.")
