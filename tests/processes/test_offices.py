"""Who presides on a date: certain where it can be, and otherwise every possible holder."""

import pytest

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.sources import UNVERIFIED
from tourdetable.parties.enums import Certainty
from tourdetable.parties.models import Party
from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind
from tourdetable.processes.models import Mandate
from tourdetable.processes.queries.offices import Holder, offices_on

Told = list[tuple[str, tuple[str, ...]]]


def chairs(*terms: tuple[str | None, str | None, str]) -> list[Mandate]:
    """Chair mandates from (from, to, codes): several codes make co-chairs of one term."""
    found = []
    for number, (since, until, codes) in enumerate(terms):
        shared = len(codes.split()) > 1
        for position, code in enumerate(codes.split()):
            found.append(
                Mandate(
                    role=Role.CO_CHAIR if shared else Role.CHAIR,
                    style=MandateStyle.CO_CHAIRS if shared else MandateStyle.CHAIR,
                    party=Party(code=code),
                    term=number,
                    position=position,
                    since=PartialDate(since) if since else None,
                    until=PartialDate(until) if until else None,
                    sources=("a-page",),
                )
            )
    return found


def told(holders: tuple[Holder, ...]) -> Told:
    return [
        (str(h.mandate.party), tuple(f"{r.code} {r.unit or ''}".strip() for r in h.reasons))
        for h in holders
    ]


IGC = chairs(("2003", "2004", "NOR"), ("2004", "2005", "CAN"), ("2005", "2006", "NLD"),
             ("2006", "2007", "IRL"))  # fmt: skip
RCM = chairs(("2004", "2004", "PAN"), ("2005", "2005", "CAN"), ("2006", "2006", "SLV"))
HANDOVER = ("handover 2005",)


def test_a_handover_whose_day_is_not_known_leaves_two_answers() -> None:
    offices = offices_on(IGC, PartialDate("2005-04-14"))
    assert told(offices.presiding) == [("CAN", HANDOVER), ("NLD", HANDOVER)]
    assert told(offices.past) == [("NOR", HANDOVER), ("CAN", HANDOVER)]
    assert told(offices.incoming) == [("NLD", HANDOVER), ("IRL", HANDOVER)]
    assert {holder.certainty for holder in offices.presiding} == {Certainty.DOUBTFUL}


def test_a_term_of_one_year_is_that_year() -> None:
    offices = offices_on(RCM, PartialDate("2005-04-14"))
    assert told(offices.presiding) == [("CAN", ())]
    assert told(offices.past) == [("PAN", ())]
    assert told(offices.incoming) == [("SLV", ())]
    assert offices.presiding[0].certainty is Certainty.CERTAIN


def test_a_fact_without_a_page_is_doubtful() -> None:
    mandates = chairs(("2005", "2005", "CAN"))
    mandates[0].sources = (UNVERIFIED,)
    presiding = offices_on(mandates, PartialDate("2005-04-14")).presiding
    assert told(presiding) == [("CAN", ("unverified",))]
    assert presiding[0].certainty is Certainty.DOUBTFUL


def test_co_chairs_share_a_term() -> None:
    offices = offices_on(chairs(("2002", None, "AUS IDN")), PartialDate("2005-04-14"))
    assert told(offices.presiding) == [("AUS", ()), ("IDN", ())]
    assert (offices.past, offices.incoming) == ((), ())


def test_on_the_very_day_of_a_handover_it_is_one_of_the_two() -> None:
    mandates = chairs(("2016", "2017-11-30", "SLV"), ("2017-11-30", "2018", "PAN"))
    offices = offices_on(mandates, PartialDate("2017-11-30"))
    same_day = ("handover 2017-11-30",)
    assert told(offices.presiding) == [("SLV", same_day), ("PAN", same_day)]
    assert told(offices_on(mandates, PartialDate("2017-12-01")).presiding) == [("PAN", ())]


def test_an_end_that_nobody_takes_over_is_a_doubt_of_its_own() -> None:
    mandates = chairs(("2014", "2015", "AUS"), ("2015", "2016", "BEL"), ("2017", "2018", "NOR"))
    offices = offices_on(mandates, PartialDate("2016-06-01"))
    assert told(offices.presiding) == [("BEL", ("end-precision 2016",))]
    assert told(offices.past) == [("AUS", ())]
    assert told(offices.incoming) == [("NOR", ())]


def test_between_two_known_chairs_there_may_have_been_others() -> None:
    mandates = chairs(("2003", "2003", "AUS"), ("2005", "2005", "FJI"))
    in_gap = offices_on(mandates, PartialDate("2004-06-01"))
    assert told(in_gap.presiding) == []
    assert (told(in_gap.past), told(in_gap.incoming)) == ([("AUS", ("gap",))], [("FJI", ("gap",))])
    assert told(offices_on(mandates, PartialDate("2005-04-14")).past) == [("AUS", ("gap",))]


def test_an_unknown_start_lies_after_the_term_before() -> None:
    mandates = chairs(
        ("2016", "2016", "PRT"), (None, "2017-03-21", "MLI"), ("2017-03-21", "2018-05", "BEL"),
        ("2018-05", "2019", "BFA"), (None, "2020-12-07", "FRA"),
    )  # fmt: skip
    assert told(offices_on(mandates, PartialDate("2017-01-15")).presiding) == [
        ("MLI", ("start-unknown",))
    ]
    assert told(offices_on(mandates, PartialDate("2017-06-01")).presiding) == [("BEL", ())]
    assert told(offices_on(mandates, PartialDate("2020-06-01")).presiding) == [
        ("FRA", ("start-unknown",))
    ]


def test_nobody_presides_before_the_first_or_after_a_closed_last_term() -> None:
    before = offices_on(RCM, PartialDate("1990-01-01"))
    after = offices_on(RCM, PartialDate("2020-01-01"))
    assert (told(before.presiding), told(after.presiding)) == ([], [])
    assert told(before.incoming) == [("PAN", ("gap",))]
    assert told(after.past) == [("SLV", ("gap",))]


def test_a_year_asked_for_as_a_whole_is_answered_as_far_as_it_goes() -> None:
    assert told(offices_on(RCM, PartialDate("2005")).presiding) == [("CAN", ())]
    assert told(offices_on(IGC, PartialDate("2005")).presiding) == [
        ("CAN", HANDOVER),
        ("NLD", HANDOVER),
    ]


def secretariat(kind: SecretariatKind, code: str | None) -> Mandate:
    party = Party(code=code) if code else None
    return Mandate(
        role=Role.SECRETARIAT, secretariat_kind=kind, party=party, term=0, sources=("a-page",),
        since=PartialDate("2002"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "official", "stand_ins", "none"),
    [
        ("OFFICIAL HOSTING", ["official"], [], 0),
        ("SERVICES TECHNICAL HOSTING", [], ["services", "technical"], 0),
        ("NONE TECHNICAL", [], ["technical"], 1),
        ("NONE", [], [], 1),
    ],
)
def test_kinds_of_secretariat(
    kinds: str, official: list[str], stand_ins: list[str], none: int
) -> None:
    rows = [
        secretariat(SecretariatKind[kind], None if kind == "NONE" else kind.lower())
        for kind in kinds.split()
    ]
    offices = offices_on(rows, PartialDate("2005-04-14"))
    assert [name for name, _ in told(offices.official_secretariats)] == official
    assert [name for name, _ in told(offices.stand_ins)] == stand_ins
    assert len(offices.no_secretariat) == none
