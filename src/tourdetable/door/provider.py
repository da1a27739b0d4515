"""Signing in through one other house that knows somebody (OpenID Connect), where it is set up.

The provider is told one address to send people back to, without a language; the session remembers
the language in which they left. Whatever it does instead of answering ends in a sentence.
"""

from collections.abc import Callable
from typing import Any, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from tourdetable.door.adapters import back_to_the_door
from tourdetable.parties.models import Account
from tourdetable.screens.asking import Asking
from tourdetable.screens.languages import in_every_language, speaking
from tourdetable.screens.words import message

KIND, KEY = "openid_connect", "provider"
"""How allauth calls such a provider, and ours."""
LEFT_IN = "left-in"
"""Where the session keeps the language."""
NO_ACCOUNT = message(
    "You are known there, but no account here has your e-mail address. Ask the secretariat."
)
NO_ANSWER = message(
    "Signing in there did not work: it does not answer as it should, or it was broken off. "
    "Have a code sent to you instead, or try again later."
)


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """What is said to the provider. It is asked for its keys each time, so that what it says of
    somebody is known to be signed by it.
    """

    def get_callback_url(self, request: Asking, app: SocialApp) -> str:  # noqa: ARG002 - allauth's signature
        path = in_every_language(reverse("provider-back"), request)
        return f"{settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL}://{request.get_host()}{path}"

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: object, **kwargs: Any
    ) -> SocialLogin:
        self.did_fetch_access_token = False  # what came by TLS would be taken without looking
        return super().complete_login(request, app, token, **kwargs)


class Provider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth ships no types
    """The one that the settings name."""

    oauth2_adapter_class = Conversation


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Who comes from elsewhere has an account here already, found by a confirmed address; nothing
    of what the provider says is kept.
    """

    def get_provider(
        self,
        request: HttpRequest,
        provider: str,  # noqa: ARG002 - allauth's signature
        client_id: str | None = None,  # noqa: ARG002 - the same
    ) -> Provider:
        """Raises Http404 where none is set up."""
        known = settings.IDENTITY_PROVIDER
        if known is None:
            raise Http404
        app = SocialApp(provider=KIND, provider_id=KEY, name=known.label)
        app.client_id, app.secret = known.client, known.secret
        app.settings = {"server_url": known.issuer, "oauth_pkce_enabled": True}
        return Provider(request, app=app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises ImmediateHttpResponse where nobody here has that address."""
        addresses = sociallogin.email_addresses
        confirmed = [address.email.lower() for address in addresses if address.verified]
        account = Account.objects.filter(mail__in=confirmed).first()
        if account is None:
            raise ImmediateHttpResponse(back_to_the_door(request, NO_ACCOUNT))
        sociallogin.user = account

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        """Whatever it was, it is one sentence. Raises ImmediateHttpResponse."""
        raise ImmediateHttpResponse(back_to_the_door(request, NO_ANSWER))


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


def _answered(
    request: Asking, view: Callable[[Conversation], Callable[[HttpRequest], Any]]
) -> HttpResponse:
    """What allauth makes of it, or a sentence. Raises Http404 where no provider is set up."""
    try:
        answer: HttpResponse = view(Conversation(request, KEY))(request)
    except (RequestException, OAuth2Error, LookupError, TypeError, ValueError):
        return back_to_the_door(request, NO_ANSWER)
    return answer
