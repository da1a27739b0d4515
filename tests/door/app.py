"""An authenticator app."""

import base64
import hmac
import time


def shown_by_the_app(secret: str) -> str:
    """What an authenticator app shows at this moment (RFC 6238, by RFC 4226)."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"
