"""Loading takes in what changed, says what it did, and is the operator's alone."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import CAST, NOW, OPERATOR
from tests.intake.shipped import counts, datasets, excerpt, plant, shipped, write
from tourdetable.intake.load import load_countries, load_files, load_reference
from tourdetable.intake.reading import Plain
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import NotAllowedError
from tourdetable.kernel.journal import faults_in_journal
from tourdetable.kernel.models import Event, Seal
from tourdetable.processes.enums import Role
from tourdetable.processes.models import Mandate

OTHERS = {name: actor for name, actor in CAST.items() if name != "operator"}


def newest_event() -> Event:
    event = Event.objects.order_by("-pk").first()
    assert event
    return event


def differences(before: Plain, after: Plain, at: str = "") -> dict[str, tuple[Plain, Plain]]:
    """The leaves in which two values differ, by where they stand."""
    if isinstance(before, dict) and isinstance(after, dict):
        found: dict[str, tuple[Plain, Plain]] = {}
        for key in {**before, **after}:
            found |= differences(before.get(key), after.get(key), f"{at}/{key}")
        return found
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        found = {}
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            found |= differences(old, new, f"{at}/{index}")
        return found
    return {} if before == after else {at: (before, after)}


@pytest.mark.usefixtures("reference")
def test_a_second_load_changes_nothing_and_says_so() -> None:
    before = counts()
    report = load_reference(by=OPERATOR, now=NOW)
    assert counts() == before
    assert report.is_nothing_new
    told, said = report.lines()
    assert told.startswith("Facts read: ")
    assert said == f"Nothing has changed: 0 new, 0 changed, {report.unchanged} as they were."


@pytest.mark.usefixtures("reference")
def test_one_changed_fact_is_one_event_that_shows_it(tmp_path: Path) -> None:
    data = excerpt("processes", "igc")
    chair = Mandate.objects.get(process__slug="igc", role=Role.CHAIR, term=0)
    until = data["processes"][0]["chairs"][0]["to"]
    plant(data, ("processes", 0, "chairs", 0, "to"), until + 1)
    before, seals = counts(), Seal.objects.count()
    report = load_files([write(tmp_path, data)], by=OPERATOR, now=NOW)
    assert counts() == {**before, "Event": before["Event"] + 1, "Seal": seals + 1}
    assert (report.new, report.changed) == (0, 1)
    assert report.lines()[-1] == f"Recorded: 0 new, 1 changed, {report.unchanged} as they were."
    event = newest_event()
    assert (event.verb, event.thing, event.by) == (
        "record_process",
        "process:igc",
        "operator:tests",
    )
    changed = differences(json.loads(event.before), json.loads(event.after))
    assert list(changed.values()) == [(str(until), str(until + 1))]
    assert [path.rsplit("/", 1)[1] for path in changed] == ["until"]
    assert Mandate.objects.get(process__slug="igc", role=Role.CHAIR, term=0).pk == chair.pk


@pytest.mark.usefixtures("reference")
def test_a_changed_end_leaves_every_mandate_its_key(tmp_path: Path) -> None:
    rows = Mandate.objects.filter(process__slug="igc").order_by("position")
    before = list(rows.values_list("pk", "since", "party__code"))
    data = excerpt("processes", "igc")
    for chair in data["processes"][0]["chairs"]:
        chair["to"] = None
    load_files([write(tmp_path, data)], by=OPERATOR, now=NOW)
    assert list(rows.values_list("pk", "since", "party__code")) == before


def said_in_files() -> Counter[str]:
    """How many facts of some kinds the shipped files state, counted without the loader."""
    found: Counter[str] = Counter(collections=4)
    processes = shipped("processes")["processes"]
    events = shipped("events")["events"]
    found["processes"] = len(processes)
    found["meetings"] = len(events)
    found["sources"] = sum(len(shipped(name)["sources"]) for name in datasets())
    for process in processes:
        found["relations"] += len(process["relations"])
        found["founding claims"] += 1 + len(process["established"].get("other_years_given", ()))
        found["mandates"] += len(process["secretariat"])
        found["mandates"] += sum(len(chair.get("states") or [0]) for chair in process["chairs"])
    for event in events:
        found["hosts"] += len(event["hosts"])
        found["concerns"] += len(event["related"])
        found["meeting links"] += len(event.get("fed_into", ()))
        found["put questions"] += len(event.get("questions", ()))
        found["sessions"] += len(event.get("agenda", ()))
        found["documents"] += len(event.get("documents", ())) + len(event.get("outcomes", ()))
        found["agenda items"] += sum(len(day["items"]) for day in event.get("agenda", ()))
    for asked in shipped("invitation-rules")["rules"]:
        found["invitation rules"] += len(asked["processes"]) * len(asked["offices"])
    return found


@pytest.mark.usefixtures("reference")
def test_the_report_counts_what_the_files_hold() -> None:
    facts = load_reference(by=OPERATOR, now=NOW).facts
    said = said_in_files()
    assert {kind: facts[kind] for kind in said} == dict(said)
    assert facts["countries"] == 249


@pytest.mark.django_db
@pytest.mark.parametrize("who", OTHERS.values(), ids=[*OTHERS])
def test_only_the_operator_loads(who: Actor) -> None:
    before = counts()
    with pytest.raises(NotAllowedError) as caught:
        load_countries(by=who, now=NOW)
    assert str(caught.value) == f"{who} may not record country."
    assert counts() == before


@pytest.mark.usefixtures("reference")
def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    """Each file needs the ones before it in the order of the house; they are named in any."""
    process = excerpt("processes", "igc")
    process["processes"][0]["id"] = "new-process"
    process["processes"][0]["relations"][0]["target"] = "new-organisation"
    organisation = excerpt("organisations", "igad")
    organisation["organisations"][0].update(
        id="new-organisation", names={"en": "New", "fr": None, "es": None}
    )
    event = excerpt("events", "bali-1")
    event["events"][0].update(id="new-event", related=["new-process"])
    rules = excerpt("invitation-rules", "rcp-workshop-2005")
    rules["rules"][0].update(meeting="new-event", processes=["new-process"])
    paths = [write(tmp_path, data) for data in (organisation, process, event, rules)]
    outcomes: set[str] = set()
    for order in (paths, paths[::-1]):
        count = Event.objects.count()
        with_undo(order, outcomes)
        assert Event.objects.count() == count
    assert len(outcomes) == 1


def with_undo(order: list[Path], outcomes: set[str]) -> None:
    with transaction.atomic():
        start = newest_event().pk
        load_files(order, by=OPERATOR, now=NOW)
        made = Event.objects.filter(pk__gt=start).values_list("thing", "digest")
        outcomes.add(json.dumps([*map(list, made)]))
        transaction.set_rollback(True)


@pytest.mark.usefixtures("reference")
def test_all_that_is_loaded_is_sealed_and_holds() -> None:
    newest = Seal.objects.order_by("-pk").first()
    assert newest
    assert newest.last == newest_event().pk
    assert list(faults_in_journal()) == []


@pytest.mark.usefixtures("reference")
def test_progress_is_told_for_every_thing() -> None:
    steps: list[int] = []
    report = load_reference(by=OPERATOR, now=NOW, progress=steps.append)
    assert sum(steps) == report.new + report.changed + report.unchanged
