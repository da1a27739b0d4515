"""Notes, as their own government works on them."""

from tourdetable.room.notes import contributing, handing_in, sharing, views, writing
from tourdetable.room.opening import Screen

NOTE_SCREENS: dict[str, tuple[str, Screen]] = {
    "note": ("", views.note),
    "begin": ("begin/", views.begin),
    "prefill": ("prefill/", views.prefill),
    "group": ("group/<int:place>/", writing.group),
    "answer": ("answer/<slug:name>/", writing.answer),
    "decline-question": ("answer/<slug:name>/decline/", writing.decline),
    "take-back": ("answer/<slug:name>/take-back/", writing.take_back),
    "invite": ("hands/new/", sharing.invite),
    "revoke": ("hands/<int:number>/revoke/", sharing.revoke),
    "take-back-clearance": ("hands/<int:number>/take-back/", sharing.take_back_clearance_of),
    "ask-clearance": ("clearance/", sharing.ask_for_clearance),
    "submit": ("submit/", handing_in.submit),
    "version": ("versions/<int:number>/", handing_in.version),
    "receipt": ("versions/<int:number>/receipt.pdf", handing_in.receipt),
    "reopen": ("reopen/", handing_in.reopen),
    "decline": ("decline/", handing_in.decline),
}
"""Those of the respondent, each by its name in addresses: where it stands below the note."""

CONTRIBUTION_SCREENS: dict[str, tuple[str, Screen]] = {
    "contribution": ("", contributing.contribution),
    "draft": ("draft/<slug:name>/", contributing.draft),
    "clear": ("clear/", contributing.clear),
}
"""Those of one whom the respondent invited."""
