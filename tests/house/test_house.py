"""The rules of CONTRIBUTING.md hold in this checkout."""

import pytest

from tests.house.rules import NAMES
from tools.checkout import ROOT, configuration


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
