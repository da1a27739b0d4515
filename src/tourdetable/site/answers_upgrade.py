"""Answers that were submitted or published before those without a name came in together (decision
33) are brought up to date.
"""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.published import published_versions
from tourdetable.notes.tasks import form_due_batches
from tourdetable.sheets.answers_preflight import leaving_questions
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import as_it_stands


def bring_answers_up_to_date(*, by: Actor, now: dt.datetime) -> list[str]:
    """Form the batches that can be formed, and return a sentence for each questionnaire where one
    was, and for each where answers leave the record.
    """
    sentences = [
        f"{row}: answers without a name that others may read together come in now."
        for row in form_due_batches(by=by, now=now)
    ]
    rows = Questionnaire.objects.filter(predates_batches=True, publicity=Publicity.PUBLISHED)
    for row in rows.select_related("meeting").order_by("pk"):
        published = published_versions([row])[row.pk]
        questions = leaving_questions(as_it_stands(row), published, Reader("en"))
        if keys := ", ".join(question.key for question in questions):
            sentences.append(
                f"{row}: answers without a name leave the record with the next release and stay "
                f"with the secretariat, because too few respondents could be meant: {keys}."
            )
    return sentences
