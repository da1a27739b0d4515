"""Seats, offices and focal points as the desk keeps them: one event each, and no doubt is lost."""

import json
from typing import Any

import pytest

from tests.cast import CAST, NOW, OPERATOR
from tourdetable.kernel.citing import NamedSource
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event, Source
from tourdetable.kernel.rows import ChangedMeanwhileError
from tourdetable.kernel.sources import UNVERIFIED
from tourdetable.kernel.wording import Wording
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party, Person
from tourdetable.processes.actions.focal_points import (
    correct_focal_point,
    end_focal_point,
    record_focal_point,
    strike_focal_point,
)
from tourdetable.processes.actions.mandates import (
    correct_mandate,
    end_mandate,
    hand_over_office,
    record_mandate,
    strike_mandate,
)
from tourdetable.processes.actions.memberships import (
    correct_membership,
    end_membership,
    record_membership,
    strike_membership,
)
from tourdetable.processes.enums import MandateStyle, MembershipKind, SecretariatKind
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process
from tourdetable.processes.queries.dossiers import process_dossiers
from tourdetable.processes.queries.members import seats_on
from tourdetable.processes.queries.offices import offices_on
from tourdetable.processes.queries.standings import standings_of_focal_points
from tourdetable.processes.rules import (
    may_keep_process,
    may_read_focal_point,
    may_record_process,
    readable_focal_points,
)
from tourdetable.sheets.reader import Footnotes, Reader
from tourdetable.sheets.seat_building import member_line

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": CAST["secretariat officer"], "now": NOW}
PAGE = NamedSource(title="Communiqué of the chair", url="https://example.org/communique")
UNCHECKED = NamedSource()
MEMBER = MembershipKind.MEMBER


def day(text: str) -> PartialDate:
    return PartialDate(text)


@pytest.fixture
def bali(reference: None) -> Process:  # noqa: ARG001 - asked for so that the data is there
    return Process.objects.get(slug="bali-process")


def party(code: str) -> Party:
    return Party.objects.get(code=code)


def seated(code: str, on: str) -> list[tuple[str, tuple[str, ...]]]:
    """The certainty of a party's seat on a date, and its doubts."""
    seats = seats_on(process_dossiers(["bali-process"])["bali-process"], day(on))
    return [(s.certainty, tuple(r.code for r in s.reasons)) for s in seats if s.party.code == code]


def presiding(process: Process, on: str) -> list[str]:
    rows = Mandate.objects.filter(process=process).select_related("party")
    return sorted(str(h.mandate.party) for h in offices_on(rows, day(on)).presiding)


def seat(process: Process, code: str, **more: Any) -> Membership:
    facts: dict[str, Any] = {"kind": MEMBER, "since": day("2026"), "until": None}
    facts |= {"is_uncertain": False, "note": Wording(), "source": PAGE}
    record_membership(process, party=party(code), **{**facts, **more}, **BY)
    return Membership.objects.get(process=process, party__code=code)


def test_a_seat_is_recorded_with_its_date_and_its_page(bali: Process) -> None:
    row = seat(bali, "CHL", since=day("2026-03"))
    key = Source.objects.get(url=PAGE.url).key
    assert (row.evidence, row.since, row.sources) == (SeatEvidence.DATED, day("2026-03"), (key,))
    event = Event.objects.latest("pk")
    assert (event.verb, event.thing, event.before) == (
        "record_membership",
        "process:bali-process/memberships",
        "",
    )
    after = json.loads(event.after)
    assert after["said_by"] == {"key": key, "publisher": PAGE.title, "url": PAGE.url}
    assert [one["party"] for one in after["memberships"]] == ["CHL"]
    with pytest.raises(SentenceError, match="such a seat already"):
        seat(bali, "CHL")
    assert Event.objects.latest("pk") == event


def test_a_known_address_is_the_known_page(bali: Process) -> None:
    known = Source.objects.filter(collection__slug="processes")[0]
    row = seat(bali, "CHL", source=NamedSource(title="Other", url=known.url))
    assert set(Source.objects.filter(key=row.sources[0]).values_list("url")) == {(known.url,)}
    assert not Source.objects.filter(collection__slug="desk").exists()


def test_the_end_of_a_listed_seat_leaves_what_was_listed_listed(bali: Process) -> None:
    row = Membership.objects.get(process=bali, party__code="AFG", kind=MEMBER)
    assert row.evidence == SeatEvidence.LISTED
    before = seated("AFG", "2015")
    end_membership(row, until=day("2026"), source=PAGE, **BY)
    assert seated("AFG", "2015") == before == [("listed", ("listed",))]
    assert seated("AFG", "2026-06-01") == [("doubtful", ("listed", "end-precision"))]
    assert seated("AFG", "2027") == []
    with pytest.raises(SentenceError, match="ended already"):
        end_membership(row, until=day("2027"), source=PAGE, **BY)


