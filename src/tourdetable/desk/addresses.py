"""Addresses of the desk, one list for each folder."""

from django.urls import path

from tourdetable.desk.home.views import home
from tourdetable.desk.invitations import single
from tourdetable.desk.invitations import views as invitations
from tourdetable.desk.officers import views as officers

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("meetings/<slug:slug>/invitations/", invitations.listed, name="invitations"),
    path("meetings/<slug:slug>/invitations/now/", invitations.compared, name="invitations-now"),
    path("meetings/<slug:slug>/invitations/offices/", invitations.offices, name="offices"),
    path("meetings/<slug:slug>/invitations/kinds/", invitations.kinds, name="kinds"),
    path("meetings/<slug:slug>/invitations/new/", invitations.by_hand, name="invitation-new"),
    path("invitations/<int:key>/", single.single, name="invitation"),
    path("invitations/<int:key>/doubt/", single.doubt, name="invitation-doubt"),
    path("invitations/<int:key>/out/", single.out, name="invitation-out"),
    path("invitations/<int:key>/withdraw/", single.withdraw, name="invitation-withdraw"),
    path("invitations/<int:key>/again/", single.again, name="invitation-again"),
    path("invitations/<int:key>/ground/", single.ground, name="invitation-ground"),
    path("officers/", officers.officers, name="officers"),
    path("officers/<int:key>/end/", officers.end, name="officer-end"),
]
