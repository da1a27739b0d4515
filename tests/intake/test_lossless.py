"""No fact of the files is dropped silently: every leaf comes back out of the database."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import yaml

from tests.cast import NOW, OPERATOR
from tourdetable.intake.load import REFERENCE, load_files
from tourdetable.intake.reading import Plain
from tourdetable.intake.writing import dump, stored_data

pytestmark = pytest.mark.usefixtures("reference")

FOLDER = resources.files("tourdetable.intake") / "reference"

NOT_KEPT = {
    "an empty list in place of an optional field": (
        "It says the same as leaving the field out: nothing was found."
    ),
    "`status: member` of a spell, where it is left out": (
        "The schema says that a missing status means member; the database always says it."
    ),
    "the order of `fed_by`": (
        "A link is kept once, in the order of the meeting it goes out from; what comes in is a "
        "set, which the files list in no order of meaning."
    ),
    "the order of processes, organisations and events in a file": (
        "They are told apart by their ids; no order is stated."
    ),
}
"""What does not come back as it went in, and why nothing is lost by it."""

OPTIONAL_LISTS = ("member_territories",)
UNORDERED = ("processes", "organisations", "events", "fed_by", "fed_into")

Leaf = tuple[tuple[str | int, ...], Plain]


def leaves(value: Plain, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Every value that holds no other, with where it stands; things are named by their ids."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            name: Plain = index
            if path and path[-1] in UNORDERED and isinstance(inner, dict):
                name = inner.get("id") or inner.get("event")
            yield from leaves(inner, (*path, name))
    else:
        yield path, value


def told(data: Plain) -> dict[tuple[str | int, ...], Plain]:
    """The leaves but those of the reasoned list."""
    return {
        path: value
        for path, value in leaves(data)
        if not (value == [] and path[-1] in OPTIONAL_LISTS)
        and not (path[-1] == "status" and value == "member")
    }


def shipped(name: str) -> Plain:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


@pytest.mark.parametrize("name", REFERENCE)
def test_every_leaf_of_a_file_comes_back(name: str) -> None:
    data = shipped(name)
    assert told(stored_data()[data["dataset"]]) == told(data)


def test_the_files_hold_what_this_test_believes() -> None:
    counts = {name: sum(1 for _ in leaves(shipped(name))) for name in REFERENCE}
    assert counts == {
        "organisations.yaml": 6756,
        "processes.yaml": 6401,
        "events.yaml": 1968,
        "invitation-rules.yaml": 30,
    }


def test_what_is_written_out_can_be_taken_in_again_and_changes_nothing(tmp_path: Path) -> None:
    report = load_files(dump(tmp_path), by=OPERATOR, now=NOW)
    assert report.is_nothing_new
    assert report.unchanged == 274


def test_the_list_of_what_is_not_kept_is_short_and_reasoned() -> None:
    assert len(NOT_KEPT) <= 4
    assert all(reason.endswith(".") for reason in NOT_KEPT.values())
