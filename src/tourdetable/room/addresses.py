"""Addresses of the room."""

from django.urls import include, path

from tourdetable.room.home.views import home
from tourdetable.room.invitations import SCREENS
from tourdetable.room.opening import by_number, screens_of

app_name = "room"
urlpatterns = [
    path("", home, name="home"),
    path("invitations/<int:key>/", include(screens_of(by_number, SCREENS))),
]