def test_the_record_shows_when_a_listed_seat_ended(bali: Process) -> None:
    row = Membership.objects.get(process=bali, party__code="AFG", kind=MEMBER)
    end_membership(row, until=day("2026"), source=PAGE, **BY)
    row.refresh_from_db()
    line = member_line(row.party, [row], None, Reader("en"), Footnotes({}))
    assert line.is_former
    assert [(spell.since, spell.until) for spell in line.spells] == [(None, day("2026"))]


def test_the_end_of_an_uncertain_seat_does_not_make_it_sure(bali: Process) -> None:
    row = seat(bali, "CHL", since=None, is_uncertain=True)
    end_membership(row, until=day("2026-06-30"), source=PAGE, **BY)
    assert seated("CHL", "2020") == [("doubtful", ("uncertain",))]
    assert seated("CHL", "2027") == []


def test_a_correction_settles_an_uncertain_seat_with_a_page(bali: Process) -> None:
    row = seat(bali, "CHL", since=None, is_uncertain=True, source=UNCHECKED)
    assert row.sources == (UNVERIFIED,)
    facts: dict[str, Any] = {
        "kind": MEMBER,
        "since": day("2020"),
        "until": None,
        "is_uncertain": False,
    }
    correct_membership(row, **facts, note=Wording(), source=PAGE, **BY)
    assert seated("CHL", "2021") == [("certain", ())]
    with pytest.raises(ChangedMeanwhileError):
        correct_membership(row, **facts, note=Wording(), source=PAGE, seen="0" * 16, **BY)
    strike_membership(row, source=PAGE, **BY)
    assert seated("CHL", "2021") == []
    assert json.loads(Event.objects.latest("pk").before)["memberships"][0]["party"] == "CHL"


def chair(process: Process, code: str, since: str, until: str = "") -> Mandate:
    record_mandate(
        process, office=MandateStyle.CHAIR, party=party(code), since=day(since),
        until=day(until) if until else None, note=Wording(), source=PAGE, **BY,
    )  # fmt: skip
    return Mandate.objects.get(process=process, party__code=code, since=since)


def test_a_chair_is_handed_over_in_one_event(bali: Process) -> None:
    Mandate.objects.filter(process=bali, role__in=["chair", "co-chair"]).delete()
    held = chair(bali, "AUS", "2024-01-01")
    events = Event.objects.count()
    hand_over_office(held, party=party("FJI"), on=day("2027-03-01"), source=PAGE, **BY)
    assert Event.objects.count() == events + 1
    event = Event.objects.latest("pk")
    told = json.loads(event.after)
    assert [(m["party"], m.get("since"), m.get("until")) for m in told["mandates"]] == [
        ("AUS", "2024-01-01", "2027-03-01"),
        ("FJI", "2027-03-01", None),
    ]
    assert [m["party"] for m in json.loads(event.before)["mandates"]] == ["AUS"]
    assert presiding(bali, "2027-02-28") == ["AUS"]
    assert presiding(bali, "2027-03-01") == ["AUS", "FJI"]
    assert presiding(bali, "2027-03-02") == ["FJI"]


@pytest.mark.parametrize(
    ("code", "on", "why"),
    [
        ("FJI", "2020", "not held on that date"),
        ("FJI", "2029", "not held on that date"),
        ("AUS", "2027", "holds the office on that date already"),
    ],
)
def test_what_cannot_be_handed_over(bali: Process, code: str, on: str, why: str) -> None:
    Mandate.objects.filter(process=bali, role__in=["chair", "co-chair"]).delete()
    held = chair(bali, "AUS", "2024-01-01", "2028")
    events = Event.objects.count()
    with pytest.raises(SentenceError, match=why):
        hand_over_office(held, party=party(code), on=day(on), source=PAGE, **BY)
    assert Event.objects.count() == events


def test_terms_keep_the_order_of_time_whatever_the_order_of_recording(bali: Process) -> None:
    Mandate.objects.filter(process=bali).exclude(role="secretariat").delete()
    for code, since, until in [
        ("FJI", "2010", "2011"),
        ("CHL", "2014", ""),
        ("IDN", "2012", "2013"),
    ]:
        chair(bali, code, since, until)
    rows = Mandate.objects.filter(process=bali, role="chair").order_by("position")
    assert list(rows.values_list("party__code", "term", "position")) == [
        ("FJI", 0, 0),
        ("IDN", 1, 1),
        ("CHL", 2, 2),
    ]
    moved = Mandate.objects.get(process=bali, party__code="FJI", role="chair")
    correct_mandate(moved, since=day("2016"), until=None, note=Wording(), source=PAGE, **BY)
    assert [m.party.code for m in rows.all() if m.party] == ["IDN", "CHL", "FJI"]
    strike_mandate(moved, source=PAGE, **BY)
    assert [m.party.code for m in rows.all() if m.party] == ["IDN", "CHL"]


