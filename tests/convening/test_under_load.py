"""Four app processes on PostgreSQL while everybody comes at once: no error, no letter lost or
doubled, and the journal is whole. `benchmarks/load.py` does the same for a minute.
"""

from pathlib import Path

import pytest

from tests.convening.crowd import conveners
from tests.crowd import under_load

pytestmark = pytest.mark.programs


def test_everybody_comes_at_once(tmp_path: Path, cluster: str) -> None:
    assert under_load(tmp_path / "home", cluster, 8, conveners(24)).errors == ()
