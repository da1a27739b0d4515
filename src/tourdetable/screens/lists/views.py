"""A list of people is brought, looked at, taken in: three screens, each for one action."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.http import HttpResponse

from tourdetable.invitations.actions.lists import (
    import_nominations,
    import_participants,
    lay_list,
    say_of_list,
)
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.models import Upload
from tourdetable.kernel.rows import state_of
from tourdetable.screens.answering import act, show
from tourdetable.screens.asking import Asking, once
from tourdetable.screens.at_length import told_at_length
from tourdetable.screens.files import FileForm
from tourdetable.screens.lists.forms import PageForm, ReadingForm, StepForm
from tourdetable.screens.lists.place import Looked, Place, answers_of, looked_at, read_at
from tourdetable.screens.lists.sheets import ListSheet, list_sheet, page_of
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.reader import Reader

SECTION = "meetings"
LONG = 30_000
"""Bytes of a list from which on taking it in says how far it is: some thousand people."""


def bring(request: Asking, place: Place) -> HttpResponse:
    """A file is laid down, to be looked at."""
    form = FileForm(request.POST or None, request.FILES or None)
    brought: dict[str, Any] = form.brought if form.is_valid() else {}
    to, done = partial(_laid, place, form), message("Look at what the list would bring.")
    answer = act(request, form, lay_list, place.about, to=to, done=done, **brought)
    head = meeting_head(place.meeting, Reader(request.language))
    return answer or _show(request, place, "lists/new.html", head, form)


def look(request: Asking, place: Place, number: int) -> HttpResponse:
    """What would become of each line; how it is read and who they are can be put right."""
    upload, wanted = place.upload(request, number), PageForm(request.GET)
    looked, reader = looked_at(place, upload), Reader(request.language)
    reader.parties(looked.parties.values())
    page, lines = page_of(looked.verdicts, wanted.shown, wanted.number)
    typed = request.POST or None
    form = ReadingForm(typed, upload=upload, people=looked.people, verdicts=lines, reader=reader)
    said: dict[str, Any] = {"said": form.said(), "seen": form.state_seen} if form.is_valid() else {}
    to, done = request.get_full_path, message("The list is read as you said.")
    answer = act(request, form, say_of_list, place.about, to=to, done=done, upload=upload, **said)
    if looked.refusal and not form.refusal:
        form.refuse(looked.refusal)
    sheet = list_sheet(
        place.meeting, upload, looked, reader, page=page, lines=lines, shown=wanted.shown
    )
    return answer or _show(request, place, "lists/preview.html", sheet, form)


def take(request: Asking, place: Place, number: int) -> HttpResponse:
    """All that is new on the list comes in, by one deliberate step."""
    upload = place.upload(request, number)
    form = StepForm(request.POST or None, initial={"seen": state_of(upload)})
    if request.method == "POST" and form.is_valid() and len(upload.content) > LONG:
        return _at_length(request, place, upload, form)
    looked = looked_at(place, upload)
    to, done = _after(place, upload, looked), message("The list is taken in.")
    verb, values = _as_seen(place, upload, form), _values(upload, looked)
    answer = act(request, form, verb, place.about, to=lambda: to, done=done, **values)
    sheet = _whole(request, place, upload, looked)
    return answer or _show(request, place, "lists/take.html", sheet, form)


def _at_length(request: Asking, place: Place, upload: Upload, form: StepForm) -> HttpResponse:
    """The same for a list that takes a while, which says how far it is."""

    def done() -> Iterator[SentenceError]:
        yield SentenceError("The rows are being read.")
        looked = read_at(place, upload)
        if looked.refusal:
            raise looked.refusal
        values = _values(upload, looked)
        yield SentenceError(
            "%(count)s rows are read; who is new is being added.", count=len(values["people"])
        )
        verb = _as_seen(place, upload, form)
        verb(place.about, **values, by=once(request, form.number), now=request.moment)
        yield SentenceError("The list is taken in.")

    head = meeting_head(place.meeting, Reader(request.language))
    return told_at_length(
        request,
        "lists/taking.html",
        head,
        done(),
        section="" if place.own else SECTION,
        to=place.to("list", upload.pk),
        back=place.to("list", upload.pk),
        file=upload.name,
    )


def _values(upload: Upload, looked: Looked) -> dict[str, Any]:
    """What the verb takes. A list that cannot be read has nobody on it."""
    people = looked.people.people if looked.people else ()
    source = f"{upload.name} (sha256 {upload.digest})"
    return {"people": people, "answers": answers_of(upload), "source": source}


def _verb(place: Place) -> Callable[..., object]:
    return import_nominations if isinstance(place.about, Invitation) else import_participants


def _as_seen(place: Place, upload: Upload, form: StepForm) -> Callable[..., object]:
    """The verb, unless something else was said of the list since its step was shown."""
    verb = _verb(place)

    def done(thing: object, **values: object) -> object:
        if form.state_seen and form.state_seen != state_of(upload):
            raise SentenceError("The list is read otherwise now; look at it again.")
        return verb(thing, **values)

    return done


def _laid(place: Place, form: FileForm) -> str:
    return place.to("list", made_by(form.number).partition(":")[2])


def _after(place: Place, upload: Upload, looked: Looked) -> str:
    """To what still waits for a word, where something does."""
    waits = any(verdict.prospect is Prospect.PROPOSED for verdict in looked.verdicts)
    return f"{place.to('list', upload.pk)}?prospect={Prospect.PROPOSED}" if waits else place.back


def _whole(request: Asking, place: Place, upload: Upload, looked: Looked) -> ListSheet:
    page, _lines = page_of(looked.verdicts, "", 1)
    return list_sheet(place.meeting, upload, looked, Reader(request.language), page=page)


def _show(
    request: Asking,
    place: Place,
    template: str,
    sheet: object,
    form: FileForm | ReadingForm | StepForm,
) -> HttpResponse:
    section = "" if place.own else SECTION
    return show(request, template, sheet, section=section, form=form, place=place)
