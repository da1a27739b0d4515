"""A script that saves what is typed asks for little more than to be told so."""

import uuid

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, JsonResponse

from tourdetable.kernel.rows import state_of
from tourdetable.notes.models import Answer
from tourdetable.screens.asking import Asking

_JSON = "application/json"


def wants_to_keep(request: HttpRequest) -> bool:
    """Did a script send the form, which stays where it is?"""
    return request.headers.get("Accept") == _JSON


def kept(request: Asking, row: Answer) -> HttpResponse:
    """How the row stands now, and the number of the next form."""
    list(get_messages(request))  # The script says it itself.
    return JsonResponse({"seen": state_of(row), "form": str(uuid.uuid4())})
