"""What is stored, back in the shape of the files: the exact inverse of taking it in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from tourdetable.intake.plain import listed, only
from tourdetable.intake.reading import Plain
from tourdetable.intake.writing_documents import META, documents_data, write_files
from tourdetable.intake.writing_meetings import event_data
from tourdetable.intake.writing_parties import organisation_data
from tourdetable.intake.writing_processes import process_data
from tourdetable.invitations.queries.list import RulesDossier, rules_dossiers
from tourdetable.kernel.citing import DESK
from tourdetable.kernel.collections import CollectionDossier, collection_dossiers
from tourdetable.kernel.models import Source
from tourdetable.library.queries import document_dossiers
from tourdetable.meetings.queries import links_around, meeting_dossiers
from tourdetable.parties.enums import OrganisationKind
from tourdetable.parties.queries import organisation_dossiers
from tourdetable.processes.queries.dossiers import process_dossiers, relations_dossiers


def stored_data() -> dict[str, dict[str, Plain]]:
    """Every dataset that was taken in, by its name, as its file would say it. Pages that the desk
    named stand in the file whose facts rest on them.
    """
    known = collection_dossiers()
    desk = known.pop(DESK).sources if DESK in known else ()
    data = {name: _file(dossier, desk) for name, dossier in known.items()}
    if "documents" not in known and (documents := documents_data()):
        data["documents"] = _framed("documents", META, {}, documents)
    return data


def dump(folder: Path) -> list[Path]:
    """Write every dataset as `<dataset>.yaml` into a folder, and the kept files beside them; return
    the datasets.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in stored_data().items():
        path = folder / f"{name}.yaml"
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    write_files(folder)
    return written


def _file(dossier: CollectionDossier, desk: Sequence[Source]) -> dict[str, Plain]:
    collection = dossier.collection
    key, things = _CONTENT[collection.slug]
    compiled_on = str(collection.compiled_on) if collection.compiled_on else None
    meta: dict[str, Plain] = {
        "title": collection.title,
        "compiled_on": compiled_on,
        "notes": listed(collection.notes),
    }
    said = things()
    cited = set(_cited(said))
    rows = [*dossier.sources, *(page for page in desk if page.key in cited)]
    pages = {source.key: _source(source) for source in rows}
    return _framed(collection.slug, meta, pages, said, key)


def _cited(said: Plain) -> Iterator[str]:
    """Every key under `sources`, however deep."""
    if isinstance(said, list):
        for one in said:
            yield from _cited(one)
    elif isinstance(said, dict):
        for name, value in said.items():
            if name == "sources" and isinstance(value, list):
                yield from map(str, value)
            else:
                yield from _cited(value)


def _framed(
    dataset: str, meta: Plain, pages: Plain, things: Plain, key: str = ""
) -> dict[str, Plain]:
    return {"dataset": dataset, "meta": meta, "sources": pages, key or dataset: things}


def _source(row: Source) -> dict[str, Plain]:
    return {
        "url": row.url,
        "publisher": row.publisher,
        "read": row.reading,
        **only(note=row.remark),
    }


def _organisations() -> list[Plain]:
    dossiers = [d for d in organisation_dossiers().values() if d.details]
    named_only = OrganisationKind.NAMED_ONLY
    return [organisation_data(d) for d in dossiers if d.details[0].kind != named_only]


def _processes() -> list[Plain]:
    relations = relations_dossiers()
    return [process_data(d, relations[slug]) for slug, d in process_dossiers().items()]


def _events() -> list[Plain]:
    meetings, documents = meeting_dossiers(), document_dossiers()
    links = links_around(dossier.meeting for dossier in meetings.values())
    return [event_data(dossier, documents, links) for dossier in meetings.values()]


def _rules() -> list[Plain]:
    return [_rule(dossier) for dossier in rules_dossiers().values() if dossier.rules]


def _rule(dossier: RulesDossier) -> dict[str, Plain]:
    """One process's offices stand for all: a file gives the same to each process it names."""
    rules = dossier.rules
    first = [rule for rule in rules if rule.process_id == rules[0].process_id]
    return {
        "meeting": dossier.meeting.slug,
        "processes": list(dict.fromkeys(rule.process.slug for rule in rules)),
        "offices": [
            {
                "office": rule.office,
                **only(where_fitting=rule.where_fitting, statement=rule.statement),
                "sources": listed(rule.sources),
            }
            for rule in first
        ],
        "note": {"en": rules[0].note.text("en"), "fr": rules[0].note.text("fr")},
    }


_CONTENT: dict[str, tuple[str, Callable[[], list[Plain]]]] = {
    "organisations": ("organisations", _organisations),
    "processes": ("processes", _processes),
    "events": ("events", _events),
    "documents": ("documents", documents_data),
    "invitation-rules": ("rules", _rules),
}
"""For each dataset the field that holds its things, and what gives them."""
