"""One letter: its text, its approval, its fate."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from tourdetable.desk.letters.approving import approve, letter_sheet
from tourdetable.desk.letters.forms import BounceForm, StepForm, TextForm
from tourdetable.desk.letters.sheets import letter_page
from tourdetable.desk.letters.views import SECTION, address
from tourdetable.formats.letter import letter_pdf
from tourdetable.kernel.rows import state_of
from tourdetable.letters.actions.dispatching import record_bounce, settle_letter
from tourdetable.letters.actions.drafting import amend_letter, discard_letter, return_to_draft
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import letters
from tourdetable.letters.writing import as_shown
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader


def letter_of(request: Asking, key: int) -> Letter:
    return fetch(letters(request.actor, request.moment), pk=key)


def _shown(
    request: Asking, template: str, row: Letter, form: ActionForm, **more: object
) -> HttpResponse:
    sheet = letter_page(row, row.dispatches.all(), Reader(request.language))
    return show(request, template, sheet, section=SECTION, form=form, **more)


@for_officers
def single(request: Asking, key: int) -> HttpResponse:
    """The letter with its fate; a draft can be changed."""
    row = letter_of(request, key)
    form = TextForm(request.POST or None, initial={**TextForm.filled(row), "seen": state_of(row)})
    typed = form.values if form.is_valid() else {}
    seen = request.POST.get("seen", "")
    to, done = partial(address, "letter", key), message("The letter is saved.")
    told = partial(TextForm.filled)
    answer = act(request, form, amend_letter, row, to=to, done=done, told=told, seen=seen, **typed)
    return answer or _shown(request, "desk/letter.html", row, form)


@for_officers
def approval(request: Asking, key: int) -> HttpResponse:
    """The letter as it will go out; then the deliberate step."""
    row = letter_of(request, key)
    form = StepForm(request.POST or None, initial={"seen": state_of(row)})
    to, done = partial(address, "letter", key), message("The letter goes out now.")
    seen = request.POST.get("seen", "")
    answer = act(request, form, approve, row, to=to, done=done, seen=seen)
    return answer or _shown(request, "desk/letter_approve.html", row, form)


@for_officers
def draft(request: Asking, key: int) -> HttpResponse:
    """An approved or refused letter is a draft again."""
    done = message("The letter is a draft again.")
    return _step(request, key, return_to_draft, done, "draft")


@for_officers
def discard(request: Asking, key: int) -> HttpResponse:
    """The letter is put away and never sent."""
    return _step(request, key, discard_letter, message("The letter is put away."), "discard")


@for_officers
def arrived(request: Asking, key: int) -> HttpResponse:
    """An uncertain letter was sent."""
    verb = partial(settle_letter, was_sent=True)
    return _step(request, key, verb, message("The letter counts as sent."), "arrived")


@for_officers
def lost(request: Asking, key: int) -> HttpResponse:
    """An uncertain letter was not sent."""
    verb = partial(settle_letter, was_sent=False)
    return _step(request, key, verb, message("The letter is a draft again."), "lost")


@for_officers
def bounce(request: Asking, key: int) -> HttpResponse:
    """A letter that was sent has come back."""
    row = letter_of(request, key)
    form = BounceForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to, done = partial(address, "letter", key), message("It is noted that the letter came back.")
    answer = act(request, form, record_bounce, row, to=to, done=done, **typed)
    return answer or _shown(request, "desk/letter_step.html", row, form, step="bounce")


def _step(
    request: Asking, key: int, verb: Callable[..., object], done: str, step: str
) -> HttpResponse:
    row = letter_of(request, key)
    form = StepForm(request.POST or None)
    answer = act(request, form, verb, row, to=partial(address, "letter", key), done=done)
    return answer or _shown(request, "desk/letter_step.html", row, form, step=step)


@for_officers
def paper(request: Asking, key: int) -> HttpResponse:
    """The letter on paper as it stands, with its day where it was approved."""
    row = letter_of(request, key)
    made = letter_pdf(letter_sheet(row, as_shown(row.text), row.approved_at or request.moment))
    if not made:
        raise Http404
    named = content_disposition_header(False, f"{row.meeting.slug}-{row.kind}.pdf")  # noqa: FBT003 - Django's positional flag: shown, not saved
    return HttpResponse(made, "application/pdf", headers={"Content-Disposition": named or ""})
