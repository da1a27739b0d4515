"""One invitation, as its party sees it."""

from tourdetable.room.invitations import answers, delegation, lists
from tourdetable.room.opening import Screen

SCREENS: dict[str, tuple[str, Screen]] = {
    "invitation": ("", answers.invitation),
    "agenda": ("agenda/", answers.agenda),
    "accept": ("accept/", answers.accept),
    "decline": ("decline/", answers.decline),
    "nominate": ("delegation/new/", delegation.name_somebody),
    "list-new": ("delegation/lists/", lists.new),
    "list": ("delegation/lists/<int:number>/", lists.look),
    "list-take": ("delegation/lists/<int:number>/take/", lists.take),
    "nomination": ("delegation/<int:number>/", delegation.correct),
    "nomination-withdraw": ("delegation/<int:number>/withdraw/", delegation.withdraw),
}
"""Each by its name in addresses: where it stands below the invitation, and the screen."""
