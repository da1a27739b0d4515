"""What every screen tells the browser: nothing inline, nothing from elsewhere, nothing kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tourdetable.kernel.link_addresses import referrer_policy
from tourdetable.record.serving import security_headers

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class StrictHeaders:
    """The record's headers, and a policy that lets forms be sent to this house alone."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        if not response.streaming:  # HEAD says it like GET (RFC 9110, section 9.3.2)
            response.headers.setdefault("Content-Length", str(len(response.content)))
        for name, value in security_headers(request.path):
            response.headers.setdefault(name, value)
        response.headers["Referrer-Policy"] = referrer_policy(request.path)
        response.headers["X-Robots-Tag"] = "noindex, noarchive"  # no index keeps a screen
        return response
