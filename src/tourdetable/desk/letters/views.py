"""Lists of letters: all of them, those of a meeting, those to write, those to approve."""

from functools import partial

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from tourdetable.desk.letters.approving import approve_several
from tourdetable.desk.letters.forms import LettersForm
from tourdetable.desk.letters.sheets import LettersPage, drafting_page, letter_lines
from tourdetable.letters.actions.drafting import draft_letters
from tourdetable.letters.enums import TO_INVITED, LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import lacking, letters, without_letter
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.reader import Reader

SECTION = "letters"
ON_A_PAGE = 50


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def meeting_of(request: Asking, slug: str) -> Meeting:
    return fetch(readable(request.actor, request.moment), slug=slug)


def _page(request: Asking, rows: QuerySet[Letter], meeting: Meeting | None = None) -> LettersPage:
    """One page of a list, narrowed by state where that is asked."""
    reader = Reader(request.language)
    asked, number = request.GET.get("state", ""), request.GET.get("page", "1")
    state = LetterState(asked) if asked in LetterState.values else None
    page = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1  # noqa: PLR2004 - more pages than anybody has
    found = rows.filter(state=state) if state else rows
    first = (page - 1) * ON_A_PAGE
    shown = list(found[first : first + ON_A_PAGE + 1])
    lines = letter_lines(shown[:ON_A_PAGE], reader)
    head = meeting_head(meeting, reader) if meeting else None
    drafts = rows.filter(state=LetterState.DRAFTED).count() if meeting else 0
    missing = tuple(lacking(meeting)) if meeting else ()
    return LettersPage(head, lines, state, page, len(shown) > ON_A_PAGE, drafts, missing)


@for_officers
def listed(request: Asking) -> HttpResponse:
    """All letters, the newest first."""
    rows = letters(request.actor, request.moment)
    return show(request, "desk/letters.html", _page(request, rows), section=SECTION)


@for_officers
def of_meeting(request: Asking, slug: str) -> HttpResponse:
    """The letters of a meeting, and those that can be written."""
    meeting = meeting_of(request, slug)
    rows = letters(request.actor, request.moment).filter(meeting=meeting)
    return show(request, "desk/letters.html", _page(request, rows, meeting), section=SECTION)


@for_officers
def drafting(request: Asking, slug: str, kind: str) -> HttpResponse:
    """Who would get a letter of a kind; those who are chosen are written to."""
    if kind not in TO_INVITED:
        raise Http404
    meeting, wanted = meeting_of(request, slug), LetterKind(kind)
    rows = list(without_letter(meeting, wanted))
    form = LettersForm(request.POST or None, keys=[row.pk for row in rows])
    chosen = form.values["chosen"] if form.is_valid() else []
    meant = [row for row in rows if row.pk in chosen]
    to, done = partial(address, "meeting-letters", slug), message("The letters are drafted.")
    answer = act(
        request, form, draft_letters, meeting, to=to, done=done, kind=wanted, invitations=meant
    )
    sheet = drafting_page(meeting, wanted, rows, Reader(request.language))
    return answer or show(request, "desk/letters_draft.html", sheet, section=SECTION, form=form)


@for_officers
def approving(request: Asking, slug: str) -> HttpResponse:
    """The drafts of a meeting, to be approved together."""
    meeting = meeting_of(request, slug)
    rows = letters(request.actor, request.moment).filter(meeting=meeting)
    drafts = list(rows.filter(state=LetterState.DRAFTED)[:ON_A_PAGE])
    form = LettersForm(request.POST or None, keys=rows.values_list("pk", flat=True))
    chosen = form.values["chosen"] if form.is_valid() else []
    meant = list(rows.filter(pk__in=chosen))
    to, done = partial(address, "meeting-letters", slug), message("The letters go out now.")
    answer = act(request, form, approve_several, meeting, to=to, done=done, letters=meant)
    reader = Reader(request.language)
    sheet = LettersPage(meeting_head(meeting, reader), letter_lines(drafts, reader), None, 1, False)  # noqa: FBT003 - a page without another
    return answer or show(request, "desk/letters_approve.html", sheet, section=SECTION, form=form)
