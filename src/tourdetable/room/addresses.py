"""Addresses of the room."""

from django.urls import include, path

from tourdetable.room.home.views import home
from tourdetable.room.invitations import SCREENS
from tourdetable.room.notes import NOTE_SCREENS
from tourdetable.room.notes.opening import NOTES
from tourdetable.room.opening import INVITATIONS, screens_of

app_name = "room"
urlpatterns = [
    path("", home, name="home"),
    path("invitations/<int:key>/", include(screens_of(INVITATIONS.by_number, SCREENS))),
    path("notes/<int:key>/", include((screens_of(NOTES.by_number, NOTE_SCREENS), "notes"))),
]
