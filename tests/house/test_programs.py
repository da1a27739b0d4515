"""Contracts, migrations and types catch what is planted in a copy of the house."""

import shutil
from pathlib import Path

import pytest

from tests.house.programs import broken_contracts, missing_migrations, wrong_types
from tools.checkout import ROOT, SRC


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """This checkout's code and configuration, to be damaged."""
    root = tmp_path / "copy"
    shutil.copytree(
        ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "var").mkdir()
    return root


def _append(path: Path, text: str) -> None:
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{old}\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        pytest.param(
            "parties/queries.py",
            "import tourdetable.meetings.models",
            "tourdetable.parties is not allowed to import tourdetable.meetings",
            id="a-room-looks-up",
        ),
        pytest.param(
            "library/enums.py",
            "import tourdetable.library.actions",
            "tourdetable.library.enums is not allowed to import tourdetable.library.actions",
            id="a-file-looks-up",
        ),
        pytest.param("attic/__init__.py", "", "attic", id="a-room-without-a-place"),
        pytest.param("parties/views.py", "", "views", id="a-file-without-a-place"),
    ],
)
def test_contracts_catch(copy: Path, file: str, text: str, told: str) -> None:
    _append(copy / SRC / file, text)
    faults = broken_contracts(copy)
    assert len(faults) == 1
    assert told in faults[0]
    assert "Contracts: 2 kept, 1 broken." in faults[0]


def test_missing_migration_is_caught(copy: Path) -> None:
    _append(
        copy / SRC / "library/models.py",
        "class Planted(models.Model):\n    name = models.CharField(max_length=9)",
    )
    faults = missing_migrations(copy)
    assert len(faults) == 1
    assert "Create model Planted" in faults[0]


def test_wrong_type_is_caught(copy: Path) -> None:
    _append(copy / SRC / "planted.py", "def number() -> int:\n    return 'one'")
    _append(copy / SRC / "planted.py", "def untyped(x):\n    return x")
    faults = wrong_types(copy, f"{SRC}/planted.py")
    assert len(faults) == 1
    assert 'Incompatible return value type (got "str", expected "int")' in faults[0]
    assert "Function is missing a type annotation" in faults[0]
