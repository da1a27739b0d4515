"""Respondents who were asked, and what each of them has handed in."""

from tests.cast import NOW
from tests.notes.table import OFFICER, drafted, fresh, party, process
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.rows import amend
from tourdetable.notes.actions.asking import ask_respondent, open_questionnaire
from tourdetable.notes.actions.submitting import enter_on_behalf
from tourdetable.notes.models import Note, NoteVersion, Questionnaire
from tourdetable.notes.queries.batches import batches_with


def form_batches_with(version: NoteVersion) -> None:
    """What a submission does with a version that is stored."""
    for question, batch in batches_with(version):
        amend(question, {"batches": [*question.batches, batch]})


def asked_by(codes: str) -> Questionnaire:
    """A respondent for each letter: of a process of its own, but the last, which is for itself."""
    row = drafted()
    for place, letter in enumerate(codes):
        of = process(f"process-{letter.lower()}") if place < len(codes) - 1 else None
        whose = party(letter * 3, f"Country {letter}")
        ask_respondent(row, party=whose, process=of, mail="", language="en", by=OFFICER, now=NOW)
    open_questionnaire(row, by=OFFICER, now=NOW)
    return row


def submitted(letter: str, attribution: str = "attributed", **said: object) -> NoteVersion:
    """What that respondent hands in; `said` by key of the question, `text@attribution` where an
    answer is stricter, None where it is declined.
    """
    note = fresh(Note.objects.get(party__code=letter * 3))
    note.attribution = "not-for-use"  # until all of it is said
    note.save()
    typed = {key.replace("_", "-"): str(v).partition("@")[0] for key, v in said.items() if v}
    enter_on_behalf(note, typed=typed, language="fr", source="mail", by=OFFICER, now=NOW)
    version = NoteVersion.objects.get(note=note)
    told = version.told()
    for one in told:
        wanted = said.get(one["question"].replace("-", "_"), "")
        if wanted is None:
            one.update(state="declined", content="", reason="Not ours", language="", attribution="")
        elif "@" in str(wanted):
            one["attribution"] = str(wanted).partition("@")[2]
    version.content, version.source = canonical_json(told), ""
    version.attribution = attribution
    version.save()
    Note.objects.filter(pk=note.pk).update(attribution=attribution)
    form_batches_with(version)
    return version
