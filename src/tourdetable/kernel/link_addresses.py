"""Addresses that hold the secret of a link. Without Django: settings and logs read it first."""

import re

SECRET_SPACES = ("note", "reply")
"""First parts of addresses whose next part is the secret of a link, as in site/addresses.py."""
SECRET_SPACE = f"(?:{'|'.join(SECRET_SPACES)})"
"""The same as part of a regular expression."""
_HOLDS_SECRET = re.compile(f"/{SECRET_SPACE}/")


def referrer_policy(path: str) -> str:
    """Referrer-Policy of whatever answers at a path, errors too (decision 34).

    Of addresses with a secret, browsers name the origin alone, also to this house, whose log would
    keep it. Nothing stricter: without any origin no form could be sent (CSRF).
    """
    return "strict-origin" if _HOLDS_SECRET.search(path) else "same-origin"
