"""The number of a request, which a page shows and the log repeats (decision 35)."""

import secrets

NUMBER = "tdt.request_number"
"""Where the number of a request stands in its WSGI environment."""
NUMBER_HEADER = "X-Request-ID"
NUMBER_BYTES = 5
"""Of chance: enough that no two of a day are alike, few enough to be read out on the telephone."""


def new_number() -> str:
    """Ten hexadecimal digits."""
    return secrets.token_hex(NUMBER_BYTES)
