"""Addresses behind the link of a note: the respondent's, the same as in the room, or those of one
whom it invited.
"""

from django.urls import path

from tourdetable.room.notes import CONTRIBUTION_SCREENS, NOTE_SCREENS
from tourdetable.room.notes.opening import CONTRIBUTIONS, NOTES, beginning
from tourdetable.room.opening import screens_of

app_name = "note"
FIRST, CONTRIBUTION = "note", "contribution"
_note = {name: screen for name, screen in NOTE_SCREENS.items() if name != FIRST}
_invited = {name: screen for name, screen in CONTRIBUTION_SCREENS.items() if name != CONTRIBUTION}
urlpatterns = [
    path("", beginning(NOTE_SCREENS[FIRST][1], CONTRIBUTION_SCREENS[CONTRIBUTION][1]), name=FIRST),
    *screens_of(NOTES.by_link, _note),
    *screens_of(CONTRIBUTIONS.by_link, _invited),
]
