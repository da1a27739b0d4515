"""One fault in a file: one sentence with the place and the remedy, and nothing is loaded."""

from pathlib import Path

import pytest

from tests.cast import NOW, OPERATOR
from tests.intake.faults import FAULTS
from tests.intake.shipped import counts, excerpt, plant, write
from tourdetable.intake.load import load_countries, load_files
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.models import Event
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Country, Organisation, Party


def refusal(*paths: Path) -> str:
    """What is said of files that are refused, and that nothing changed."""
    before = counts()
    with pytest.raises(SentenceError) as caught:
        load_files(paths, by=OPERATOR, now=NOW)
    assert counts() == before
    return str(caught.value)


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("name", [*FAULTS])
def test_a_fault_gets_one_sentence_and_loads_nothing(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    data = excerpt(fault.dataset, *fault.names)
    plant(data, fault.path, fault.value)
    assert refusal(write(tmp_path, data, f"{fault.dataset}.yaml")) == fault.said


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("first", ["organisations", "processes"])
def test_a_good_file_beside_a_faulty_one_is_not_loaded(first: str, tmp_path: Path) -> None:
    good = excerpt("organisations", "igad")
    plant(good, ("organisations", 0, "website"), "https://example.org/")
    bad = excerpt("processes", "igc")
    plant(bad, ("processes", 0, "chairs", 0, "states"), ["CHX"])
    paths = {data["dataset"]: write(tmp_path, data) for data in (good, bad)}
    order = [paths.pop(first), *paths.values()]
    website = Organisation.objects.get(party__code="igad").website
    assert refusal(*order) == (
        "processes.yaml, line 187, processes[0] (igc).chairs[0].states[0]:"
        " “CHX” is no country code; did you mean CHE, CHL or CHN?"
    )
    assert Organisation.objects.get(party__code="igad").website == website


@pytest.mark.usefixtures("reference")
def test_an_id_twice(tmp_path: Path) -> None:
    data = excerpt("organisations", "igad", "igad")
    assert refusal(write(tmp_path, data)) == (
        "organisations.yaml, line 197, organisations[1] (igad).id:"
        " “igad” stands on line 5 already; give it another id."
    )


@pytest.mark.usefixtures("reference")
def test_two_ends_of_a_link_that_differ(tmp_path: Path) -> None:
    data = excerpt("events", "bali-1", "bali-2")
    link = {"note": "It led there.", "sources": ["iom-2005"]}
    plant(data, ("events", 0, "fed_into"), [{"event": "bali-2", **link}])
    plant(data, ("events", 1, "fed_by"), [{"event": "bali-1", **link, "note": "Or not."}])
    assert refusal(write(tmp_path, data)) == (
        "events.yaml, line 31, events[0] (bali-1).fed_into[0]:"
        " the two ends of the link from “bali-1” to “bali-2” differ; make them agree."
    )


@pytest.mark.usefixtures("reference")
def test_a_link_to_what_nobody_knows(tmp_path: Path) -> None:
    data = excerpt("events", "bali-1")
    link = {"event": "bali-11", "note": "It led there.", "sources": ["iom-2005"]}
    plant(data, ("events", 0, "fed_into"), [link])
    assert refusal(write(tmp_path, data)) == (
        "events.yaml, line 31, events[0] (bali-1).fed_into[0]:"
        " the link from “bali-1” to “bali-11” is not told at its other end;"
        " add it to “bali-11” under `fed_by`."
    )


@pytest.mark.usefixtures("reference")
def test_two_files_of_one_dataset(tmp_path: Path) -> None:
    one = write(tmp_path, excerpt("organisations", "igad"), "one.yaml")
    two = write(tmp_path, excerpt("organisations", "ecowas"), "two.yaml")
    assert refusal(one, two) == (
        "two.yaml, line 2, dataset:"
        " “one.yaml” holds organisations too; load one file of a dataset at a time."
    )


@pytest.mark.django_db
def test_a_file_before_there_are_countries(tmp_path: Path) -> None:
    said = "No countries are known yet: run `tdt init` first."
    assert refusal(write(tmp_path, excerpt("organisations", "igad"))) == said


@pytest.mark.django_db
def test_what_the_database_refuses_half_way_leaves_nothing() -> None:
    stranger = Party.objects.create(code="XXX", kind=PartyKind.COUNTRY)
    Country.objects.create(party=stranger, alpha2="ZW", m49="999")
    before = counts()
    with pytest.raises(SentenceError) as caught:
        load_countries(by=OPERATOR, now=NOW)
    assert counts() == before
    assert Event.objects.count() == 0
    said = str(caught.value)
    assert said.startswith("ISO 3166-1: party:ZWE cannot be stored (")
    assert said.endswith("); correct it.")
