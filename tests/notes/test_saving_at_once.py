"""Four app processes on PostgreSQL while fifty people save, several of them in one text: no word is
lost and nothing fails. `benchmarks/load.py` does the same for a minute.
"""

from pathlib import Path

import pytest

from tests.crowd import under_load
from tests.notes.crowd import writers

pytestmark = pytest.mark.programs


def test_fifty_people_save_at_once(tmp_path: Path, cluster: str) -> None:
    assert under_load(tmp_path / "home", cluster, 5, writers()).errors == ()
