"""What stands around a screen."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.middleware.csrf import get_token
from django.urls import reverse

from tourdetable.parties.rules import is_officer
from tourdetable.screens.asking import Asking
from tourdetable.ui.assets import screen_style_name
from tourdetable.ui.frame import LanguageLink, ScreenFrame, SectionLink

DESK = ("meetings", "processes", "persons", "letters", "officers")
"""Sections of the secretariat's desk, in their order; each is the name of an address."""


def frame_of(request: Asking, section: str) -> ScreenFrame:
    """The frame of a screen in the language of its address, for whoever asks."""
    at_desk = is_officer(request.actor)
    record = f"/{request.language}/"
    home = reverse("desk:home" if at_desk else "room:home") if request.person else record
    sections = tuple(SectionLink(key, reverse(f"desk:{key}")) for key in DESK) if at_desk else ()
    return ScreenFrame(
        language=request.language,
        section=section,
        stylesheet=reverse("asset", args=[screen_style_name()]),
        favicon=reverse("asset", args=["favicon.svg"]),
        home=request.home or home,
        record=record,
        sections=sections,
        languages=tuple(
            LanguageLink(other, f"/{other}{request.rest}") for other in settings.INTERFACE_LANGUAGES
        ),
        person=request.person.name if request.person else "",
        csrf=get_token(request),
        notices=tuple(str(notice) for notice in get_messages(request)),
        to=lambda name, *args: reverse(name, args=args),
    )
