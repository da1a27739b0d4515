"""A planted violation of each rule is caught, and a sound house brings no word of complaint."""

import shutil
from pathlib import Path

import pytest

from tests.house.rules import NAMES, OF_TEXT
from tests.house.violations import ALL, Violation
from tools.checkout import ROOT, SRC, stages
from tools.docs import generated

STAGE_FILES = {
    "models.py": "class Party(Model):\n    pass\n",
    "actions.py": "@action(may)\ndef record_it(thing, *, by, now):\n    pass\n",
}
PROJECT = """
[project]
dependencies = ["django>=5.2"]
[dependency-groups]
dev = []
[tool.ruff.lint]
select = ["ALL"]
ignore = []
"""


@pytest.fixture(scope="session")
def sound_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest house in which every rule that reads holds."""
    root = tmp_path_factory.mktemp("sound")
    whole = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = whole[whole.index("[tool.importlinter]") : whole.index("[tool.ruff]")]
    files = {
        "pyproject.toml": PROJECT + contracts,
        "Makefile": "docs:\n",
        "requirements.lock": "",
        "requirements-dev.lock": "",
        "docs/words.md": "| English | French | |\n|---|---|---|\n| `Party` | partie | who sits |\n",
        "docs/settings.md": "TDT_HOME\n",
        "docs/dependencies.md": "| django | framework |\n",
        f"{SRC}/site/settings.py": "HOME = 'TDT_HOME'\n",
        f"{SRC}/ui/templates/page.html": "<p>\n",
        f"{SRC}/ui/pages.py": "PAGE = 'page.html'\n",
    }
    _write(root, files)
    for stage in stages(root):
        names = ["__init__", "enums", "models", "rules", "queries", "actions", "tasks", "apps"]
        _write(stage, {f"{name}.py": "" for name in [*names, "migrations/__init__"]})
    _write(stages(root)[0], STAGE_FILES)
    _write(root, generated(root))
    return root


def _write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _plant(root: Path, violation: Violation) -> None:
    path = root / violation.file
    if violation.text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(old + violation.text, encoding="utf-8")


@pytest.mark.parametrize("rule", [rule.__name__ for rule in OF_TEXT])
def test_sound_house_holds(rule: str, sound_house: Path) -> None:
    assert NAMES[rule](sound_house) == []


@pytest.mark.parametrize("violation", ALL, ids=lambda v: f"{v.rule}-{v.file}")
def test_violation_is_caught(violation: Violation, sound_house: Path, tmp_path: Path) -> None:
    root = tmp_path / "house"
    shutil.copytree(sound_house, root)
    _plant(root, violation)
    assert NAMES[violation.rule](root) == [violation.sentence]


def test_every_rule_has_a_violation() -> None:
    assert {violation.rule for violation in ALL} == {rule.__name__ for rule in OF_TEXT}
