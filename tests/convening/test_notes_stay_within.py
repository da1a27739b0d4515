"""Planted words in notes: what a government writes before it submits reaches no byte that the
secretariat can fetch, and what is between these two none that another government can. That none
leaves with the record, `test_nothing_gets_out.py` shows.
"""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.cast import NOW, OPERATOR
from tests.notes.planting import CLOSED, LINK, WITHIN, plant
from tests.notes.voices import published
from tests.sample import lay
from tests.screens.everywhere import FILLING, filled, routes
from tests.table import at_the_table, seated
from tests.unpacked import texts
from tourdetable.invitations.enums import Category, Function
from tourdetable.invitations.models import Participant
from tourdetable.kernel.models import Event
from tourdetable.letters.models import Letter
from tourdetable.meetings.actions.publishing import publish_meeting
from tourdetable.notes.models import Contributor, Questionnaire
from tourdetable.parties.models import Party
from tourdetable.processes.models import FocalPoint, Process

pytestmark = pytest.mark.django_db
QUERIES = ("", "?full=on", "?audience=participants&full=on", "?audience=public", "?rows=country")
"""How a table of answers is looked at."""


@pytest.fixture(autouse=True)
def row() -> Questionnaire:
    meeting = lay()
    publish_meeting(meeting, by=OPERATOR, now=NOW)
    made = published(plant(meeting))
    tonga = Party.objects.get(code="TON")
    person = seated("other delegation")
    Participant.objects.create(
        meeting=meeting, person=person, function=Function.DELEGATE, party=tonga,
        category=Category.GOVERNMENT,
    )  # fmt: skip
    FocalPoint.objects.create(
        person=person, process=Process.objects.get(slug="bali-process"), party=tonga, since="2020"
    )
    return made


def _addresses(row: Questionnaire, *starts: str) -> Iterator[str]:
    """Every address below these, of the questionnaire and of each of its notes."""
    usual = dict(FILLING)
    hand = Contributor.objects.filter(note__questionnaire=row, is_respondent=False)[0]
    given: dict[str, Callable[[], str]] = {
        "desk/questionnaires": lambda: "planted",
        "room/questionnaires": lambda: "planted",
        "room/answer": lambda: "objectives",
        "note/answer": lambda: "objectives",
        "note/note": lambda: LINK,
        "room/hands": lambda: str(hand.pk),
        "note/hands": lambda: str(hand.pk),
    }
    found = set()
    try:
        for note in row.notes.all():
            FILLING.update(given)
            FILLING["desk/notes"] = FILLING["room/notes"] = lambda key=note.pk: str(key)  # type: ignore[misc]  # bound at once
            found |= {filled(route) for route in routes() if route.startswith(starts)}
    finally:
        FILLING.clear()
        FILLING.update(usual)
    return iter(sorted(found))


def _fetched(client: Client, addresses: Iterator[str]) -> Iterator[tuple[str, bytes]]:
    """Whatever they answer to a look, with its headers, unpacked."""
    for address in addresses:
        for query in QUERIES if "/answers" in address else ("",):
            answer = client.get(f"/en/{address}{query}")
            if answer.status_code == 200:
                yield f"{address} headers", str(answer.headers).encode()
                yield from texts(address + query, answer.content)


def test_the_secretariat_sees_nothing_of_what_happens_inside_a_government(
    row: Questionnaire,
) -> None:
    officer, seen = at_the_table("secretariat officer"), set()
    for name, content in _fetched(officer, _addresses(row, "desk/")):
        assert WITHIN.findall(content) == [], name
        seen |= set(CLOSED.findall(content))
    assert seen == {b"fji", b"kir", b"nru", b"plw", b"che", b"vut"}


def test_another_government_sees_what_each_lets_it_and_no_more(row: Questionnaire) -> None:
    other, count, shared = at_the_table("other delegation"), 0, b""
    for name, content in _fetched(other, _addresses(row, "room/", "note/", "desk/", "reply/")):
        assert CLOSED.findall(content) == [], name
        count += 1
        shared += content if name.startswith("room/questionnaires/") else b""
    assert count > 20
    assert (b"Heard by all" in shared, b"Voiced by two" in shared) == (True, True)
    assert (b"Vanuatu" in shared, b"Kiribati" in shared, b"Tonga" in shared) == (False,) * 3


def test_a_letter_tells_a_respondent_of_itself_alone(row: Questionnaire) -> None:
    letters = Letter.objects.filter(meeting=row.meeting)
    ours = [one for one in letters if one.note or one.version]
    assert len(ours) > 10
    for letter in ours:
        note = letter.note or letter.version.note  # type: ignore[union-attr]  # one of them
        told = f"{letter.subject} {letter.text}"
        assert WITHIN.findall(told.encode()) == []
        whose = {code.decode() for code in CLOSED.findall(told.encode())}
        assert whose <= {note.party.code.lower()}, letter


def test_the_journal_holds_no_text_from_inside_a_government() -> None:
    """Whom a government invited stands in it, which no screen shows."""
    found = set()
    for event in Event.objects.all():
        told = f"{event.thing} {event.before} {event.after}".encode()
        found |= {match.group() for match in WITHIN.finditer(told)}
    assert found <= {b"zyxwwithin-fji-ministrywxyz", b"zyxwwithin-fji-mailwxyz"}
