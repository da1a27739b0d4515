from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "tourdetable.processes"
    default_auto_field = "django.db.models.BigAutoField"
