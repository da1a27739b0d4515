"""A few pages, byte for byte: whatever changes them is seen."""

import pytest

from tests.golden_pages import FOLDER, GOLDEN, golden_pages


@pytest.mark.usefixtures("reference")
def test_golden_pages_are_what_they_were() -> None:
    """Meant to change? `python -m tests.golden_pages` writes them anew; read the difference."""
    drawn = golden_pages()
    assert set(drawn) == {path.name for path in FOLDER.iterdir()} == set(GOLDEN)
    for name, content in drawn.items():
        kept = (FOLDER / name).read_bytes().decode().splitlines()
        assert content.decode().splitlines() == kept, name
        assert content == (FOLDER / name).read_bytes(), name
