"""Addresses of the desk, one list for each folder."""

from django.urls import path

from tourdetable.desk.agenda import around_items, importing, items, sessions
from tourdetable.desk.agenda import views as agenda
from tourdetable.desk.home.views import home
from tourdetable.desk.invitations import single
from tourdetable.desk.invitations import views as invitations
from tourdetable.desk.letters import limits
from tourdetable.desk.letters import single as letter
from tourdetable.desk.letters import views as letters
from tourdetable.desk.meetings import views as meetings
from tourdetable.desk.meetings.changes import changes
from tourdetable.desk.officers import views as officers
from tourdetable.desk.participants import lists
from tourdetable.desk.participants import single as participant
from tourdetable.desk.participants import views as participants
from tourdetable.desk.persons import posts
from tourdetable.desk.persons import views as persons
from tourdetable.desk.preflight import answers as answers_preflight
from tourdetable.desk.preflight import views as preflight
from tourdetable.desk.processes import facts, handing_over
from tourdetable.desk.processes import views as processes
from tourdetable.desk.questionnaires import (
    answers,
    board,
    files,
    parts,
    respondents,
    searching,
    submitted,
)
from tourdetable.desk.questionnaires import views as questionnaires
from tourdetable.screens.side_by_side import FILES

ITEM = "meetings/<slug:slug>/agenda/items/<int:key>"
FACTS = {"membership": "memberships", "mandate": "mandates", "focal-point": "focal-points"}
"""The folders in which the facts of a process have their addresses."""
LIST = "meetings/<slug:slug>/participants/lists/<int:number>"
OF_MEETING = "meetings/<slug:slug>/questionnaires"
QUESTIONNAIRE = "questionnaires/<slug:slug>"
SESSION = "meetings/<slug:slug>/agenda/sessions/<int:key>"

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
    path("reply-links/<int:key>/revoke/", single.revoke, name="reply-link-revoke"),
    path("meetings/<slug:slug>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<slug:slug>/agenda/issue/", agenda.issue, name="agenda-issue"),
    path(
        "meetings/<slug:slug>/agenda/versions/<int:before>/<int:after>/",
        agenda.comparison,
        name="agenda-comparison",
    ),
    *(
        path(
            f"meetings/<slug:slug>/agenda/running-order.{kind}",
            agenda.running_order,
            {"kind": kind},
            name=f"running-order-{kind}",
        )
        for kind in agenda.FILES
    ),
    path("meetings/<slug:slug>/agenda/files/", importing.new, name="agenda-file-new"),
    path("meetings/<slug:slug>/agenda/files/<int:number>/", importing.look, name="agenda-file"),
    path("meetings/<slug:slug>/agenda/sessions/", sessions.new, name="session-new"),
    path(f"{SESSION}/", sessions.edit, name="session"),
    path(f"{SESSION}/presiding/", sessions.presiding, name="session-presiding"),
    path(f"{SESSION}/presiding/nobody/", sessions.vacate, name="session-vacate"),
    path(f"{SESSION}/times/", sessions.times, name="session-times"),
    path(f"{SESSION}/remove/", sessions.remove, name="session-remove"),
    path(f"{SESSION}/items/", items.new, name="agenda-item-new"),
    path(f"{ITEM}/", items.edit, name="agenda-item"),
    path(f"{ITEM}/step/", items.step, name="agenda-item-step"),
    path(f"{ITEM}/place/", items.place, name="agenda-item-place"),
    path(f"{ITEM}/split/", items.split, name="agenda-item-split"),
    path(f"{ITEM}/remove/", items.remove, name="agenda-item-remove"),
    path(f"{ITEM}/speakers/", around_items.new_speaker, name="speaker-new"),
    path(f"{ITEM}/speakers/<int:speaker>/", around_items.end_speaker, name="speaker-end"),
    path(f"{ITEM}/documents/", around_items.new_paper, name="item-document-new"),
    path(f"{ITEM}/documents/<int:paper>/", around_items.end_paper, name="item-document-end"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("new-meeting/", meetings.new, name="meeting-new"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("meetings/<slug:slug>/changes/", changes, name="meeting-changes"),
    path("meetings/<slug:slug>/edit/", meetings.edit, name="meeting-edit"),
    path("meetings/<slug:slug>/copy/", meetings.copy, name="meeting-copy"),
    path("meetings/<slug:slug>/convene/", meetings.convene, name="meeting-convene"),
    path("meetings/<slug:slug>/close/", meetings.close, name="meeting-close"),
    path("meetings/<slug:slug>/cancel/", meetings.cancel, name="meeting-cancel"),
    path("meetings/<slug:slug>/publish/", preflight.preflight, name="preflight"),
    path("meetings/<slug:slug>/publish/withdraw/", preflight.withdraw, name="preflight-withdraw"),
    path("meetings/<slug:slug>/publish/restore/", preflight.restore, name="preflight-restore"),
    path("meetings/<slug:slug>/publish/preview/", preflight.preview, name="preflight-preview"),
    path("letters/", letters.listed, name="letters"),
    path("meetings/<slug:slug>/letters/", letters.of_meeting, name="meeting-letters"),
    path("meetings/<slug:slug>/letters/approve/", letters.approving, name="letters-approve"),
    path("meetings/<slug:slug>/letters/new/<slug:kind>/", letters.drafting, name="letters-draft"),
    path("letters/limits/<int:key>/", limits.mail_limit, name="mail-limit"),
    path("letters/<int:key>/", letter.single, name="letter"),
    path("letters/<int:key>/approve/", letter.approval, name="letter-approve"),
    path("letters/<int:key>/draft/", letter.draft, name="letter-draft"),
    path("letters/<int:key>/discard/", letter.discard, name="letter-discard"),
    path("letters/<int:key>/arrived/", letter.arrived, name="letter-arrived"),
    path("letters/<int:key>/lost/", letter.lost, name="letter-lost"),
    path("letters/<int:key>/bounce/", letter.bounce, name="letter-bounce"),
    path("letters/<int:key>/paper/", letter.paper, name="letter-paper"),
    path("persons/", persons.persons, name="persons"),
    path("new-person/", persons.new, name="person-new"),
    path("persons/<slug:slug>/", persons.person, name="person"),
    path("persons/<slug:slug>/edit/", persons.amend, name="person-edit"),
    path("persons/<slug:slug>/history/", persons.past, name="person-history"),
    path("persons/<slug:slug>/posts/new/", posts.new, name="post-new"),
    path("persons/<slug:slug>/second-factor/", posts.reset, name="factor-reset"),
    path("posts/<int:key>/end/", posts.end, name="post-end"),
    path("processes/", processes.processes, name="processes"),
    path("processes/<slug:slug>/", processes.process, name="process"),
    path("processes/<slug:slug>/history/", processes.past, name="process-history"),
    path("processes/<slug:slug>/hand-over/", handing_over.hand, name="hand-over"),
    *(
        one
        for kind, folder in FACTS.items()
        for one in (
            path(f"processes/<slug:slug>/{folder}/new/", facts.new, {"kind": kind}, f"{kind}-new"),
            path(f"{folder}/<int:key>/", facts.correct, {"kind": kind}, kind),
            path(f"{folder}/<int:key>/end/", facts.end, {"kind": kind}, f"{kind}-end"),
            path(f"{folder}/<int:key>/strike/", facts.strike, {"kind": kind}, f"{kind}-strike"),
        )
    ),
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
    path("meetings/<slug:slug>/participants/lists/", lists.new, name="participants-list-new"),
    path(f"{LIST}/", lists.look, name="participants-list"),
    path(f"{LIST}/take/", lists.take, name="participants-list-take"),
    path("nominations/<int:key>/", participant.accept, name="nomination"),
    path("nominations/<int:key>/query/", participant.query, name="nomination-query"),
    path("participants/<int:key>/", participant.line, name="participant"),
    path("participants/<int:key>/showing/", participant.showing, name="participant-showing"),
    path("participants/<int:key>/withdraw/", participant.withdraw, name="participant-withdraw"),
    path(f"{OF_MEETING}/", questionnaires.listed, name="questionnaires"),
    path(f"{OF_MEETING}/new/", questionnaires.new, name="questionnaire-new"),
    path(f"{OF_MEETING}/put/", questionnaires.put, name="questionnaire-put"),
    path(f"{OF_MEETING}/copy/<slug:source>/", questionnaires.copy, name="questionnaire-copy"),
    path(f"{QUESTIONNAIRE}/", questionnaires.questionnaire, name="questionnaire"),
    path(f"{QUESTIONNAIRE}/edit/", questionnaires.edit, name="questionnaire-edit"),
    path(f"{QUESTIONNAIRE}/preview/", questionnaires.preview, name="questionnaire-preview"),
    path(f"{QUESTIONNAIRE}/open/", questionnaires.opening, name="questionnaire-open"),
    path(f"{QUESTIONNAIRE}/questionnaire.xlsx", files.xlsform, name="questionnaire-xlsform"),
    path(f"{QUESTIONNAIRE}/brought/", files.new, name="questionnaire-file-new"),
    path(f"{QUESTIONNAIRE}/brought/<int:number>/", files.look, name="questionnaire-file"),
    path("notes/<int:key>/note.docx", files.word, name="note-word"),
    path("notes/<int:key>/returned/", files.returned, name="note-returned"),
    path(f"{QUESTIONNAIRE}/close/", questionnaires.closing, name="questionnaire-close"),
    path(f"{QUESTIONNAIRE}/groups/", parts.new_group, name="group-new"),
    path("question-groups/<int:key>/", parts.group, name="group"),
    path("question-groups/<int:key>/step/", parts.group_step, name="group-step"),
    path("question-groups/<int:key>/remove/", parts.group_remove, name="group-remove"),
    path("question-groups/<int:key>/questions/", parts.new_question, name="question-new"),
    path("question-groups/<int:key>/again/", parts.again, name="question-again"),
    path("questions/<int:key>/", parts.question, name="question"),
    path("questions/<int:key>/step/", parts.question_step, name="question-step"),
    path("questions/<int:key>/remove/", parts.question_remove, name="question-remove"),
    path(f"{QUESTIONNAIRE}/respondents/", respondents.listed, name="respondents"),
    path(f"{QUESTIONNAIRE}/respondents/new/", respondents.by_hand, name="respondent-new"),
    path("notes/<int:key>/address/", respondents.written_to, name="note-address"),
    path("notes/<int:key>/extend/", respondents.extend, name="note-extend"),
    path("notes/<int:key>/remove/", respondents.removing, name="note-remove"),
    path(f"{QUESTIONNAIRE}/board/", board.shown, name="board"),
    path(f"{QUESTIONNAIRE}/writing/<slug:kind>/", board.letters, name="note-letters"),
    path("notes/<int:key>/return/", board.returning, name="note-return"),
    path("notes/<int:key>/versions/<int:number>/", submitted.version, name="note-version"),
    path(
        "notes/<int:key>/versions/<int:number>/annexes/<slug:digest>/",
        submitted.attachment,
        name="note-version-attachment",
    ),
    path("notes/<int:key>/enter/", board.on_behalf, name="note-enter"),
    path(f"{QUESTIONNAIRE}/publish/", answers_preflight.preflight, name="answers-preflight"),
    path(f"{QUESTIONNAIRE}/publish/preview/", answers_preflight.preview, name="answers-preview"),
    path(f"{QUESTIONNAIRE}/publish/withdraw/", answers_preflight.withdraw, name="answers-withdraw"),
    path(f"{QUESTIONNAIRE}/publish/restore/", answers_preflight.restore, name="answers-restore"),
    path(f"{QUESTIONNAIRE}/answers/", answers.table, name="answers"),
    path(f"{QUESTIONNAIRE}/answers/closely/", answers.closely, name="answers-closely"),
    *(
        path(f"{QUESTIONNAIRE}/{name}", answers.file, {"name": name}, name=name.replace(".", "-"))
        for name in FILES
    ),
    path(f"{QUESTIONNAIRE}/terms/", searching.terms, name="terms"),
    path("answers/", searching.search, name="answer-search"),
    path("notes/<int:key>/series/", answers.series, name="note-series"),
]
