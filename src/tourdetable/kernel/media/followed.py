"""Where a link of a kept file may lead: what a reader follows on the web, by mail or telephone, or
within the file. Anything else is a path on its author's disk, or a command to a program.
"""

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
"""RFC 3986, section 3.1; a drive of Windows looks like one."""
_FOLLOWED = frozenset(
    {"http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sip", "sips", "urn", "doi", "geo"}
)
_IGNORED = re.compile(r"[\x00-\x20\x7f]")
"""Signs that readers pass over in an address (WHATWG URL, section 4.4)."""


def is_followed(target: str) -> bool:
    """Does an address lead to something that a reader may be led to?"""
    bare = _IGNORED.sub("", target)
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return not bare.startswith("\\\\")
    return scheme[1].lower() in _FOLLOWED
