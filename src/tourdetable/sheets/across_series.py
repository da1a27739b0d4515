"""Builds the answers of one respondent across the meetings of a series, for the secretariat."""

from collections.abc import Iterable, Sequence

from tourdetable.kernel.wording import Reading, Wording
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import Note, NoteVersion, Question
from tourdetable.processes.models import Mandate
from tourdetable.processes.queries.offices import Holder, offices_on
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import AcrossSeriesSheet, EarlierAnswer, SeriesQuestion
from tourdetable.sheets.side_by_side_cells import answer_cell


def across_series_sheet(
    note: Note,
    versions: Sequence[NoteVersion],
    questions: Iterable[Question],
    mandates: Sequence[Mandate],
    reader: Reader,
) -> AcrossSeriesSheet:
    """`questions` are those of all the questionnaires; no query beyond what comes in."""
    asked: dict[str, dict[int, Question]] = {}
    for question in questions:
        asked.setdefault(question.key, {})[question.questionnaire_id] = question
    offices = {v.pk: _offices(v.note.questionnaire.meeting, mandates, reader) for v in versions}
    told = {v.pk: {one["question"]: one for one in v.told()} for v in versions}
    blocks = []
    for key, by_questionnaire in asked.items():
        answers = tuple(
            EarlierAnswer(
                meeting_head(v.note.questionnaire.meeting, reader),
                *offices[v.pk],
                reader.say(Wording.from_json(said["asked"])),
                answer_cell(said, by_questionnaire[v.note.questionnaire_id], reader, is_full=True),
            )
            for v in versions
            if (said := told[v.pk].get(key)) and v.note.questionnaire_id in by_questionnaire
        )
        if answers:
            blocks.append(SeriesQuestion(key, answers[0].asked, answers))
    party = reader.party(note.party).name
    process = reader.process(note.process).name if note.process else None
    head = meeting_head(note.questionnaire.meeting, reader)
    nothing = Reading("", reader.language)
    names = (process, party) if process else (party, nothing)
    return AcrossSeriesSheet(head, note.questionnaire.slug, *names, tuple(blocks))


def _offices(
    meeting: Meeting, mandates: Sequence[Mandate], reader: Reader
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """Who presided and who kept the secretariat when the meeting began."""
    held = offices_on(mandates, meeting.start)
    return _names(held.presiding, reader), _names(held.secretariats, reader)


def _names(holders: Iterable[Holder], reader: Reader) -> tuple[Reading, ...]:
    parties = [holder.mandate.party for holder in holders]
    return tuple(reader.party(party).name for party in parties if party)
