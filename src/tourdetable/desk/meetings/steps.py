"""The way from a meeting that is set up to one that is published, as links between screens."""

from django.urls import NoReverseMatch, reverse

SCREENS = {
    "agenda": "desk:agenda",
    "invitations": "desk:invitations",
    "letters": "desk:meeting-letters",
    "questionnaires": "desk:questionnaires",
    "participants": "desk:participants",
    "publish": "desk:preflight",
}
"""Step → the name of its screen, which takes the slug of the meeting."""


def step_addresses(slug: str) -> dict[str, str]:
    """The addresses of the steps that have a screen."""
    found = {key: _address(name, slug) for key, name in SCREENS.items()}
    return {key: address for key, address in found.items() if address}


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""
