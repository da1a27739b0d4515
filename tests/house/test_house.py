"""The rules of CONTRIBUTING.md hold in this checkout."""

import pytest

from tests.house.rules import NAMES
from tools.checkout import ROOT, configuration
from tools.lists import commands


@pytest.mark.parametrize("name", NAMES)
def test_rule_holds(name: str) -> None:
    assert NAMES[name](ROOT) == []


def test_types_are_strict() -> None:
    mypy = configuration(ROOT)["tool"]["mypy"]
    assert (mypy["strict"], mypy["plugins"]) == (True, ["mypy_django_plugin.main"])


def test_every_contract_is_exhaustive() -> None:
    contracts = configuration(ROOT)["tool"]["importlinter"]["contracts"]
    found = [(c["id"], c["exhaustive"]) for c in contracts]
    assert found == [("house", True), ("letters", True), ("stage", True)]


def test_every_argument_of_a_command_says_what_it_is() -> None:
    rows = [line for line in commands(ROOT).splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    assert [row for row in rows if not row.strip("| ").partition("|")[2].strip()] == []
