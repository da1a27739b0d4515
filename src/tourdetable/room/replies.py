"""Addresses behind a reply link; the same screens as in the room."""

from tourdetable.room.invitations import SCREENS
from tourdetable.room.opening import by_link, screens_of

app_name = "reply"
urlpatterns = screens_of(by_link, SCREENS)
