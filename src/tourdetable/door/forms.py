"""What is asked at the door, in our words; what is taken, django-allauth decides."""

import unicodedata

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from tourdetable.door.attempts import is_first_use, is_to_be_told, may_ask_for_code
from tourdetable.door.mail import flood_mail
from tourdetable.screens.forms import ScreenForm
from tourdetable.screens.mail import hand_over
from tourdetable.screens.words import message

TOO_MANY_CODES = message(
    "Too many codes were asked for with this address. Enter one that was sent already, sign in "
    "with a passkey or in a browser in which you have signed in before, or wait an hour."
)


class AddressForm(ScreenForm, RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Who somebody is; nothing in the answer tells whether the address is known."""

    email = forms.EmailField(
        max_length=254,
        label=message("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        """The address, with its account in `_user`, where one more code may be sent there. The
        library's own count is one for all who ask, so that anybody could use it up for somebody.
        """
        address = str(self.cleaned_data["email"])
        accounts = filter_users_by_email(
            address, is_active=True, prefer_verified=True, for_login=True
        )
        self._user = accounts[0] if accounts else None
        key = address.lower()
        if not may_ask_for_code(context.request, key, self._user):
            if is_to_be_told(key) and self._user:
                hand_over(flood_mail(self._user))
            raise ValidationError(TOO_MANY_CODES)
        return address


class DigitsField(forms.CharField):
    """A code in the digits of any script (١٢٣, １２３), with or without dashes and spaces."""

    def __init__(self, label: str, help_text: str = "") -> None:
        attrs = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autofocus": True,
            "class": "code",
            "dir": "ltr",
        }
        super().__init__(
            max_length=40, label=label, help_text=help_text, widget=forms.TextInput(attrs=attrs)
        )

    def to_python(self, value: object) -> str:
        typed = unicodedata.normalize("NFKC", str(value or ""))
        return "".join(str(unicodedata.digit(x, x)) for x in typed if x.isalnum())


class CodeForm(ScreenForm, ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    code = DigitsField(message("Code from the mail"))


class OnceOnly:
    """A code of an app is taken once, in whichever browser."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # a mixin
        kind = self.authenticator.type  # type: ignore[attr-defined]  # set by the library's form
        if kind == Authenticator.Type.TOTP and not is_first_use(self.user, code):  # type: ignore[attr-defined]  # the same
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondCodeForm(OnceOnly, ScreenForm, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    code = DigitsField(
        message("Code from your authenticator app"),
        message("Without the app at hand: one of your recovery codes."),
    )


class SecondCodeAgainForm(OnceOnly, ScreenForm, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    code = DigitsField(
        message("Code from your authenticator app"),
        message("Without the app at hand: one of your recovery codes."),
    )


class AppForm(ScreenForm, ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    code = DigitsField(message("Code that the app shows now"))


class EndAppForm(ScreenForm, DeactivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """Nothing but the deliberate step."""


class PasskeyForm(ScreenForm, AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A name for the passkey; the device itself fills in the rest. Each can sign in by itself."""

    name = forms.CharField(required=False, max_length=100, label=message("Name of the device"))
    passwordless = None


class NewRecoveryCodesForm(ScreenForm, GenerateRecoveryCodesForm):  # type: ignore[misc]  # allauth ships no types
    """Nothing but the deliberate step."""
