"""Choices of forms in the language of the page.

Django puts forms together once, and their choices are asked for anew with every form: so a choice
is a function that reads the language of the request.
"""

from collections.abc import Callable, Iterable

from babel import Locale
from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation

from tourdetable.ui.telling import Telling, telling_of

Choices = list[tuple[str, str]]


def page_language() -> str:
    """The interface language (BCP 47) of the page that is being made."""
    return (translation.get_language() or "en").split("-", 1)[0]


def telling() -> Telling:
    """How the page that is being made tells things."""
    return telling_of(page_language())


def labels(members: Iterable[TextChoices], empty: str | None = None) -> Callable[[], Choices]:
    """The members of a closed vocabulary by their labels; `empty` is the message id of the choice
    of none of them.
    """

    def told() -> Choices:
        words = telling()
        none = [] if empty is None else [("", words.translations.gettext(empty))]
        return none + [(member.value, words.label(member)) for member in members]

    return told


def language_choices(language: str) -> list[tuple[str, str]]:
    """The interface languages (BCP 47) with their names in one of them."""
    locale = Locale.parse(language)
    return [(tag, str(locale.languages.get(tag, tag))) for tag in settings.INTERFACE_LANGUAGES]
