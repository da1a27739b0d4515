"""Attempts at what could be guessed, and mails that anybody can ask for: how many are allowed.

Both are counted in the table of Django's cache, which all processes share (decision 20).
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from allauth.core.internal.ratelimit import consume, get_ip
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest

from tourdetable.door.browsers import allowance_of
from tourdetable.parties.models import Account

TOTP_SECONDS = 30
"""How long an authenticator app shows a code (RFC 6238, 4.1; `MFA_TOTP_PERIOD` is its default)."""
_LOCKS_OF_PLACES = 7_412
"""Class of PostgreSQL's advisory locks, beside those of letters/queries/limits.py."""
SECONDS_TOLD = 24 * 3600
"""A person is told at most once in so many seconds that codes are asked for in their name."""


def claim(name: str, *, most: int, seconds: int) -> bool:
    """Take one of `most` places of that name, which are free again after `seconds`; False where
    none is left. However many ask at the same moment, in threads or processes, no more than `most`
    get one.

    Each place is a row with a key of its own, which the database lets in once; a row whose time is
    over is given to all who update it at once, so that on PostgreSQL they are let in one by one.
    SQLite lets one writer in at a time anyway.
    """
    digest = hashlib.sha256(name.encode())
    keys = [f"door:{digest.hexdigest()}:{place}" for place in range(most)]
    if connection.vendor != "postgresql":
        return any(cache.add(key, "taken", seconds) for key in keys)
    with transaction.atomic(), connection.cursor() as cursor:
        number = int.from_bytes(digest.digest()[:4], signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS_OF_PLACES, number])
        return any(cache.add(key, "taken", seconds) for key in keys)


def may_try_code(state: Mapping[str, Any]) -> bool:
    """May one more guess be made at the code of this sign-in? `state` is what the library keeps of
    it in the session. Sessions are written whole, so that the number in there can be set back by a
    request that runs beside; the places of `claim` cannot.
    """
    code = f"code:{state['at']}:{state.get('email', '')}:{state.get('code', '')}"
    most = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
    return claim(code, most=most, seconds=2 * settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


def is_first_use(account: Account, code: str) -> bool:
    """Is this code of an app new? One is accepted once (RFC 6238, 5.2); it is remembered for as
    long as it could be accepted, which the library does not do.
    """
    seconds = TOTP_SECONDS * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    return claim(f"totp:{account.pk}:{code}", most=1, seconds=seconds)


def may_ask_for_code(request: HttpRequest, address: str, account: Account | None) -> bool:
    """May a code be sent to that address? A browser in which its person was signed in before has
    an allowance of its own. All others share one, of which each network has but a part.
    """
    own = allowance_of(request, account) if account else ""
    if own:
        return _consume(request, "code_known_browser", own)
    return _consume(request, "code_stranger_near", f"{get_ip(request)} {address}") and _consume(
        request, "code_stranger", address
    )


def is_to_be_told(address: str) -> bool:
    """Was nobody told within a day that codes are asked for that address?"""
    return claim(f"told:{address}", most=1, seconds=SECONDS_TOLD)


def _consume(request: HttpRequest, action: str, key: str) -> bool:
    return bool(consume(request, app="allauth.account", action=action, key=key))
