"""docs/security.md names for each promise a decision and tests that are there."""

import re

from tools.checkout import ROOT

PAGE = ROOT / "docs/security.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)`")
FAULTS = range(1, 23)
"""Numbers of the attack that the page answers."""


def _rows() -> list[str]:
    promises = PAGE.read_text(encoding="utf-8").split("## Promises")[1].split("\n## ")[0]
    return [line for line in promises.splitlines() if line.startswith("| ")][1:]


def test_every_promise_has_a_decision_and_tests_that_are_there() -> None:
    rows = _rows()
    assert len(rows) > len(FAULTS)
    for row in rows:
        tests = TEST.findall(row)
        decisions = re.findall(r"\((decisions/[\w-]+\.md)\)", row)
        assert tests, row
        assert decisions, row
        assert [path for path in tests if not (ROOT / path).is_file()] == []
        assert [path for path in decisions if not (ROOT / "docs" / path).is_file()] == []


def test_every_fault_that_was_found_has_a_row() -> None:
    numbers = {int(n) for row in _rows() for n in re.findall(r"\d+", row.split("|")[1])}
    assert numbers == set(FAULTS)


def test_every_attack_is_named() -> None:
    named = set(TEST.findall(PAGE.read_text(encoding="utf-8")))
    attacks = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/attack").glob("test_*")}
    assert attacks - named == set()
