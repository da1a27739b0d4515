"""What stands where the database does not answer: in words, with what was typed (decision 36).

Nothing here asks the database.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware, get_token

from tourdetable.formats.html import environment
from tourdetable.ui.assets import screen_style_name
from tourdetable.ui.frame import LanguageLink, ScreenFrame

TEMPLATE = "screens/unavailable.html"
SECONDS_TO_WAIT = 5
"""After which a program may ask again (Retry-After, RFC 9110, section 10.2.3)."""
_AT_THE_DOOR = ("/sign-in/", "/account/")
"""Codes that were typed there are not sent back."""
_OWN_FIELD = "csrfmiddlewaretoken"


@dataclass(frozen=True, slots=True)
class KeptField:
    """One value of a form that was sent; `is_shown` where somebody typed it as prose."""

    name: str
    value: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class UnavailableSheet:
    """The page: whether a form was sent, what of it is kept, and whether it had files, which are
    not. `is_busy` where too many ask, instead of a database that is absent.
    """

    address: str
    was_sent: bool
    fields: tuple[KeptField, ...] = ()
    had_files: bool = False
    is_busy: bool = False


class _TokenCheck(CsrfViewMiddleware):
    """Django's check of the token without its page, as libraries on Django do it."""

    def _reject(self, _request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database was absent, busy for too long, or broke a transaction off."""
    return isinstance(error, OperationalError | InterfaceError)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with a page that keeps what was typed; to be sent again, it acts once all the same."""
    return _answer(request, _sheet(request))


def current_error() -> BaseException | None:
    """The error for which Django asks its handler of 500."""
    return sys.exc_info()[1]


def render_unavailable(language: str, rest: str, sheet: UnavailableSheet, csrf: str = "") -> str:
    """The page as HTML; `rest` is the address behind the language, with a slash at its start."""
    frame = ScreenFrame(
        language=language,
        section="",
        stylesheet=f"/{language}/assets/{screen_style_name()}",
        favicon=f"/{language}/assets/favicon.svg",
        home=f"/{language}/",
        record=f"/{language}/",
        sections=(),
        languages=tuple(
            LanguageLink(other, f"/{other}{rest}") for other in settings.INTERFACE_LANGUAGES
        ),
        person="",
        csrf=csrf,
        notices=(),
        to=lambda _name, *_args: "",
    )
    return environment(language).get_template(TEMPLATE).render(sheet=sheet, frame=frame)


def _answer(request: HttpRequest, sheet: UnavailableSheet) -> HttpResponse:
    language, rest = getattr(request, "language", "en"), getattr(request, "rest", "/")
    page = render_unavailable(language, rest, sheet, get_token(request))
    response = HttpResponse(page, status=503)
    response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def _sheet(request: HttpRequest) -> UnavailableSheet:
    language, rest = getattr(request, "language", "en"), getattr(request, "rest", "/")
    query = request.META.get("QUERY_STRING", "")
    address = f"/{language}{rest}{'?' if query else ''}{query}"
    if request.method != "POST":
        return UnavailableSheet(address, was_sent=False)
    with suppress(UnreadablePostError, SuspiciousOperation, BadRequest):
        if _is_ours(request) and not rest.startswith(_AT_THE_DOOR):
            return UnavailableSheet(
                address, was_sent=True, fields=_kept(request), had_files=bool(request.FILES)
            )
    return UnavailableSheet(address, was_sent=True)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form came from a page of this house: the database may have failed before
    anybody looked, and no page of ours gives words of a stranger its own token.
    """
    check = _TokenCheck(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _view, (), {}) is None


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _kept(request: HttpRequest) -> tuple[KeptField, ...]:
    return tuple(
        KeptField(name, value, is_shown=any(map(str.isspace, value)))
        for name, values in request.POST.lists()
        if name != _OWN_FIELD
        for value in map(str, values)
    )
