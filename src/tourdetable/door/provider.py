"""Signing in through one other house that knows somebody (OpenID Connect), where it is set up.

The provider is told one address to send people back to, without a language; the session remembers
the language in which they left. Whatever it does instead of answering ends in a sentence.
"""

from collections.abc import Callable
from typing import Any, cast

from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from tourdetable.door.adapters import NO_ANSWER, back_to_the_door
from tourdetable.screens.asking import Asking
from tourdetable.screens.languages import in_every_language, speaking

PROVIDER = "oidc"
LEFT_IN = "left-in"
"""Where the session keeps the language."""


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """The provider, asked for its keys each time: what it says of somebody is signed."""

    def get_callback_url(self, request: Asking, app: SocialApp) -> str:  # noqa: ARG002 - allauth's signature
        path = in_every_language(reverse("provider-back"), request)
        return f"{settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL}://{request.get_host()}{path}"

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: object, **kwargs: Any
    ) -> SocialLogin:
        self.did_fetch_access_token = False  # else the signature of the token would be taken on trust
        return super().complete_login(request, app, token, **kwargs)


@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Leave for the provider."""
    asking = cast("Asking", request)
    asking.session[LEFT_IN] = asking.language
    return _answered(asking, OAuth2LoginView.adapter_view)


@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Come back from it, in the language in which one left."""
    asking = cast("Asking", request)
    with speaking(asking, asking.session.pop(LEFT_IN, asking.language)):
        return _answered(asking, OAuth2CallbackView.adapter_view)


def _answered(request: Asking, view: Callable[[Provider], Callable[[HttpRequest], Any]]) -> HttpResponse:
    """What allauth makes of it. Raises Http404 where no provider is set up."""
    try:
        answer: HttpResponse = view(Provider(request, PROVIDER))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error, LookupError, TypeError, ValueError):
        return back_to_the_door(request, NO_ANSWER)
    return answer
