"""Notes, as their own government works on them."""

from tourdetable.room.notes import (
    attaching,
    bringing,
    contributing,
    handing_in,
    sharing,
    views,
    writing,
)
from tourdetable.room.opening import Screen

NOTE_SCREENS: dict[str, tuple[str, Screen]] = {
    "note": ("", views.note),
    "begin": ("begin/", views.begin),
    "prefill": ("prefill/", views.prefill),
    "word": ("note.docx", bringing.word),
    "bring": ("brought/", bringing.bring),
    "brought": ("brought/<int:number>/", bringing.look),
    "group": ("group/<int:place>/", writing.group),
    "answer": ("answer/<slug:name>/", writing.answer),
    "decline-question": ("answer/<slug:name>/decline/", writing.decline),
    "take-back": ("answer/<slug:name>/take-back/", writing.take_back),
    "attach": ("answer/<slug:name>/attach/", attaching.attach),
    "attachment": ("attachments/<int:number>/", attaching.attachment),
    "attachment-remove": ("attachments/<int:number>/remove/", attaching.remove),
    "attachment-take-over": ("attachments/<int:number>/take-over/", attaching.take_over),
    "invite": ("hands/new/", sharing.invite),
    "revoke": ("hands/<int:number>/revoke/", sharing.revoke),
    "take-back-clearance": ("hands/<int:number>/take-back/", sharing.take_back_clearance_of),
    "ask-clearance": ("clearance/", sharing.ask_for_clearance),
    "submit": ("submit/", handing_in.submit),
    "version": ("versions/<int:number>/", handing_in.version),
    "receipt": ("versions/<int:number>/receipt.pdf", handing_in.receipt),
    "version-attachment": (
        "versions/<int:number>/documents/<slug:digest>/",
        handing_in.attachment,
    ),
    "attribution": ("attribution/", handing_in.attribution),
    "reopen": ("reopen/", handing_in.reopen),
    "decline": ("decline/", handing_in.decline),
}
"""Those of the respondent, each by its name in addresses: where it stands below the note."""

CONTRIBUTION_SCREENS: dict[str, tuple[str, Screen]] = {
    "contribution": ("", contributing.contribution),
    "draft": ("draft/<slug:name>/", contributing.draft),
    "attach-to-draft": ("draft/<slug:name>/attach/", attaching.attach_to_draft),
    "own-attachment": ("own/<int:number>/", attaching.own_attachment),
    "own-attachment-remove": ("own/<int:number>/remove/", attaching.remove_own),
    "clear": ("clear/", contributing.clear),
}
"""Those of one whom the respondent invited."""
