"""What is asked at the door, in our words; what is taken, django-allauth decides."""

import unicodedata

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from tourdetable.screens.forms import ScreenForm
from tourdetable.screens.words import message


class AddressForm(ScreenForm, RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Who somebody is; nothing in the answer tells whether the address is known."""

    email = forms.EmailField(
        max_length=254,
        label=message("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


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


class SecondCodeForm(ScreenForm, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    code = DigitsField(
        message("Code from your authenticator app"),
        message("Without the app at hand: one of your recovery codes."),
    )


class SecondCodeAgainForm(ScreenForm, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
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
