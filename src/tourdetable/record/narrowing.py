"""What must be drawn again after a few meetings changed, or answers came or went, and nothing else
did.

Whatever shows something of a meeting is pointed to by the page of the meeting: its hosts, its
processes, its neighbours, its documents, its answers, its series, its year; and answers point to
their meeting. So the pages that a change can reach
are those that its page pointed to before and those that it points to now, and lists that show it.
Any other change draws everything anew, which the stock makes cheap.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tourdetable.kernel.models import Event
from tourdetable.record.addresses import THINGS
from tourdetable.record.stock import Stock
from tourdetable.sheets.edition import Thing

CALENDAR, DOCUMENTS, HOME, MEETINGS = map(Thing, ("calendar", "documents", "home", "meetings"))
"""The pages of which there is one alone that say more of meetings than how many there are."""
COUNTS = Thing("about")
"""The one that says only that."""

_OF_A_MEETING = re.compile(r"meeting:([^/]+)(?:/links|(/publicity))?")
_OF_ANSWERS = re.compile(r"questionnaire:([^/]+)/publicity")
_PAGE = re.compile(r"[^/]+/([^/]+)/([^/]+)/index\.html")
_KINDS = {folder: kind for kind, folder in THINGS.items()}


class Changed(NamedTuple):
    """The things that changed, and whether some meetings came into the record or left it."""

    things: frozenset[Thing]
    are_counted_anew: bool

    @property
    def slugs(self) -> frozenset[str]:
        """Those of the meetings."""
        return frozenset(thing.slug for thing in self.things if thing.kind == "meeting")


def changed_since(last: int) -> Changed | None:
    """What events after that one changed; None where it was something else than meetings and the
    publicity of answers.
    """
    found, are_counted_anew = set[Thing](), False
    for name in Event.objects.filter(pk__gt=last).values_list("thing", flat=True):
        if of_answers := _OF_ANSWERS.fullmatch(name):
            found.add(Thing("answers", of_answers[1]))
        elif of_meeting := _OF_A_MEETING.fullmatch(name):
            found.add(Thing("meeting", of_meeting[1]))
            are_counted_anew |= bool(of_meeting[2])
        else:
            return None
    return Changed(frozenset(found), are_counted_anew)


def reached_before(things: Iterable[Thing], stock: Stock, language: str) -> set[Thing]:
    """The things, and what their pages pointed to when they were pressed last."""
    found = set()
    for thing in things:
        found.add(thing)
        row = stock.find(thing.kind, thing.slug, language)
        if row:
            found |= reached(row.targets)
    return found


def lists_showing(
    changed: Changed, reached_things: set[Thing], stock: Stock, language: str, at_home: set[str]
) -> set[Thing]:
    """The lists that say something of the meetings, or how many there are. The one of documents
    names those meetings that have any; the home page those that it named before, and those that
    are `at_home` now.
    """
    found = {CALENDAR, MEETINGS} if changed.slugs else set()
    if changed.are_counted_anew:
        found.add(COUNTS)
    if any(thing.kind == "document" for thing in reached_things):
        found.add(DOCUMENTS)
    home = stock.find(HOME.kind, HOME.slug, language)
    was_at_home = {thing.slug for thing in reached(home.targets)} if home else changed.slugs
    if changed.slugs & (was_at_home | at_home):
        found.add(HOME)
    return found


def reached(targets: Iterable[str]) -> set[Thing]:
    """The things whose pages are among the addresses."""
    matches = filter(None, map(_PAGE.fullmatch, targets))
    return {Thing(_KINDS[match[1]], match[2]) for match in matches if match[1] in _KINDS}


def with_a_page(things: Iterable[Thing], stock: Stock, language: str) -> list[Thing]:
    """Those of the things that had a page when they were pressed last, by their kinds."""
    return [thing for thing in sorted(things) if stock.find(thing.kind, thing.slug, language)]
