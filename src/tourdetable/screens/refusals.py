"""What stands where there is nothing to show."""

import logging
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tourdetable.formats.html import environment
from tourdetable.kernel.request_numbers import NUMBER, NUMBER_HEADER, new_number
from tourdetable.record.negotiation import Wishes
from tourdetable.record.policies import POLICY
from tourdetable.record.serving import Headers, security_headers
from tourdetable.screens.answering import show
from tourdetable.screens.asking import Asking
from tourdetable.screens.unavailable import current_error, is_unavailable, unavailable
from tourdetable.ui.assets import screen_style_name

_log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The same for what is not there and for what is not the asker's."""
    response = show(cast("Asking", request), "screens/not-found.html", None)
    response.status_code = 404
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Our own fault, with the number under which it is written down. An absent database has a page
    of its own.
    """
    if is_unavailable(current_error()):
        return unavailable(request)
    request.META.setdefault(NUMBER, new_number())
    headers, page = failure(request.META)
    return HttpResponse(page, status=500, headers=dict(headers))


def failure(environ: Mapping[str, Any]) -> tuple[Headers, bytes]:
    """Headers and page of a 500, whoever answers it, in the language of the address or else of the
    reader. `environ` is a WSGI environment with the request's number.
    """
    number, path = environ[NUMBER], environ["PATH_INFO"]
    first = path.removeprefix("/").partition("/")[0]
    languages = settings.INTERFACE_LANGUAGES
    language = first if first in languages else Wishes.of(environ).language(languages)
    page = failure_page(language, number)
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Language", language),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", POLICY),
        (NUMBER_HEADER, number),
        *security_headers(path),
    ], page


def failure_page(language: str, number: str) -> bytes:
    """The page of a fault, made of nothing but files; a sentence where even those fail."""
    try:
        page = environment(language).get_template("screens/failed.html")
        style = f"/{language}/assets/{screen_style_name()}"
        return page.render(language=language, number=number, stylesheet=style).encode()
    except Exception:  # noqa: BLE001 - whatever it is, the number has to be shown
        _log.exception("The page for faults could not be made.")
        return f"<!doctype html><title>500</title><p>A fault on our side: {number}.".encode()


def party_alone(request: Asking) -> HttpResponse:
    """What a party has not submitted is not for the secretariat, also not by the party's link."""
    response = show(request, "screens/party-alone.html", None)
    response.status_code = 403
    return response


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form without the mark of the page it came from (CSRF)."""
    response = show(cast("Asking", request), "screens/refused-form.html", None)
    response.status_code = 403
    return response
