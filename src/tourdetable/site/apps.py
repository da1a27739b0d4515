from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The outermost room: settings and the command line; it holds no models."""

    name = "tourdetable.site"
    label = "tdt_site"
