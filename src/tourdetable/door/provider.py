"""Signing in through one other house that knows somebody (OpenID Connect), where it is set up.

The provider is told one address to send people back to, without a language; the session remembers
the language in which they left. Whatever it does instead of answering ends in a sentence.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, cast

import jwt
from allauth.account.models import EmailAddress
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
NONCE = "provider-nonce"
"""Where the session keeps what the ID token has to repeat (OpenID Connect Core, 3.1.2.1)."""
SIGNED_BY = frozenset(
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
) | {"EdDSA"}
"""Algorithms of signatures by which a provider alone can sign (RFC 7518, 3.1; RFC 8037, 3.1)."""
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

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description. Raises OAuth2Error for that of another (OpenID Connect
        Discovery 1.0, 4.3).
        """
        config: dict[str, Any] = super().openid_config
        known = settings.IDENTITY_PROVIDER
        own = known.issuer.partition("/.well-known/")[0] if known else ""
        if str(config.get("issuer")).rstrip("/") != own.rstrip("/"):
            raise OAuth2Error("The issuer is not the one of the settings.")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: object, **kwargs: Any
    ) -> SocialLogin:
        """Raises OAuth2Error for an answer without an ID token, and as `_decode_id_token`."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("There is no ID token.")
        self.did_fetch_access_token = False  # what came by TLS would be taken without looking
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of an ID token that this provider signed for this house and this session.

        Raises OAuth2Error otherwise; the numbers are those of OpenID Connect Core, 3.1.3.7.
        """
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as error:
            raise OAuth2Error("The ID token cannot be read.") from error
        if algorithm not in SIGNED_BY:
            raise OAuth2Error("The ID token is not signed as it should be.")  # 6 to 8
        claims: dict[str, Any] = super()._decode_id_token(app, id_token)  # 2, 3, 6 and 9
        if not {"sub", "exp", "iat"} <= set(claims):  # section 2: required
            raise OAuth2Error("The ID token lacks a claim.")
        if _is_for_another(claims, app.client_id):
            raise OAuth2Error("The ID token is for another.")  # 4 and 5
        nonce = self.request.session.pop(NONCE, None)
        if not nonce or claims.get("nonce") != nonce:
            raise OAuth2Error("The ID token is of another session.")  # 11
        return claims


def _is_for_another(claims: Mapping[str, Any], client: str) -> bool:
    """An authorised party that is not this house, or none where several could be meant."""
    audience = claims["aud"]
    is_shared = isinstance(audience, list) and len(audience) > 1
    party = claims.get("azp")
    return party != client if is_shared or party is not None else False


class Provider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth ships no types
    """The one that the settings name."""

    oauth2_adapter_class = Conversation

    def get_auth_params(self) -> dict[str, str]:
        """What is asked besides; the nonce ties the answer to this session."""
        nonce = self.request.session[NONCE] = secrets.token_urlsafe(24)
        return {**super().get_auth_params(), "nonce": nonce}

    def sociallogin_from_response(
        self, request: HttpRequest, response: Mapping[str, Any]
    ) -> SocialLogin:
        """Raises OAuth2Error where the claims are of somebody else than the ID token's (OpenID
        Connect Core, 5.3.2).
        """
        claims = response["userinfo"]
        if not isinstance(claims, dict) or claims.get("sub") != response["id_token"]["sub"]:
            raise OAuth2Error("The claims are of another person than the ID token.")
        return super().sociallogin_from_response(request, response)

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[EmailAddress]:
        """The address, confirmed where the provider says so by JSON's `true`: no text, whatever it
        reads, and no number is taken for it (OpenID Connect Core, 5.1).
        """
        address = data["userinfo"].get("email")
        if not isinstance(address, str) or not address:
            return []
        is_confirmed = data["userinfo"].get("email_verified") is True
        return [EmailAddress(email=address, verified=is_confirmed, primary=True)]


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Who comes from elsewhere has an account here already, found by a confirmed address; nothing
    of what the provider says is kept.
    """

    def generate_state_param(self, state: dict[str, Any]) -> str:  # noqa: ARG002 - allauth's signature
        """What ties coming back to having left: 256 bits."""
        return secrets.token_urlsafe(32)

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
