"""Closed vocabularies of what is read from foreign files."""

from django.db.models import TextChoices


class Column(TextChoices):
    """What a column of a list of people holds."""

    NAME = "name", "name"
    GIVEN = "given", "given name"
    FAMILY = "family", "family name"
    HONORIFIC = "honorific", "honorific"
    POST = "post", "post"
    UNIT = "unit", "ministry or unit"
    PARTY = "party", "State or organisation"
    FUNCTION = "function", "function"
    CATEGORY = "category", "category"
    MAIL = "mail", "e-mail address"
    NOTHING = "nothing", "is not taken"


class Sureness(TextChoices):
    """How sure it is in which encoding a text was written."""

    SURE = "sure", "this is certain"
    LIKELY = "likely", "this is likely"
    GUESSED = "guessed", "this is a guess: look at the names"
