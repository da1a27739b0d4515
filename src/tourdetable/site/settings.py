"""Django's settings, all of them from one typed configuration."""

from urllib.parse import urlsplit

from tourdetable.site import configuration, logs
from tourdetable.site.configuration import CONFIGURATION, kept_secret

SECRET_KEY = CONFIGURATION.secret_key or kept_secret(CONFIGURATION.home)
DEBUG = CONFIGURATION.debug
LOGGING = logs.LOGGING
ALLOWED_HOSTS = ["*"]
"""Whoever serves answers for its names; addresses in letters are made from TDT_ADDRESS."""
TDT_HOME = CONFIGURATION.home
TDT_ADDRESS = CONFIGURATION.address
TDT_LARGEST_FILE = CONFIGURATION.largest_file
READER_SETTINGS = "tourdetable.site.reader_settings"
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
    "tourdetable.notes",
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
AUTHENTICATION_BACKENDS = ["tourdetable.door.adapters.AccountBackend"]
DATABASES = {"default": CONFIGURATION.database}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
STORAGES = {
    "default": {
        "BACKEND": "tourdetable.kernel.storage.DurableStorage",
        "OPTIONS": {"location": str(CONFIGURATION.home / "files")},
    },
}

FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700

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
    "tourdetable.door.requirement.SecondFactorFirst",
]
TEMPLATES = [{"BACKEND": "tourdetable.screens.pages.Pages", "DIRS": [], "APP_DIRS": False}]
FORM_RENDERER = "django.forms.renderers.Jinja2"
CSRF_FAILURE_VIEW = "tourdetable.screens.refusals.refused_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
IS_SECURE = CONFIGURATION.address.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "tdt-session", "tdt-form"
SESSION_COOKIE_AGE = CONFIGURATION.session_hours * 3600
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(CONFIGURATION.address))]
"""A proxy that speaks TLS hands requests on without it; what a browser calls this house, it knows
from TDT_ADDRESS.
"""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "compiled": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CONFIGURATION.home / "compiled",
        "TIMEOUT": None,
    },
}
"""The first holds nothing but the counts of attempts; all processes share them (decision 0020). The
other holds what became of templates and catalogues (`ui/compiled.py`).
"""

# ── Mail ──────────────────────────────────────────────────────────────────────

SMTP = CONFIGURATION.mail_server
EMAIL_BACKEND = f"tourdetable.site.mail_backends.{'Smtp' if SMTP else 'Folder'}Backend"
EMAIL_FILE_PATH = str(CONFIGURATION.home / "mail")
EMAIL_HOST, EMAIL_PORT = (SMTP.host, SMTP.port) if SMTP else ("", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (SMTP.user, SMTP.password) if SMTP else ("", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = (SMTP.tls, SMTP.ssl) if SMTP else (False, False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = CONFIGURATION.mail_from

# ── Signing in (django-allauth) ───────────────────────────────────────────────

LOGIN_URL = "account_login"
OFFICERS_NEED_SECOND_FACTOR = CONFIGURATION.officers_need_second_factor
ACCOUNT_ADAPTER = "tourdetable.door.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(CONFIGURATION.address).scheme
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
"""Digits are on every keyboard of the six languages; eight make up for their few shapes."""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_RATE_LIMITS = {
    "request_login_code": None,
    "code_known_browser": "3/m/key,20/h/key",
    "code_stranger_near": "20/m/ip,3/m/key,6/h/key",
    "code_stranger": "20/h/key",
    "login_failed": "5/5m/key,30/d/key",
}
"""Mails with codes: to one account from one browser in which it was signed in to before; to one
address from one network of strangers, and from all of them. Wrong second factors: of one account.
"""
ACCOUNT_FORMS = {
    "request_login_code": "tourdetable.door.forms.AddressForm",
    "confirm_login_code": "tourdetable.door.forms.CodeForm",
}
MFA_ADAPTER = "tourdetable.door.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "tourdetable.door.forms.SecondCodeForm",
    "reauthenticate": "tourdetable.door.forms.SecondCodeAgainForm",
    "activate_totp": "tourdetable.door.forms.AppForm",
    "deactivate_totp": "tourdetable.door.forms.EndAppForm",
    "add_webauthn": "tourdetable.door.forms.PasskeyForm",
    "generate_recovery_codes": "tourdetable.door.forms.NewRecoveryCodesForm",
}
SOCIALACCOUNT_ADAPTER = "tourdetable.door.provider.ProviderAdapter"
IDENTITY_PROVIDER = CONFIGURATION.identity_provider
