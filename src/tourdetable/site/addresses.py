"""All addresses of the screens; each stands behind its language, as in `/fr/desk/`."""

from django.urls import include, path

from tourdetable.screens.assets import asset

urlpatterns = [
    path("", include("tourdetable.door.addresses")),
    path("desk/", include("tourdetable.desk.addresses")),
    path("room/", include("tourdetable.room.addresses")),
    path("reply/<str:secret>/", include("tourdetable.room.replies")),
    path("note/<str:secret>/", include("tourdetable.room.note_links")),
    path("assets/<str:name>", asset, name="asset"),
]
handler403 = handler404 = "tourdetable.screens.refusals.not_found"
handler429 = "tourdetable.door.views.too_often"
handler500 = "tourdetable.screens.refusals.failed"
