"""Files that a screen gives out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tourdetable.kernel.header_text import kept_file_name
from tourdetable.record.policies import ATTACHED


def given(content: bytes, media_type: str, name: str) -> HttpResponse:
    """To be kept under that name, and never to be run in the page."""
    answer = HttpResponse(content, content_type=media_type)
    told = content_disposition_header(as_attachment=True, filename=kept_file_name(name))
    answer.headers["Content-Disposition"] = told or "attachment"
    answer.headers["Content-Security-Policy"] = ATTACHED
    return answer
