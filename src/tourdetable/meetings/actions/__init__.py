"""All that changes meetings, by topic."""

from tourdetable.meetings.actions.agenda import (
    add_item,
    amend_item,
    move_item,
    remove_item,
    split_item,
    time_items,
)
from tourdetable.meetings.actions.around_items import (
    add_item_document,
    add_speaker,
    remove_item_document,
    remove_speaker,
)
from tourdetable.meetings.actions.convening import (
    cancel_meeting,
    close_meeting,
    convene_meeting,
)
from tourdetable.meetings.actions.importing import import_agenda, lay_agenda
from tourdetable.meetings.actions.issuing import issue_agenda
from tourdetable.meetings.actions.publicity import restore_meeting, withdraw_meeting
from tourdetable.meetings.actions.recording import record_links, record_meeting, record_series
from tourdetable.meetings.actions.sessions import (
    SessionFacts,
    add_session,
    amend_session,
    remove_session,
    say_who_presides,
)
from tourdetable.meetings.actions.setting_up import amend_meeting, copy_meeting, create_meeting

__all__ = [
    "SessionFacts",
    "add_item",
    "add_item_document",
    "add_session",
    "add_speaker",
    "amend_item",
    "amend_meeting",
    "amend_session",
    "cancel_meeting",
    "close_meeting",
    "convene_meeting",
    "copy_meeting",
    "create_meeting",
    "import_agenda",
    "issue_agenda",
    "lay_agenda",
    "move_item",
    "record_links",
    "record_meeting",
    "record_series",
    "remove_item",
    "remove_item_document",
    "remove_session",
    "remove_speaker",
    "restore_meeting",
    "say_who_presides",
    "split_item",
    "time_items",
    "withdraw_meeting",
]
