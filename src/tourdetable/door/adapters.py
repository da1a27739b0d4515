"""What django-allauth asks this house: what to say, whom to let in, where to lead them.

Accounts are made by the secretariat and by nominations alone: nobody signs up.
"""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tourdetable.door.browsers import remember
from tourdetable.door.devices import program_of
from tourdetable.door.mail import code_mail
from tourdetable.parties.models import Account
from tourdetable.parties.rules import is_officer
from tourdetable.screens.asking import Asking
from tourdetable.screens.identity import actor_of
from tourdetable.screens.mail import hand_over
from tourdetable.screens.words import message

REFUSALS = {
    "incorrect_code": message("This code is not right. Look at it again, digit by digit."),
    "too_many_login_attempts": message("That was tried too often. Wait a few minutes."),
    "rate_limited": message("That was tried too often. Wait a few minutes."),
    "account_inactive": message("This account is closed. Ask the secretariat."),
}
SAID = {
    "account/messages/logged_out.txt": message("You are signed out."),
    "mfa/messages/totp_activated.txt": message("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": message("The authenticator app is no longer needed."),
    "mfa/messages/webauthn_added.txt": message("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": message("The passkey is removed."),
}
"""What allauth wants said after a step, in our words; what it says otherwise, pages say."""
LOOPBACK = ("127.0.0.1", "::1")


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Accounts come with their persons: every page that somebody signed in for asks for both."""

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in by a code sent by mail; addresses that no account has are answered alike."""

    error_messages = {**DefaultAccountAdapter.error_messages, **REFUSALS}  # noqa: RUF012 - allauth's

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this house are gone on to."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody begins: officers at the desk, others in the room."""
        asking, account = cast("Asking", request), cast("Account", request.user)
        at_desk = is_officer(actor_of(account.person, asking.moment))
        return reverse("desk:home" if at_desk else "room:home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        return reverse("account_login")

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """On to where one wanted, in a browser that is known from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """A proxy on this machine says for whom it asks; nobody else is believed."""
        near = str(request.META.get("REMOTE_ADDR", "")) or LOOPBACK[0]
        said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        return said if said and near in LOOPBACK else near

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """The first is asked for: an app where there is one, else a passkey."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return found if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else found[::-1]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The code, in the language of the page; the only mail that allauth sends here."""
        if template_prefix != "account/email/login_code":
            raise ValueError(template_prefix)
        hand_over(code_mail(email, context["code"], context["request"].language))

    def add_message(  # noqa: PLR0913, PLR0917 - allauth's signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what we have none for is not said."""
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags)

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        return back_to_the_door(request, REFUSALS["account_inactive"])


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """How apps and passkeys call this house and the one who signs in."""

    error_messages = {**DefaultMFAAdapter.error_messages, **REFUSALS}  # noqa: RUF012 - allauth's

    def get_totp_issuer(self) -> str:
        return "Tour de Table"

    def _get_site_name(self) -> str:
        return "Tour de Table"

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002, ARG002 - allauth's signature
        """The one of the device, as far as it says; it can be changed before it is sent."""
        return program_of(context.request.headers.get("User-Agent", ""))


def back_to_the_door(request: HttpRequest, why: str) -> HttpResponse:
    """Sign-in again, with the reason."""
    messages.error(request, why)
    return HttpResponseRedirect(reverse("account_login"))
