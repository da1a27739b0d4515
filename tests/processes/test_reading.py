"""What is stored of processes is read in a constant number of queries; growth and membership."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Answer
from tourdetable.parties.queries import seats_in_organisations
from tourdetable.processes.queries.dossiers import process_dossiers, relations_dossiers
from tourdetable.processes.queries.growth import growth
from tourdetable.processes.queries.members import existed_on, seats_on, shared_seats

pytestmark = pytest.mark.usefixtures("reference")

ONE = ["igc"]
THREE = ["igc", "rcm", "bali-process"]


@pytest.mark.parametrize("slugs", [ONE, THREE, None])
def test_dossiers_cost_six_queries(
    slugs: list[str] | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        for dossier in process_dossiers(slugs).values():
            assert dossier.snapshot()


@pytest.mark.parametrize("slugs", [ONE, THREE, None])
def test_relations_cost_two_queries(
    slugs: list[str] | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        for dossier in relations_dossiers(slugs).values():
            dossier.snapshot()


def test_all_seats_in_all_organisations_cost_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        seats = seats_in_organisations(PartialDate("2005-04-14"))
    assert len(seats["eu"]) == 25


@pytest.mark.parametrize(
    ("slug", "on", "answer"),
    [
        ("rabat-process", "2005-04-14", Answer.NO),
        ("rabat-process", "2006-07-11", Answer.UNKNOWN),
        ("rabat-process", "2007-01-01", Answer.YES),
        ("budapest-process", "1992-06-01", Answer.UNKNOWN),
        ("cis-conference", "2004-06-01", Answer.YES),
        ("cis-conference", "2006-01-01", Answer.NO),
    ],
)
def test_a_process_exists_between_its_founding_and_its_end(
    slug: str, on: str, answer: Answer
) -> None:
    assert existed_on(process_dossiers([slug])[slug], PartialDate(on)) is answer


def test_nobody_sits_in_a_process_before_it_was_founded() -> None:
    dossier = process_dossiers(["rabat-process"])["rabat-process"]
    assert seats_on(dossier, PartialDate("2005-04-14")) == []
    in_its_first_year = seats_on(dossier, PartialDate("2006-03-01"))
    assert {str(seat.certainty) for seat in in_its_first_year} == {"doubtful"}


def test_shared_seats_carry_the_doubts_of_both() -> None:
    midwa = process_dossiers(["midwa"])["midwa"]
    on = PartialDate("2025-01-20")
    ecowas = seats_in_organisations(on)["ecowas"]
    doubts = {
        str(row.party): [str(reason.code) for reason in row.reasons]
        for row in shared_seats(seats_on(midwa, on), ecowas)
        if row.party.code in ("BFA", "BEN")
    }
    assert doubts == {"BFA": ["end-precision"], "BEN": ["listed"]}


def test_the_number_of_processes_grew() -> None:
    years = {row.year: row for row in growth(process_dossiers().values())}
    assert min(years) == 1985
    assert [str(process) for process in years[1985].founded] == ["igc"]
    assert all(row.at_least <= row.total <= row.at_most for row in years.values())
    totals = [row.total for row in years.values()]
    assert totals == sorted(totals)
    assert totals[-1] == 38
    assert (years[1995].total, years[2005].total) == (2, 18)
