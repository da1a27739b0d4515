"""What stands around the pages of a record, and who is named to the world."""

import pytest

from tourdetable.record.pressing import fixtures
from tourdetable.record.surroundings import Surroundings


def test_crawlers_are_told_where_the_list_of_pages_is() -> None:
    around = Surroundings.now(("en", "fr"), "https://record.example.org/")
    found = {leaf.address: leaf.content for leaf in fixtures(around)}
    assert found["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://record.example.org/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    ("base", "contact", "told"),
    [
        ("https://record.example.org/", "table@example.org", "table@example.org"),
        ("https://record.example.org/", "table@localhost", "postmaster@record.example.org"),
        ("https://record.example.org/", "", "postmaster@record.example.org"),
        ("http://localhost:8000/", "table@localhost", "postmaster@record.invalid"),
        ("http://[::1]:8000/", "", "postmaster@record.invalid"),
    ],
)
def test_somebody_can_be_written_to(base: str, contact: str, told: str) -> None:
    assert Surroundings.now(("en",), base, contact).contact == told
