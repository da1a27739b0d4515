"""Where the secretariat has to sign in with two things, nobody works at the desk with one."""

from collections.abc import Callable
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tourdetable.parties.rules import is_officer
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message

FIRST = message(
    "The secretariat signs in with a second factor: set up an authenticator app or a passkey, then "
    "the desk is open."
)
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorFirst:
    """Leads officers without a second factor from the desk to where they set one up."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        if settings.OFFICERS_NEED_SECOND_FACTOR and self._lacks_it(asking):
            messages.warning(request, FIRST)
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.answer(request)

    def _lacks_it(self, asking: Asking) -> bool:
        at_desk = asking.path.startswith(reverse("desk:home"))
        return at_desk and is_officer(asking.actor) and not is_mfa_enabled(asking.user, KINDS)
