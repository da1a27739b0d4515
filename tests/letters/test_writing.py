"""What letters say, in the six languages."""

import pytest

from tests.letters.post import NOW, drafted, invited
from tests.notes.table import opened
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import one_line
from tourdetable.letters.enums import TO_INVITED, TO_RESPONDENTS, LetterKind
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import hosts_of
from tourdetable.letters.writing import LINK_PLACE, Facts, tongue_of, write
from tourdetable.letters.writing_notes import write_to_respondent
from tourdetable.meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
FORMULAE = {
    "en": ("presents its compliments", "avails itself of this opportunity"),
    "fr": ("présente ses compliments", "saisit cette occasion"),
    "es": ("presenta sus atentos saludos", "aprovecha la oportunidad"),
    "ru": ("свидетельствует своё уважение", "пользуется случаем"),
    "zh": ("谨致问候", "最崇高的敬意"),
    "ar": ("تهدي أمانة الاجتماع أطيب تحياتها", "وتغتنم أمانة الاجتماع هذه المناسبة"),
}


def _facts(invitation: Invitation) -> Facts:
    meeting = invitation.meeting
    return Facts(meeting, invitation, hosts_of(meeting), None, NOW)


def test_an_invitation_says_who_what_when_and_on_what_ground() -> None:
    letter = drafted(invited())
    assert letter.subject == "Invitation: " + letter.meeting.names.read("en").text
    assert letter.text == (
        "H.E. Zoë Ng\n\nSir or Madam,\n\n"
        "On behalf of the hosts, we have the honour to invite you to the meeting named below.\n\n"
        f"Meeting: {letter.meeting.names.read('en').text}\n"
        "Dates: 14–15 April 2005\n"
        "Place: Geneva (Switzerland)\n"
        "Hosts: Global Commission on International Migration and International Organization for "
        "Migration\n"
        "Invited party: Australia\n"
        "Ground of the invitation: presides over the process on that day · Bali Process on People "
        "Smuggling, Trafficking in Persons and Related Transnational Crime\n\n"
        "Replies and nominations are received at the following address. It opens the reply of "
        "this party alone and needs no account; please do not pass it on.\n{reply-link}\n\n"
        "Accept, Sir or Madam, the assurances of our highest consideration.\n\n"
        "The secretariat of the meeting\n"
    )


@pytest.mark.parametrize("language", FORMULAE)
def test_a_note_verbale_keeps_to_its_formulae_and_is_unsigned(language: str) -> None:
    letter = drafted(invited(language=language), LetterKind.NOTE_VERBALE)
    opening, close = FORMULAE[language]
    blocks = letter.text.strip().split("\n\n")
    assert opening in blocks[0]
    assert close in blocks[-2]
    assert "2026" in blocks[-1] or "٢٠٢٦" in blocks[-1]
    assert LINK_PLACE in letter.text
    assert letter.language == language


@pytest.mark.parametrize("language", FORMULAE)
@pytest.mark.parametrize("kind", TO_INVITED)
def test_every_kind_stands_in_every_language(language: str, kind: LetterKind) -> None:
    facts = _facts(invited(language=language))
    written = write(kind, facts)
    asks = kind not in (LetterKind.CHANGE, LetterKind.CANCELLATION)
    assert (LINK_PLACE in written.text) == asks
    assert "%(" not in written.text + written.subject
    english = write(kind, _facts(Invitation(**{**_columns(facts), "language": "en"})))
    assert (written.text == english.text) == (language == "en")


def _columns(facts: Facts) -> dict[str, object]:
    row = facts.invitation
    wanted = ("meeting", "party", "process", "ground", "addressee")
    return {name: getattr(row, name) for name in wanted}


def test_an_invented_meeting_says_so_and_a_hand_is_not_named() -> None:
    Meeting.objects.filter(slug="rcp-workshop-2005").update(is_invented=True)
    invitation = invited()
    invitation.ground = "by-hand"
    text = write(LetterKind.INVITATION, _facts(invitation)).text
    assert text.startswith("Invented as an example: nothing of it took place.\n\n")
    assert "by hand" not in text


def test_a_language_in_which_the_house_does_not_write() -> None:
    assert [tongue_of(tag) for tag in ("fr-CA", "pt", "", "zh-Hans")] == ["fr", "en", "en", "zh"]


def test_names_break_no_line() -> None:
    assert one_line(" a\r\nb\x00c\u2028d\x85e\u200df ") == "a b c d e\u200df"


def test_two_who_draft_at_once_write_one_letter() -> None:
    invitation = invited()
    drafted(invitation)
    with pytest.raises(SentenceError, match="None of these invitations needs such a letter"):
        drafted(invitation)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("language", FORMULAE)
@pytest.mark.parametrize("kind", TO_RESPONDENTS)
def test_respondents_are_written_to_in_every_language(language: str, kind: LetterKind) -> None:
    note = opened()
    note.language = language
    written = write_to_respondent(kind, note)
    assert written.text.count(LINK_PLACE) == 1
    assert "%(" not in written.text + written.subject
    note.language = "en"
    assert (written.text == write_to_respondent(kind, note).text) == (language == "en")
