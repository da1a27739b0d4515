"""The journal is closed before each release, and the release says how far."""

import datetime as dt

from tourdetable.kernel.journal import seal_journal
from tourdetable.kernel.models import Seal
from tourdetable.record.release import SealMark, instant


def seal_for_release(*, now: dt.datetime) -> SealMark | None:
    """Seal what no seal covers yet, and give the newest seal; None for an empty journal."""
    seal_journal(now=now)
    newest = Seal.objects.order_by("-pk").first()
    if newest is None:
        return None
    return SealMark(newest.pk, newest.digest, newest.last, instant(newest.made_at))
