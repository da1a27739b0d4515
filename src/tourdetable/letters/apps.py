from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "tourdetable.letters"
    default_auto_field = "django.db.models.BigAutoField"