def test_an_unchecked_office_stays_unchecked_when_its_end_is_known(bali: Process) -> None:
    record_mandate(
        bali, office=SecretariatKind.SERVICES, party=party("iom"), since=day("2020"), until=None,
        note=Wording(), source=UNCHECKED, **BY,
    )  # fmt: skip
    row = Mandate.objects.get(process=bali, party__code="iom", since="2020")
    end_mandate(row, until=day("2026"), source=PAGE, **BY)
    row.refresh_from_db()
    assert (row.until, row.is_unverified) == (day("2026"), True)
    with pytest.raises(SentenceError, match="an end already"):
        end_mandate(row, until=day("2026"), source=PAGE, **BY)


def test_an_office_has_a_holder_unless_it_says_there_is_none(bali: Process) -> None:
    facts: dict[str, Any] = {"since": day("2026"), "until": None, "note": Wording(), "source": PAGE}
    impossible: list[tuple[Any, Party | None]] = [
        (MandateStyle.CHAIR, None),
        (SecretariatKind.NONE, party("iom")),
    ]
    for office, who in impossible:
        with pytest.raises(SentenceError, match="Name who holds the office"):
            record_mandate(bali, office=office, party=who, **facts, **BY)
    record_mandate(bali, office=SecretariatKind.NONE, party=None, **facts, **BY)


def test_dates_run_forward(bali: Process) -> None:
    with pytest.raises(SentenceError, match="end before it begins"):
        chair(bali, "FJI", "2026", "2020")


def point(process: Process, code: str, slug: str = "ana") -> FocalPoint:
    person, _ = Person.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
    facts: dict[str, Any] = {"party": party(code), "person": person, "is_alternate": False}
    record_focal_point(process, **facts, since=day("2026-01-01"), source=PAGE, **BY)
    return FocalPoint.objects.get(process=process, person=person)


def test_a_focal_point_acts_from_the_day_on_and_to_the_end(bali: Process) -> None:
    row = point(bali, "FJI")
    assert {s.of for s in standings_of_focal_points(row.person, NOW)} == {
        "party:FJI",
        "party:FJI@bali-process",
    }
    with pytest.raises(SentenceError, match="answers for the party already"):
        point(bali, "FJI")
    end_focal_point(row, until=day("2026-10-31"), source=PAGE, **BY)
    assert set(standings_of_focal_points(row.person, NOW)) == set()
    facts: dict[str, Any] = {"is_alternate": True, "since": day("2026-01-01"), "until": None}
    correct_focal_point(row, **facts, source=PAGE, **BY)
    assert set(standings_of_focal_points(row.person, NOW)) != set()
    strike_focal_point(row, source=PAGE, **BY)
    assert FocalPoint.objects.count() == 0
    verbs = Event.objects.filter(thing="process:bali-process/focal_points")
    assert list(verbs.values_list("verb", flat=True)) == [
        "record_focal_point",
        "end_focal_point",
        "correct_focal_point",
        "strike_focal_point",
    ]


def test_who_keeps_what_is_known_of_processes(bali: Process) -> None:
    allowed = {who for who, actor in CAST.items() if may_keep_process(actor, bali, NOW)}
    assert allowed == {"operator", "secretariat officer"}
    loading = {who for who, actor in CAST.items() if may_record_process(actor, bali, NOW)}
    assert loading == {"operator"}
    others: dict[str, Any] = {"by": CAST["chair's office"], "now": NOW}
    row = Mandate.objects.filter(process=bali).first()
    assert row is not None
    with pytest.raises(NotAllowedError):
        strike_mandate(row, source=PAGE, **others)


def test_who_reads_of_a_focal_point(bali: Process) -> None:
    row = point(bali, "FJI", slug="focal-point")
    point(bali, "TON", slug="ana")
    readers = {who for who, a in CAST.items() if may_read_focal_point(a, row, NOW)}
    assert readers == {"operator", "secretariat officer", "focal point"}
    rows = FocalPoint.objects.filter(pk=row.pk)
    found = {w for w, a in CAST.items() if rows.filter(readable_focal_points(a, NOW)).exists()}
    assert found == readers


def test_the_operator_keeps_too(bali: Process) -> None:
    record_membership(
        bali, party=party("CHL"), kind=MEMBER, since=None, until=None, is_uncertain=False,
        note=Wording(), source=PAGE, by=OPERATOR, now=NOW,
    )  # fmt: skip
    assert seated("CHL", "2020") == [("listed", ("listed",))]
