"""Addresses of the desk, one list for each folder."""

from django.urls import path

from tourdetable.desk.home.views import home
from tourdetable.desk.officers import views as officers

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("officers/", officers.officers, name="officers"),
    path("officers/<int:key>/end/", officers.end, name="officer-end"),
]
