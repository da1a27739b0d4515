"""Addresses of the door: those of django-allauth that this house offers, and no others.

Its views ask for each other by the names that stand here; what has no name here (signing up,
passwords, further addresses) cannot be reached by any road.
"""

from django.urls import path
from django.views.decorators.http import require_POST

from tourdetable.door import provider, views

urlpatterns = [
    path("sign-in/", views.AskForCode.as_view(), name="account_login"),
    path("sign-in/", views.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/", views.TakeCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/second/", views.second_factor, name="mfa_authenticate"),
    path("sign-in/passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/provider/", provider.go, name="provider"),
    path("sign-in/provider/back/", provider.come_back, name="provider-back"),
    path("sign-out/", require_POST(views.SignOut.as_view()), name="account_logout"),
    path("account/", views.account, name="mfa_index"),
    path("account/sessions/<int:key>/end/", views.end_session, name="session-end"),
    path("account/sessions/end/", views.end_sessions, name="sessions-end"),
    path("account/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("account/codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "account/codes/new/",
        views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("account/again/", views.Again.as_view(), name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        views.AgainByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
]
