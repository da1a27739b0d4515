"""One invitation, as its party sees it."""

from tourdetable.room.invitations import answers, delegation
from tourdetable.room.opening import Screen

SCREENS: dict[str, tuple[str, Screen]] = {
    "invitation": ("", answers.invitation),
    "agenda": ("agenda/", answers.agenda),
    "accept": ("accept/", answers.accept),
    "decline": ("decline/", answers.decline),
    "nominate": ("delegation/new/", delegation.name_somebody),
    "nomination": ("delegation/<int:number>/", delegation.correct),
    "nomination-withdraw": ("delegation/<int:number>/withdraw/", delegation.withdraw),
}
"""Each by its name in addresses: where it stands below the invitation, and the screen."""
