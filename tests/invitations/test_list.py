"""The invitation list follows from rules and mandates, and costs two queries at any length."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tourdetable.invitations.enums import Ground, Office
from tourdetable.invitations.models import InvitationRule
from tourdetable.invitations.queries.list import Line, invitation_list, lines_of
from tourdetable.kernel.dates import PartialDate
from tourdetable.meetings.enums import MeetingKind, Mode
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty, PartyKind
from tourdetable.parties.models import Party
from tourdetable.processes.enums import Basis, MandateStyle, ProcessKind, Role, SecretariatKind
from tourdetable.processes.models import Mandate, Process

ON = PartialDate("2005-04-14")
OFFICES = (Office.CURRENT_CHAIR, Office.SECRETARIAT)


def rule(office: Office, process: Process) -> InvitationRule:
    return InvitationRule(office=office, process=process, sources=("a-page",))


def secretariat(kind: SecretariatKind, code: str | None) -> Mandate:
    party = Party(code=code) if code else None
    sources = ("a-page",) if code else ("another-page",)
    return Mandate(
        role=Role.SECRETARIAT,
        secretariat_kind=kind,
        party=party,
        term=0,
        since=PartialDate("2002"),
        sources=sources,
    )


def told(line: Line) -> tuple[str, list[str], str]:
    who = [str(holder.mandate.party) for holder in line.candidates]
    return line.ground.value, who, line.certainty.value


def lines(office: Office, *mandates: Mandate) -> list[Line]:
    process = Process(pk=1, slug="p")
    return lines_of([rule(office, process)], {1: list(mandates)}, ON)


def test_an_official_secretariat_comes_before_whoever_helps() -> None:
    official = secretariat(SecretariatKind.OFFICIAL, "igc-secretariat")
    hosting = secretariat(SecretariatKind.HOSTING, "iom")
    services = secretariat(SecretariatKind.SERVICES, "icmpd")
    assert [told(line) for line in lines(Office.SECRETARIAT, official, hosting, services)] == [
        ("official-secretariat", ["igc-secretariat"], "certain")
    ]


def test_where_none_is_official_somebody_stands_in_and_the_statement_is_kept() -> None:
    none = secretariat(SecretariatKind.NONE, None)
    support = secretariat(SecretariatKind.TECHNICAL, "iom")
    hosting = secretariat(SecretariatKind.HOSTING, "ufm")
    found = lines(Office.SECRETARIAT, none, support, hosting)
    assert [told(line) for line in found] == [("stand-in", ["iom"], "certain")]
    assert found[0].sources == ("a-page", "another-page")


def test_an_office_that_nobody_is_known_to_hold_stays_on_the_list() -> None:
    found = lines(Office.CURRENT_CHAIR)
    assert [told(line) for line in found] == [("current-chair", [], "doubtful")]
    assert found[0].sources == ()


def test_two_possible_chairs_share_one_seat() -> None:
    chairs = [
        Mandate(role=Role.CHAIR, style=MandateStyle.CHAIR, party=Party(code=code), term=term,
                since=PartialDate(since), until=PartialDate(until), sources=(f"page-{term}",))
        for term, (since, until, code) in enumerate(
            [("2004", "2005", "CAN"), ("2005", "2006", "NLD")]
        )
    ]  # fmt: skip
    found = lines(Office.CURRENT_CHAIR, *chairs)
    assert [told(line) for line in found] == [("current-chair", ["CAN", "NLD"], "doubtful")]
    assert found[0].sources == ("page-0", "page-1")
    assert [line.ground for line in lines(Office.INCOMING_CHAIR, *chairs)] == [
        Ground.INCOMING_CHAIR
    ]


def convene(processes: int, terms: int) -> Meeting:
    """An invented meeting that invites the chair and secretariat of so many processes."""
    meeting = Meeting.objects.create(
        slug=f"m-{processes}-{terms}", kind=MeetingKind.WORKSHOP, mode=Mode.IN_PERSON, start=ON
    )
    party, _ = Party.objects.get_or_create(code="FJI", defaults={"kind": PartyKind.COUNTRY})
    for number in range(processes):
        process = Process.objects.create(
            slug=f"p-{processes}-{terms}-{number}",
            kind=ProcessKind.REGIONAL,
            basis=Basis.GEOGRAPHIC,
        )
        for place, office in enumerate(OFFICES):
            InvitationRule.objects.create(
                meeting=meeting, process=process, office=office, position=number * 2 + place
            )
        for term in range(terms):
            Mandate.objects.create(
                process=process,
                role=Role.CHAIR,
                style=MandateStyle.CHAIR,
                party=party,
                term=term,
                since=PartialDate(str(2005 + term)),
                until=PartialDate(str(2005 + term)),
                position=term,
                sources=["a-page"],
            )
    return meeting


@pytest.mark.django_db
@pytest.mark.parametrize(("processes", "terms"), [(1, 1), (3, 3)])
def test_the_list_costs_two_queries(
    processes: int, terms: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = convene(processes, terms)
    with django_assert_num_queries(2):
        found = invitation_list(meeting)
        assert [len(line.candidates) for line in found] == [1, 0] * processes
        assert [line.certainty for line in found if line.candidates] == (
            [Certainty.CERTAIN] * processes
        )
        assert {line.rule.process.slug for line in found if line.sources} == {
            f"p-{processes}-{terms}-{number}" for number in range(processes)
        }
