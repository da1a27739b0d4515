"""8,000 people in four scripts and encodings, taken in twice."""

from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, OPERATOR
from tests.intake.many import DUPLICATES, SPELLINGS, UNIQUE, Part, parts
from tests.invited import meeting
from tests.table import at_the_table, sent
from tourdetable.intake.people.party_names import NamedParty, PartyNames
from tourdetable.intake.people.reading import Asked, read_people
from tourdetable.invitations.actions.lists import import_participants
from tourdetable.invitations.models import Participant
from tourdetable.invitations.queries.listed import NEW, SAME, Answers, ListedPerson
from tourdetable.invitations.queries.seated import verdicts_on
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Party, Person

CODES = ["FJI", "TON", "WSM", "VUT", "NRU", "TUV", "PLW"]
NAMES = PartyNames.of(NamedParty(code, "", (code.title(),)) for code in CODES)
pytestmark = pytest.mark.django_db


@pytest.fixture
def pacific() -> None:
    Party.objects.bulk_create(
        Party(code=code, kind=PartyKind.COUNTRY, names=Wording.of(en=code.title()))
        for code in CODES
    )


def people_of(part: Part) -> tuple[ListedPerson, ...]:
    found = read_people(part.content, NAMES, Asked())
    assert found.grid.encoding.replace("-le", "") == part.encoding
    return found.people


def taken(people: tuple[ListedPerson, ...], otherwise: str = "") -> None:
    answers = Answers(otherwise=otherwise)
    import_participants(
        meeting(), people=people, answers=answers, source="list", by=OPERATOR, now=NOW
    )


@pytest.mark.usefixtures("pacific")
def test_twice_the_same_list_adds_nothing_the_second_time() -> None:
    lists = [people_of(part) for part in parts(CODES)]
    assert sum(map(len, lists)) == 8_000
    for people in lists:
        found = Counter(one.prospect for one in verdicts_on(meeting(), people, Answers()))
        assert found == {
            Prospect.ADDED: UNIQUE,
            Prospect.THERE: DUPLICATES,
            Prospect.PROPOSED: SPELLINGS,
        }
        taken(people)
    assert Participant.objects.count() == Person.objects.count() == 4 * UNIQUE
    assert Event.objects.filter(verb="import_participants").count() == 4
    for people in lists:
        with pytest.raises(SentenceError, match="Nothing on this list is new"):
            taken(people)
    assert Participant.objects.count() == Person.objects.count() == 4 * UNIQUE
    slugs = Person.objects.values_list("slug", flat=True)
    assert len(set(slugs)) == 4 * UNIQUE


@pytest.mark.usefixtures("pacific")
def test_proposals_come_as_somebody_new_only_where_that_is_said() -> None:
    people = people_of(next(parts(CODES)))
    taken(people, otherwise=NEW)
    assert Person.objects.count() == UNIQUE + SPELLINGS
    with pytest.raises(SentenceError):
        taken(people, otherwise=SAME)
    assert Person.objects.count() == UNIQUE + SPELLINGS


def preview_of(officer: Client, part: Part) -> str:
    here = "/en/desk/meetings/workshop-2027/participants/lists/"
    return str(sent(officer, here, file=SimpleUploadedFile("x.csv", part.content))["Location"])


def streamed(answer: object) -> str:
    """A page that comes bit by bit, all of it."""
    assert isinstance(answer, StreamingHttpResponse)
    assert answer["X-Accel-Buffering"] == "no"
    return b"".join(answer).decode()


@pytest.mark.usefixtures("pacific")
def test_a_long_list_says_how_far_it_is_and_takes_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    meeting()
    officer, part = at_the_table("secretariat officer"), next(parts(CODES))
    preview = preview_of(officer, part)
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    with django_assert_max_num_queries(60):
        page = streamed(sent(officer, f"{preview}take/", form=number))
    lines = ["The rows are being read.", "2000 rows are read; who is new", "Go on"]
    places = [page.index(line) for line in (*lines[:2], "The list is taken in.", lines[2])]
    assert places == sorted(places)
    assert Participant.objects.count() == UNIQUE
    again = streamed(sent(officer, f"{preview}take/", form=number))
    assert "The list is taken in." in again
    refused = streamed(sent(officer, f"{preview}take/"))
    assert 'role="alert">Nothing on this list is new; nothing was added.' in refused
    assert Event.objects.filter(verb="import_participants").count() == 1
