"""Addresses of the room."""

from django.urls import path

from tourdetable.room.home.views import home

app_name = "room"
urlpatterns = [path("", home, name="home")]
