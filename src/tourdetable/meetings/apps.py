from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tourdetable.meetings"
    default_auto_field = "django.db.models.BigAutoField"
