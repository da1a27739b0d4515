from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "tourdetable.parties"
    default_auto_field = "django.db.models.BigAutoField"
