"""What the pages and files of the record may do in a browser (Content-Security-Policy, CSP 3)."""

from functools import lru_cache

from tourdetable.record.addresses import SEARCH, SEARCH_BUNDLE, is_kept_file, page_address
from tourdetable.record.media_types import ending

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
SEARCH_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""Of the search pages, and of the scripts that they load: a worker goes by the policy of its own
script (CSP 3, section 4.2).
"""
ATTACHED = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
"""Of files that others wrote: they are there to be kept, and where they are
shown nevertheless they run and fetch nothing.
"""
SEARCH_FOLDER = SEARCH_BUNDLE.rpartition("/")[0] + "/"


def policy_of(address: str, languages: tuple[str, ...]) -> str:
    """The policy of a page or file by its address."""
    if is_kept_file(address):
        return ATTACHED
    is_script = address.startswith(SEARCH_FOLDER) and ending(address) == "js"
    return SEARCH_POLICY if is_script or address in _search_pages(languages) else POLICY


@lru_cache(maxsize=1)
def _search_pages(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(page_address(SEARCH, "", language) for language in languages)
