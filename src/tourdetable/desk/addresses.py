"""Addresses of the desk, one list for each folder."""

from django.urls import path

from tourdetable.desk.home.views import home
from tourdetable.desk.invitations import single
from tourdetable.desk.invitations import views as invitations
from tourdetable.desk.officers import views as officers
from tourdetable.desk.participants import single as participant
from tourdetable.desk.participants import views as participants

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
    path("meetings/<slug:slug>/participants/", participants.listed, name="participants"),
    path("meetings/<slug:slug>/participants/new/", participants.add, name="participant-new"),
    path(
        "meetings/<slug:slug>/participants/categories/",
        participants.categories,
        name="participant-categories",
    ),
    *(
        path(
            f"meetings/<slug:slug>/participants/{name}",
            participants.file,
            {"name": name},
            name=f"participants-{name}",
        )
        for name in participants.FILES
    ),
    path("nominations/<int:key>/", participant.accept, name="nomination"),
    path("nominations/<int:key>/query/", participant.query, name="nomination-query"),
    path("participants/<int:key>/", participant.line, name="participant"),
    path("participants/<int:key>/showing/", participant.showing, name="participant-showing"),
    path("participants/<int:key>/withdraw/", participant.withdraw, name="participant-withdraw"),
]
