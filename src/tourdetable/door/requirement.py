"""Where officers need a second factor, one who has not shown it is led to where that is done.

This is but the way there: that such an officer has no right anywhere, `screens/identity.py` says.
"""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tourdetable.screens.asking import Asking
from tourdetable.screens.identity import FACTORS
from tourdetable.screens.words import message

FIRST = message(
    "The secretariat signs in with a second factor: set up an authenticator app or a passkey, then "
    "the desk is open."
)


class SecondFactorFirst:
    """Leads officers from the desk to where they set a second factor up, or show the one that they
    have.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        if asking.needs_second_factor and asking.path.startswith(reverse("desk:home")):
            if is_mfa_enabled(asking.user, FACTORS):
                there = urlencode({"next": asking.path})
                return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{there}")
            messages.warning(request, FIRST)
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.answer(request)
