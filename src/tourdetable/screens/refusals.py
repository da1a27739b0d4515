"""What stands where there is nothing to show."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from tourdetable.screens.answering import show
from tourdetable.screens.asking import Asking


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The same for what is not there and for what is not the asker's."""
    response = show(cast("Asking", request), "screens/not-found.html", None)
    response.status_code = 404
    return response


def failed(_request: HttpRequest) -> HttpResponse:
    """Our own fault; plain, for whatever failed may fail again."""
    text = (
        "Something went wrong on our side; nothing was saved. Try again, and tell the secretariat "
        "if it stays so.\n"
    )
    return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


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
