"""The last look before answers stand beside their meeting, the step itself, and the step back."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.preflight.forms import PublishForm, WithdrawForm
from tourdetable.desk.preflight.preview import preview_answers
from tourdetable.desk.preflight.views import FRAMED, framing
from tourdetable.desk.questionnaires.pages import SECTION, address, one_form, the_questionnaire
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.publishing import (
    publish_answers,
    restore_answers,
    withdraw_answers,
)
from tourdetable.notes.queries.published import published_versions
from tourdetable.screens.answering import act, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.loosening import LooseningForm
from tourdetable.screens.words import message
from tourdetable.sheets.answers_preflight import answers_preflight_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import as_it_stands
from tourdetable.ui.assets import screen_style_name


@for_officers
def preflight(request: Asking, slug: str) -> HttpResponse:
    """What will go out, what gives pause and whom it names; then one deliberate step."""
    row, reader = the_questionnaire(request, slug), Reader(request.language)
    published = published_versions([row])[row.pk]
    sheet = answers_preflight_sheet(
        as_it_stands(row), published, settings.INTERFACE_LANGUAGES, reader
    )
    form = PublishForm(request.POST or None, initial={"seen": sheet.seen})
    seen = form.state_seen if form.is_valid() else ""
    done = message("The answers are public with the next release, which is on its way.")
    to = partial(address, "answers-preflight", slug)
    answer = act(request, form, publish_answers, row, to=to, done=done, seen=seen)
    return answer or framing(
        show(request, "desk/answers_preflight.html", sheet, section=SECTION, form=form)
    )


@for_officers
def withdraw(request: Asking, slug: str) -> HttpResponse:
    """Taking published answers out of the record, with a reason that readers are told."""
    row, form = the_questionnaire(request, slug), WithdrawForm(request.POST or None)
    reason = Wording.of(**{request.language: form.values["reason"] if form.is_valid() else ""})
    done = message("The answers leave the record with the next release.")
    back = address("answers-preflight", slug)
    answer = act(request, form, withdraw_answers, row, to=lambda: back, done=done, reason=reason)
    lede = message(
        "With the next release its address says when it was withdrawn, and why. Copies that "
        "readers took stay with them."
    )
    heading, button = message("Withdraw the answers from the record"), message("Withdraw")
    return answer or one_form(
        request, form, row.meeting, heading=heading, button=button, back=back, lede=lede
    )


@for_officers
def restore(request: Asking, slug: str) -> HttpResponse:
    """Bringing them back as they stood."""
    row, form = the_questionnaire(request, slug), LooseningForm(request.POST or None)
    typed: dict[str, Any] = form.values if form.is_valid() else {}
    done = message("The answers are in the record again with the next release.")
    back = address("answers-preflight", slug)
    answer = act(request, form, restore_answers, row, to=lambda: back, done=done, **typed)
    lede = message(
        "With the next release the answers stand at their address again, as they stood there. "
        "Corrections that came since go out only when they are published."
    )
    heading, button = message("Bring the answers back into the record"), message("Bring them back")
    return answer or one_form(
        request, form, row.meeting, heading=heading, button=button, back=back, lede=lede
    )


@for_officers
def preview(request: Asking, slug: str) -> HttpResponse:
    """The page as readers would see it: the very sheet and template of the record."""
    style = reverse("asset", args=[screen_style_name()])
    page = preview_answers(the_questionnaire(request, slug), request.language, style=style)
    response = HttpResponse(page)
    response.headers["Content-Security-Policy"] = FRAMED
    return response
