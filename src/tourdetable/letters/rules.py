"""Who may write, approve and read letters. Default: no."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.parties.rules import is_officer


def may_write_letters(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """Letters are the secretariat's; an addressee has what was sent to them."""
    return is_officer(by)
