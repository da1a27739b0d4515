"""A list of 8,000 people who were invented for this measure, through the screens: brought, looked
at, taken in, and the same list once more.
"""

import os
import random
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figure, environment, hand_over, own_home, seconds

PEOPLE, ALIKE = 8_000, 400
_LETTERS = "baktelmirsoldungavpixlomnedrufzorfipkuvhaxjemwubcyntodgegsqi"
_SYLLABLES = tuple(_LETTERS[n : n + 3] for n in range(0, len(_LETTERS), 3))
_HEADER = "Title;Name;Country;Post;Ministry;Function;E-mail\n"


def invented_list() -> bytes:
    """Always the same: rows in many countries, among them some that come again or nearly so."""
    from tourdetable.parties.models import Party  # noqa: PLC0415 - after Django's settings

    dice = random.Random(2005)  # noqa: S311 - the same list each time is what is wanted
    parties = [str(party.names) for party in Party.objects.filter(kind="country")]
    rows = []
    for number in range(PEOPLE - ALIKE):
        given, family = ("".join(dice.choices(_SYLLABLES, k=2)).title() for _ in range(2))
        country = dice.choice(parties)
        rows.append(
            f"Ms;{given} {family};{country};Director;Ministry of Invention;delegate;"
            f"p{number}@example.org"
        )
    again = dice.sample(rows, ALIKE)
    rows += again[: ALIKE // 2] + [row.replace("@", "", 1).upper() for row in again[ALIKE // 2 :]]
    return (_HEADER + "\n".join(rows) + "\n").encode("cp1252", "replace")


def signed_in() -> Any:
    """An officer's browser, and a meeting for which people come."""
    from django.test import Client  # noqa: PLC0415 - after Django's settings

    from tourdetable.meetings.models import Meeting  # noqa: PLC0415 - the same
    from tourdetable.parties.actions import invite_officer  # noqa: PLC0415 - the same
    from tourdetable.parties.models import Account  # noqa: PLC0415 - the same
    from tourdetable.site.command import OPERATOR, now  # noqa: PLC0415 - the same

    mail, name = "officer@example.org", "An Officer"
    invite_officer(mail, name=name, language="en", by=OPERATOR, now=now())
    client = Client()
    client.force_login(Account.objects.get(mail=mail))
    slug = Meeting.objects.order_by("slug").values_list("slug", flat=True)[0]
    return client, f"/en/desk/meetings/{slug}/participants/lists/"


def post(client: Any, address: str, **typed: object) -> Any:
    """A form as a browser sends it; a page that comes bit by bit is read to its end."""
    import uuid  # noqa: PLC0415 - for this alone

    answer = client.post(address, {"form": str(uuid.uuid4()), **typed})
    return b"".join(answer) if answer.streaming else answer


def brought(client: Any, here: str, content: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(content)
        return str(post(client, here, file=file)["Location"])


def measure() -> list[Figure]:
    with own_home() as home:
        os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="tourdetable.site.settings")
        import django  # noqa: PLC0415 - the home must be known first

        django.setup()
        from tourdetable.invitations.models import Participant  # noqa: PLC0415 - after the settings

        client, here = signed_in()
        content = invented_list()
        preview = brought(client, here, content)
        looked = seconds(lambda: client.get(preview))
        taken = seconds(lambda: post(client, f"{preview}take/"))
        added = Participant.objects.count()
        again = brought(client, here, content)
        second = seconds(lambda: post(client, f"{again}take/"))
        more = Participant.objects.count() - added
    return [
        Figure("importing", f"a list of {PEOPLE:,} people looked at, a page of it", looked, "s"),
        Figure("importing", "… taken in, as one change", taken, "s", 5),
        Figure("importing", "… people who came on the list by it", added, "people"),
        Figure("importing", "… the same list a second time", second, "s", 5),
        Figure("importing", "… people who came by that", more, "people", 0),
    ]


if __name__ == "__main__":
    hand_over(measure())
