"""No screen asks the database more than twelve times (design, section 7)."""

import re

import pytest

from tests.sample import lay
from tests.screens.everywhere import everywhere, looked

pytestmark = pytest.mark.django_db

MOST = 12
ASKING_MORE = {
    "desk/meetings/table/publish/preview/": 43,
    "room/notes/0/": 13,
    "room/notes/0/brought/0/": 13,
}
"""The page of the record as readers will see it is drawn by what draws the record. Six statements
say who a focal point is on that day; by their links the two pages take nine and eight. Numbers in
addresses are told as 0.
"""
SECTIONS = ("desk/", "room/", "reply/", "note/")


def test_no_screen_asks_the_database_more_than_twelve_times() -> None:
    lay()
    seen = [
        look
        for address in everywhere()
        if address.startswith(SECTIONS)
        if (look := looked(address))
    ]
    assert len(seen) > 150
    over = {
        one.address: one.statements
        for one in seen
        if one.statements > ASKING_MORE.get(re.sub(r"\d+", "0", one.address), MOST)
    }
    assert not over
