"""Signing in and out, and what one signs in with: django-allauth's views with our pages."""

from typing import Any, cast
from urllib.parse import urlsplit

from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.usersessions.internal.flows.sessions import end_sessions as end_all
from django.conf import settings
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from tourdetable.door.adapters import REFUSALS, back_to_the_door
from tourdetable.door.attempts import may_try_code
from tourdetable.door.devices import account_sheet, sessions_of
from tourdetable.parties.models import Account
from tourdetable.screens.answering import fetch, for_people, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.headers import POLICY
from tourdetable.screens.words import message
from tourdetable.ui.assets import passkey_script_name

ACCOUNT = reverse_lazy("mfa_index")


class Refusing:
    """A form that is not taken has its own status, as on all screens."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a mixin
        if response.status_code == 200:  # noqa: PLR2004 - HTTP's
            response.status_code = 422
        return response


class WithPasskeys:
    """A page with the script for passkeys, and what that script hands to the device."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # a mixin
        options = found.get("js_data", {})
        wanted = options.get("creation_options") or options.get("request_options") or {}
        encoded = DjangoJSONEncoder().encode(wanted) if wanted else ""
        return {**found, "script": passkey_script_name(), "options": encoded}


class Proven:
    """Who has just set something up has shown it: it is not asked for again at once."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # a mixin
        held = Authenticator.objects.filter(user=self.request.user)
        newest = held.exclude(type=Authenticator.Type.RECOVERY_CODES).latest("pk")
        post_authentication(self.request, newest, reauthenticated=True)
        return response


class AskForCode(Refusing, WithPasskeys, RequestLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Who somebody is, by mail address, passkey or provider."""

    template_name = "door/sign-in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "provider": settings.IDENTITY_PROVIDER}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A form that leads to the provider is allowed to: browsers hold a policy to that too."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if known := settings.IDENTITY_PROVIDER:
            there = urlsplit(known.issuer)
            allowed = f"form-action 'self' {there.scheme}://{there.netloc}"
            policy = POLICY.replace("form-action 'self'", allowed)
            response.headers["Content-Security-Policy"] = policy
        return response


class TakeCode(Refusing, ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """The code from the mail."""

    template_name = "door/code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A guess is counted before it is looked at."""
        if may_try_code(self._process.state):
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        self._process.abort()
        return back_to_the_door(request, REFUSALS["too_many_login_attempts"])


class SecondFactor(WithPasskeys, AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The second factor, for those who have one."""

    template_name = "door/second.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


second_factor = SecondFactor.as_view()


class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """A passkey alone: the device has asked for a finger or a number."""


class SignOut(LogoutView):  # type: ignore[misc]  # allauth ships no types
    """Out, or back from the middle of coming in."""


class AddApp(Refusing, Proven, ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/app.html"


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/app-remove.html"
    success_url = ACCOUNT


class AddPasskey(Refusing, Proven, WithPasskeys, AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Each can sign in by itself: the device is asked to keep it and to ask for its owner."""

    template_name = "door/passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        wanted = begin_registration(self.request.user, passwordless=True)
        return {**found, "options": DjangoJSONEncoder().encode(wanted)}


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/passkey-remove.html"
    success_url = ACCOUNT


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/codes.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/codes-new.html"


class Again(Refusing, ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    """Before what one signs in with is changed, one shows once more who one is."""

    template_name = "door/again.html"


class AgainByPasskey(WithPasskeys, ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    template_name = "door/again-passkey.html"


@for_people
def account(request: Asking) -> HttpResponse:
    """One's sessions and what one signs in with."""
    sheet = account_sheet(
        cast("Account", request.user), request.session.session_key, request.moment
    )
    return show(request, "door/account.html", sheet)


@require_POST
@for_people
def end_session(request: Asking, key: int) -> HttpResponse:
    """Sign out one browser. Raises Http404 for those of others."""
    session = fetch(sessions_of(cast("Account", request.user), request.moment), pk=key)
    end_all(request, [session])
    messages.success(request, message("That browser is signed out."))
    return HttpResponseRedirect(reverse("mfa_index"), status=303)


@require_POST
@for_people
def end_sessions(request: Asking) -> HttpResponse:
    """Sign out everywhere, here too."""
    end_all(request, list(sessions_of(cast("Account", request.user), request.moment)))
    messages.success(request, message("You are signed out everywhere."))
    return HttpResponseRedirect(reverse("account_login"), status=303)


def too_often(request: HttpRequest) -> HttpResponse:
    """More attempts than a person makes."""
    response = show(cast("Asking", request), "door/too-often.html", None)
    response.status_code = 429
    return response
