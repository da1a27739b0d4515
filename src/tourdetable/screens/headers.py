"""What every screen tells the browser: nothing inline, nothing from elsewhere, nothing kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tourdetable.record.serving import SECURITY

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

WITH_SECRET = ("/reply/", "/note/")
"""What stands in an address before the secret of a link."""


class StrictHeaders:
    """The record's headers, and a policy that lets forms be sent to this house alone."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in SECURITY:
            response.headers.setdefault(name, value)
        # Addresses of links hold a secret: of those, browsers name the origin alone, also to this
        # house, whose log would keep it. Nothing stricter: without any origin no form could be
        # sent (CSRF). No index keeps a screen.
        holds_secret = any(place in request.path for place in WITH_SECRET)
        policy = "strict-origin" if holds_secret else "same-origin"
        response.headers["Referrer-Policy"] = policy
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response
