"""What the desk has changed is not overwritten by a file that is loaded anew (decision 0025)."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cast import CAST, NOW, OPERATOR
from tourdetable.intake.load import Report, load_files, load_reference
from tourdetable.intake.writing import dump, stored_data
from tourdetable.kernel.citing import NamedSource
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.parties.actions import amend_person, end_affiliation, record_affiliation
from tourdetable.parties.models import Affiliation, Party, Person
from tourdetable.processes.actions.mandates import end_mandate, record_mandate
from tourdetable.processes.actions.memberships import record_membership
from tourdetable.processes.enums import MandateStyle, MembershipKind
from tourdetable.processes.models import Mandate, Membership, Process

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": CAST["secretariat officer"], "now": NOW}
PAGE = NamedSource(title="Communiqué", url="https://example.org/communique")


@pytest.fixture
def igc(reference: None) -> Process:  # noqa: ARG001 - asked for so that the data is there
    return Process.objects.get(slug="igc")


def _load(folder: Path, data: dict[str, Any]) -> Report:
    path = folder / "processes.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load_files([path], by=OPERATOR, now=NOW)


def _file() -> dict[str, Any]:
    """The processes as the shipped file says them."""
    return json.loads(json.dumps(stored_data()["processes"]))  # type: ignore[no-any-return]  # plain data


def _of(data: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(one for one in data["processes"] if one["id"] == slug)


def _changed_at_the_desk(igc: Process) -> Mandate:
    """The newest chair is ended, a next one recorded, and a party taken in."""
    last = Mandate.objects.filter(process=igc, role="chair").order_by("-term")[0]
    Mandate.objects.filter(pk=last.pk).update(until=None)
    end_mandate(last, until=PartialDate("2026-11-01"), source=PAGE, **BY)
    record_mandate(
        igc, office=MandateStyle.CHAIR, party=Party.objects.get(code="FJI"),
        since=PartialDate("2026-11-01"), until=None, note=Wording(), source=PAGE, **BY,
    )  # fmt: skip
    record_membership(
        igc, party=Party.objects.get(code="FJI"), kind=MembershipKind.MEMBER,
        since=PartialDate("2026"), until=None, is_uncertain=False, note=Wording(),
        source=PAGE, **BY,
    )  # fmt: skip
    last.refresh_from_db()
    return last


def _facts() -> list[tuple[Any, ...]]:
    columns = ("process__slug", "party__code", "role", "since", "until", "term", "position")
    return list(Mandate.objects.values_list(*columns))


def test_the_shipped_data_loaded_again_leaves_the_desk_alone(igc: Process) -> None:
    last = _changed_at_the_desk(igc)
    before, events = _facts(), Event.objects.count()
    report = load_reference(by=OPERATOR, now=NOW)
    assert report.is_nothing_new
    assert (_facts(), Event.objects.count()) == (before, events)
    last.refresh_from_db()
    assert last.until == PartialDate("2026-11-01")
    assert Membership.objects.filter(process=igc, party__code="FJI").count() == 1


def test_what_only_the_file_changed_comes_in_beside_what_the_desk_changed(
    igc: Process, tmp_path: Path
) -> None:
    data = _file()
    last = _changed_at_the_desk(igc)
    _of(data, "igc")["membership"]["members"].append("CHL")
    report = _load(tmp_path, data)
    assert (report.changed, report.standing) == (1, [])
    codes = Membership.objects.filter(process=igc).values_list("party__code", flat=True)
    assert {"CHL", "FJI"} <= set(codes)
    last.refresh_from_db()
    assert last.until == PartialDate("2026-11-01")
    terms = Mandate.objects.filter(process=igc, role="chair").order_by("position")
    assert [m.party.code for m in terms if m.party][-2:] == [str(last.party), "FJI"]
    again = _load(tmp_path, data)
    assert (again.is_nothing_new, again.standing) == (True, [])


def test_where_both_changed_the_desks_word_stands_and_is_named(
    igc: Process, tmp_path: Path
) -> None:
    data = _file()
    last = _changed_at_the_desk(igc)
    told = _of(data, "igc")["chairs"][-1]
    told["to"] = told["to"] or 2025
    told["note"] = "The file has found something else."
    report = _load(tmp_path, data)
    assert report.standing == [f"process:igc (mandates: {last.party})"]
    assert "Changed at the desk, and left as they are there" in " ".join(report.lines())
    last.refresh_from_db()
    assert last.until == PartialDate("2026-11-01")


def test_what_the_desk_said_is_dumped_with_its_page_and_loads_again(
    igc: Process, tmp_path: Path
) -> None:
    _changed_at_the_desk(igc)
    observed: dict[str, Any] = {"kind": MembershipKind.OBSERVER, "note": Wording()}
    for code, since in (("can", "2026-03"), ("CHL", "2026-03-04")):
        record_membership(
            igc, party=Party.objects.get(code=code), since=PartialDate(since), until=None,
            is_uncertain=False, source=PAGE, **observed, **BY,
        )  # fmt: skip
    dump(tmp_path)
    said = yaml.safe_load((tmp_path / "processes.yaml").read_text(encoding="utf-8"))
    key = Membership.objects.get(process=igc, party__code="FJI").sources[0]
    assert said["sources"][key]["url"] == PAGE.url
    spells = _of(said, "igc")["observers"]["history"]
    assert [(one.get("iso") or one["organisation"], one["since"]) for one in spells] == [
        ("can", "2026-03"),
        ("CHL", "2026-03-04"),
    ]
    report = load_files([tmp_path / "processes.yaml"], by=OPERATOR, now=NOW)
    assert report.standing == []
    assert Membership.objects.filter(process=igc, party__code="FJI").count() == 1


def test_how_to_write_to_a_person_of_the_record_is_the_desks(igc: Process) -> None:  # noqa: ARG001 - for the data
    post = Affiliation.objects.select_related("person").order_by("pk")[0]
    person: Person = post.person
    typed: dict[str, Any] = {
        "name": person.name,
        "honorific": "Ms",
        "mail": "ana@example.org",
        "language": "fr",
    }
    amend_person(person, **typed, **BY)
    fiji = Party.objects.get(code="FJI")
    record_affiliation(
        person, party=fiji, post=Wording.of(en="Adviser"), unit="", since=PartialDate("2026"),
        source=PAGE, **BY,
    )  # fmt: skip
    end_affiliation(post, until=PartialDate("2026"), source=PAGE, **BY)
    events = Event.objects.count()
    assert load_reference(by=OPERATOR, now=NOW).is_nothing_new
    assert Event.objects.count() == events
    person.refresh_from_db()
    assert (person.mail, person.honorific, person.language) == ("ana@example.org", "Ms", "fr")
    assert person.affiliations.filter(party=fiji).count() == 1
