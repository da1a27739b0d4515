"""Where an invited party begins."""

from django.http import HttpResponse

from tourdetable.invitations.queries.invitations import spoken_for
from tourdetable.invitations.queries.participants import participations
from tourdetable.notes.queries.notes import own_notes
from tourdetable.screens.answering import for_people, show
from tourdetable.screens.asking import Asking
from tourdetable.sheets.note_building import notes_waiting
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.room import home_sheet
from tourdetable.ui.assets import writing_script_name


@for_people
def home(request: Asking) -> HttpResponse:
    """What waits for this person."""
    rows, parts = spoken_for(request.actor, request.moment), participations(request.actor)
    reader, own = Reader(request.language), own_notes(request.actor, request.moment)
    sheet = home_sheet(rows, parts, request.moment.date(), reader)
    notes = tuple(notes_waiting(own, request.moment, reader))
    return show(request, "room/home.html", sheet, notes=notes, script=writing_script_name())
