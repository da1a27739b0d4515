"""Addresses behind a reply link; the same screens as in the room."""

from tourdetable.room.invitations import SCREENS
from tourdetable.room.opening import INVITATIONS, screens_of

app_name = "reply"
urlpatterns = screens_of(INVITATIONS.by_link, SCREENS)
