"""The last look before a meeting is public, the step itself, and the step back."""

from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.meetings.views import SECTION, page_of, the_meeting
from tourdetable.desk.preflight.forms import PublishForm, WithdrawForm
from tourdetable.desk.preflight.preview import preview_page
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions.publicity import restore_meeting, withdraw_meeting
from tourdetable.meetings.actions.publishing import publish_meeting
from tourdetable.meetings.models import Meeting
from tourdetable.screens.answering import act, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.headers import POLICY
from tourdetable.screens.words import message
from tourdetable.sheets.preflight import preflight_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.ui.assets import screen_style_name

FRAMING = f"{POLICY}; frame-src 'self'"
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def framing(response: HttpResponse) -> HttpResponse:
    """A screen on which a page of our own stands in a frame."""
    response.headers["Content-Security-Policy"] = FRAMING
    return response


def _shown(
    request: Asking, template: str, meeting: Meeting, form: ActionForm | None
) -> HttpResponse:
    sheet = preflight_sheet(meeting, settings.INTERFACE_LANGUAGES, Reader(request.language))
    return framing(show(request, template, sheet, section=SECTION, form=form))


@for_officers
def preflight(request: Asking, slug: str) -> HttpResponse:
    """What will go out, what it lacks and whom it names; then one deliberate step."""
    meeting = the_meeting(request, slug)
    form = PublishForm(request.POST or None)
    done = message("The meeting is public with the next release, which is on its way.")
    to = partial(page_of, "desk:preflight", slug)
    answer = act(request, form, publish_meeting, meeting, to=to, done=done)
    return answer or _shown(request, "desk/preflight.html", meeting, form)


@for_officers
def withdraw(request: Asking, slug: str) -> HttpResponse:
    """Taking a published meeting out of the record, with a reason that readers are told."""
    meeting = the_meeting(request, slug)
    form = WithdrawForm(request.POST or None)
    told = form.values["reason"] if form.is_valid() else ""
    reason = Wording.of(**{request.language: told})
    done = message("The meeting leaves the record with the next release.")
    to = partial(page_of, "desk:preflight", slug)
    answer = act(request, form, withdraw_meeting, meeting, to=to, done=done, reason=reason)
    return answer or _shown(request, "desk/preflight_withdraw.html", meeting, form)


@for_officers
def restore(request: Asking, slug: str) -> HttpResponse:
    """Bringing it back."""
    meeting = the_meeting(request, slug)
    form = ActionForm(request.POST or None)
    done = message("The meeting is in the record again with the next release.")
    to = partial(page_of, "desk:preflight", slug)
    answer = act(request, form, restore_meeting, meeting, to=to, done=done)
    return answer or _shown(request, "desk/preflight_restore.html", meeting, form)


@for_officers
def preview(request: Asking, slug: str) -> HttpResponse:
    """The page as readers would see it: the very sheet and template of the record."""
    meeting = the_meeting(request, slug)
    style = reverse("asset", args=[screen_style_name()])
    page = preview_page(meeting, request.language, style=style, now=request.moment)
    response = HttpResponse(page)
    response.headers["Content-Security-Policy"] = FRAMED
    return response
