"""The list, a new line on it, the end of one."""

from django.http import HttpResponse

from tourdetable.desk.officers.forms import EndForm, InviteForm
from tourdetable.parties.actions import end_officer, invite_officer
from tourdetable.parties.queries import readable_officers
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.officers import officers_sheet

LIST = "desk:officers"


@for_officers
def officers(request: Asking) -> HttpResponse:
    """Everybody on the list; somebody is put on it."""
    form = InviteForm(request.POST or None)
    answer = None
    if form.is_valid():
        typed = {"name": form.values["name"], "language": request.language}
        done = message("The new officer is on the list and can sign in.")
        answer = act(
            request, form, invite_officer, form.values["mail"], to=LIST, done=done, **typed
        )
    sheet = officers_sheet(readable_officers(request.actor), request.moment)
    return answer or show(request, "desk/officers.html", sheet, section="officers", form=form)


@for_officers
def end(request: Asking, key: int) -> HttpResponse:
    """The deliberate step of taking somebody off it."""
    officer = fetch(readable_officers(request.actor), pk=key)
    form = EndForm(request.POST or None)
    done = message("This person is no longer on the list.")
    answer = act(request, form, end_officer, officer, to=LIST, done=done)
    sheet = officers_sheet([officer], request.moment)
    return answer or show(request, "desk/officer_end.html", sheet, section="officers", form=form)
