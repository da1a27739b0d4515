"""Addresses of the room."""

from django.urls import include, path

from tourdetable.room.answers import views as answers
from tourdetable.room.home.views import home
from tourdetable.room.invitations import SCREENS
from tourdetable.room.notes import NOTE_SCREENS
from tourdetable.room.notes.opening import NOTES
from tourdetable.room.opening import INVITATIONS, screens_of
from tourdetable.screens.side_by_side import FILES

app_name = "room"
urlpatterns = [
    path("", home, name="home"),
    path("questionnaires/<slug:slug>/answers/", answers.table, name="answers"),
    *(
        path(
            f"questionnaires/<slug:slug>/{name}",
            answers.file,
            {"name": name},
            name=name.replace(".", "-"),
        )
        for name in FILES
    ),
    path("invitations/<int:key>/", include(screens_of(INVITATIONS.by_number, SCREENS))),
    path("notes/<int:key>/", include((screens_of(NOTES.by_number, NOTE_SCREENS), "notes"))),
]
