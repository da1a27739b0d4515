"""All addresses of the screens; each stands behind its language, as in `/fr/desk/`."""

from django.urls import include, path

from tourdetable.screens.assets import asset

urlpatterns = [
    path("desk/", include("tourdetable.desk.addresses")),
    path("room/", include("tourdetable.room.addresses")),
    path("sign-in/", include("allauth.urls")),
    path("assets/<str:name>", asset, name="asset"),
]
handler404 = "tourdetable.screens.refusals.not_found"
handler500 = "tourdetable.screens.refusals.failed"
