"""Style and sign of the screens, by names that change with their content."""

from django.http import Http404, HttpRequest, HttpResponse

from tourdetable.record.serving import FOR_EVER
from tourdetable.ui.assets import favicon, screen_style_name, screen_stylesheet


def asset(_request: HttpRequest, name: str) -> HttpResponse:
    """A file that all screens share. Raises Http404 for any other name."""
    if name == screen_style_name():
        response = HttpResponse(screen_stylesheet(), content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = FOR_EVER
        return response
    if name == "favicon.svg":
        return HttpResponse(favicon(), content_type="image/svg+xml")
    raise Http404
