"""Style, script and sign of the screens, by names that change with their content."""

from django.http import Http404, HttpRequest, HttpResponse

from tourdetable.record.serving import FOR_EVER
from tourdetable.ui.assets import (
    favicon,
    passkey_script,
    passkey_script_name,
    screen_style_name,
    screen_stylesheet,
    writing_script,
    writing_script_name,
)

KEPT = {
    screen_style_name: (screen_stylesheet, "text/css; charset=utf-8"),
    passkey_script_name: (passkey_script, "text/javascript; charset=utf-8"),
    writing_script_name: (writing_script, "text/javascript; charset=utf-8"),
}
"""What is kept for ever, by a name that changes with its content."""


def asset(_request: HttpRequest, name: str) -> HttpResponse:
    """A file that all screens share. Raises Http404 for any other name."""
    if name == "favicon.svg":
        return HttpResponse(favicon(), content_type="image/svg+xml")
    for named, (content, kind) in KEPT.items():
        if name == named():
            response = HttpResponse(content(), content_type=kind)
            response.headers["Cache-Control"] = FOR_EVER
            return response
    raise Http404
