"""One's sessions and the devices that one signs in with, as the page on them shows it."""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from tourdetable.parties.models import Account

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""By what a browser says of itself. The first that fits: many claim to be those below them."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A browser in which one is signed in. `program` is empty where it does not say which it is;
    `ip` is the address that it came from.
    """

    key: int
    program: str
    ip: str
    since: dt.datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey; `used` is None until it was."""

    key: int
    name: str
    since: dt.datetime
    used: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """All of it, for the one whose account it is. `codes` tells whether recovery codes exist."""

    mail: str
    sessions: tuple[SessionLine, ...]
    passkeys: tuple[PasskeyLine, ...]
    has_app: bool
    has_codes: bool


def account_sheet(account: Account, session_key: str | None, now: dt.datetime) -> AccountSheet:
    """The sheet of one person's own account; two queries."""
    kinds = Authenticator.Type
    held = list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))
    return AccountSheet(
        mail=account.mail,
        sessions=tuple(
            SessionLine(
                row.pk,
                program_of(row.user_agent),
                row.ip,
                row.created_at,
                is_this=row.session_key == session_key,
            )
            for row in sessions_of(account, now)
        ),
        passkeys=tuple(
            PasskeyLine(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in held
            if row.type == kinds.WEBAUTHN
        ),
        has_app=any(row.type == kinds.TOTP for row in held),
        has_codes=any(row.type == kinds.RECOVERY_CODES for row in held),
    )


def sessions_of(account: Account, now: dt.datetime) -> "QuerySet[UserSession]":
    """Where one is signed in at that moment, the newest first."""
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = UserSession.objects.filter(user=account, session_key__in=living)
    found: QuerySet[UserSession] = rows.order_by("-created_at", "-pk")
    return found


def program_of(said: str) -> str:
    """Browser and system, such as `Firefox, Windows`; empty for what says nothing known."""
    names = (
        next((name for mark, name in known if mark in said), "") for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in names if name)
