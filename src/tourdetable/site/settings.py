"""Django's settings, all of them from one typed configuration."""

from tourdetable.site import configuration
from tourdetable.site.configuration import CONFIGURATION

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = ["*"]
"""Whoever serves answers for its names; addresses in letters are made from TDT_ADDRESS."""
TDT_HOME = CONFIGURATION.home
TDT_ADDRESS = CONFIGURATION.address
TDT_LARGEST_FILE = CONFIGURATION.largest_file
INTERFACE_LANGUAGES = configuration.LANGUAGES

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "tourdetable.kernel",
    "tourdetable.parties",
    "tourdetable.library",
    "tourdetable.processes",
    "tourdetable.meetings",
    "tourdetable.invitations",
    "tourdetable.letters",
    "tourdetable.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
AUTH_USER_MODEL = "parties.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
DATABASES = {"default": CONFIGURATION.database}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(CONFIGURATION.home / "files")},
    },
}

# ── Screens ───────────────────────────────────────────────────────────────────

ROOT_URLCONF = "tourdetable.site.addresses"
MIDDLEWARE = [
    "tourdetable.screens.headers.StrictHeaders",
    "tourdetable.screens.languages.InLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tourdetable.screens.identity.WithIdentity",
]
TEMPLATES = [{"BACKEND": "tourdetable.screens.pages.Pages", "DIRS": [], "APP_DIRS": False}]
CSRF_FAILURE_VIEW = "tourdetable.screens.refusals.refused_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
IS_SECURE = CONFIGURATION.address.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "tdt-session", "tdt-form"

# ── Signing in (django-allauth) ───────────────────────────────────────────────

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
