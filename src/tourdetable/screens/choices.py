"""What forms offer to choose from, in the reader's language."""

from collections.abc import Iterable

from babel import Locale
from django.conf import settings
from django.db.models import TextChoices

from tourdetable.ui.catalogue import translations


def language_choices(language: str) -> list[tuple[str, str]]:
    """The interface languages (BCP 47) with their names in one of them."""
    locale = Locale.parse(language)
    return [(tag, str(locale.languages.get(tag, tag))) for tag in settings.INTERFACE_LANGUAGES]


def label_choices(members: Iterable[TextChoices], language: str) -> list[tuple[str, str]]:
    """Members of a closed vocabulary with their labels in one of the interface languages."""
    words = translations(language)
    return [(member.value, words.gettext(str(member.label))) for member in members]
