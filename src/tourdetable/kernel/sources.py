"""Every fact names its sources; a fact without a page is shown as unverified."""

from collections.abc import Sequence

from tourdetable.kernel.columns import TextsField

UNVERIFIED = "general-knowledge-unverified"
"""The key under which the reference data files a fact that nobody has checked."""


def is_unverified(sources: Sequence[str]) -> bool:
    """No page stands behind the fact (it may be right all the same)."""
    return all(key == UNVERIFIED for key in sources)


class SourcesField(TextsField):
    """The keys of the sources of one fact, in the order of the data."""
