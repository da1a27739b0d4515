"""What stands around the pages of a record."""

from tourdetable.record.pressing import fixtures
from tourdetable.record.surroundings import Surroundings


def test_crawlers_are_told_where_the_list_of_pages_is() -> None:
    around = Surroundings.now(("en", "fr"), "https://record.example.org/")
    found = {leaf.address: leaf.content for leaf in fixtures(around)}
    assert found["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://record.example.org/sitemap.xml\n"
    )
