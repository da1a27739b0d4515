"""Django's settings, all of them from one typed configuration."""

from tourdetable.site.configuration import CONFIGURATION

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
TDT_HOME = CONFIGURATION.home
TDT_ADDRESS = CONFIGURATION.address

INSTALLED_APPS = [
    "tourdetable.kernel",
    "tourdetable.parties",
    "tourdetable.library",
    "tourdetable.processes",
    "tourdetable.meetings",
    "tourdetable.invitations",
    "tourdetable.site",
]
DATABASES = {"default": CONFIGURATION.database}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(CONFIGURATION.home / "files")},
    },
}
