"""What stands around an item: who speaks to it, which documents belong to it."""

import datetime as dt

from django.db.models import Max, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter, remove
from tourdetable.library.models import Document
from tourdetable.meetings.actions.keeping import Agenda
from tourdetable.meetings.models import AgendaItem, ItemDocument, Speaker
from tourdetable.meetings.rules import may_keep_agenda
from tourdetable.parties.actions import NamedPost


@action(may_keep_agenda)
def add_speaker(item: AgendaItem, *, speaker: NamedPost, by: Actor, now: dt.datetime) -> Change:
    """Let somebody speak to an item, in the post held that day; a person or a post that nobody
    knows yet is made.

    Raises SentenceError for one who speaks to it already.
    """
    agenda, post = Agenda.of(item.session.meeting), speaker.kept()
    if item.speakers.filter(affiliation__person=post.person).exists():
        raise SentenceError("%(name)s speaks to this item already.", name=post.person.name)
    row = Speaker(item=item, affiliation=post, position=_next(item.speakers.all()))
    return agenda.changed(enter(row))


@action(may_keep_agenda)
def remove_speaker(speaker: Speaker, *, by: Actor, now: dt.datetime) -> Change:
    """Take a speaker off an item; the person stays known."""
    agenda = Agenda.of(speaker.item.session.meeting)
    return agenda.changed(remove(speaker))


@action(may_keep_agenda)
def add_item_document(
    item: AgendaItem, *, document: Document, by: Actor, now: dt.datetime
) -> Change:
    """Let a document belong to an item. Raises SentenceError for one that does already."""
    agenda = Agenda.of(item.session.meeting)
    if item.documents.filter(document=document).exists():
        raise SentenceError("This document belongs to the item already.")
    row = ItemDocument(item=item, document=document, position=_next(item.documents.all()))
    return agenda.changed(enter(row))


@action(may_keep_agenda)
def remove_item_document(row: ItemDocument, *, by: Actor, now: dt.datetime) -> Change:
    """Let a document belong to an item no longer; the document itself stays."""
    agenda = Agenda.of(row.item.session.meeting)
    return agenda.changed(remove(row))


def _next(rows: QuerySet[Speaker] | QuerySet[ItemDocument]) -> int:
    highest: int | None = rows.aggregate(highest=Max("position"))["highest"]
    return 0 if highest is None else highest + 1
