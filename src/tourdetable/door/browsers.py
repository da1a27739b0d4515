"""Browsers in which somebody was signed in before: whoever floods their address is not them.

A signed cookie names the accounts. It opens nothing: it gives an allowance of mails with codes.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from tourdetable.parties.models import Account

COOKIE, SALT = "tdt-browser", "tourdetable.door.browsers"
SECONDS = 365 * 24 * 3600
"""So long after the last sign-in the browser is known."""
MOST = 4
"""Accounts that one browser knows, such as that of an office's table: the last ones stay."""


def allowance_of(request: HttpRequest, account: Account) -> str:
    """The name of the allowance that this browser has for an account; empty where the account was
    never signed in to in it.
    """
    return _known(request).get(str(account.pk), "")


def remember(request: HttpRequest, response: HttpResponseBase, account: Account) -> None:
    """Let this browser be known as one of that account."""
    known = _known(request)
    own = known.pop(str(account.pk), "") or secrets.token_urlsafe(16)
    kept = dict([*known.items(), (str(account.pk), own)][-MOST:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, str]:
    """Names of allowances by the key of the account; none where the cookie is not ours."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return dict(found)
