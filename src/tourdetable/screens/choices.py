"""What forms offer to choose from, in the reader's language."""

from babel import Locale
from django.conf import settings


def language_choices(language: str) -> list[tuple[str, str]]:
    """The interface languages (BCP 47) with their names in one of them."""
    locale = Locale.parse(language)
    return [(tag, str(locale.languages.get(tag, tag))) for tag in settings.INTERFACE_LANGUAGES]
