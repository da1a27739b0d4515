"""What every screen of questionnaires needs: the rows that one keeps, and pages of one form."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.notes.models import Note, Question, QuestionGroup, Questionnaire
from tourdetable.notes.queries.notes import notes
from tourdetable.notes.queries.questionnaires import groups, questionnaires, questions
from tourdetable.screens.answering import fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.reader import Reader

SECTION = "meetings"


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def the_meeting(request: Asking, slug: str) -> Meeting:
    """Each of these raises Http404 for what is not there for the asker."""
    return fetch(readable(request.actor, request.moment), slug=slug)


def the_questionnaire(request: Asking, slug: str) -> Questionnaire:
    return fetch(questionnaires(request.actor, request.moment), slug=slug)


def the_group(request: Asking, key: int) -> QuestionGroup:
    return fetch(groups(request.actor, request.moment), pk=key)


def the_question(request: Asking, key: int) -> Question:
    return fetch(questions(request.actor, request.moment), pk=key)


def the_note(request: Asking, key: int) -> Note:
    return fetch(notes(request.actor, request.moment), pk=key)


def one_form(  # noqa: PLR0913 - what a page with one form says, all by name
    request: Asking,
    form: ActionForm,
    meeting: Meeting,
    *,
    heading: str,
    button: str,
    back: str,
    lede: str = "",
    about: Any = "",
    **besides: object,
) -> HttpResponse:
    """A page with one form: what it is about, what it will do, one button and the way back;
    besides, `remarks` of a file, the way to an`other` page, and why there is `nothing` to fill in.
    """
    reader = Reader(request.language)
    more: dict[str, Any] = {"remarks": (), "other": "", "other_said": "", "nothing": "", **besides}
    more |= {"heading": heading, "button": button, "lede": lede, "back": back, "about": about}
    head = meeting_head(meeting, reader)
    return show(request, "desk/questionnaire_form.html", head, section=SECTION, form=form, **more)
