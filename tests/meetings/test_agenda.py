"""An agenda: its items are timed, moved, split; it is issued, and what does not fit is said."""

import pytest

from tests.cast import CAST, NOW
from tests.meetings.table import (
    OFFICER,
    item,
    last_event,
    meeting,
    order,
    session,
    switzerland,
    utc,
)
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.rows import ChangedMeanwhileError, state_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import (
    SessionFacts,
    add_speaker,
    amend_item,
    amend_session,
    issue_agenda,
    move_item,
    remove_item,
    remove_session,
    remove_speaker,
    say_who_presides,
    split_item,
    time_items,
)
from tourdetable.meetings.enums import AGENDA_MOVES, AgendaState, Alteration, Clash
from tourdetable.meetings.models import AgendaItem, AgendaVersion, Meeting, Session
from tourdetable.meetings.queries.agenda import (
    agenda_content,
    content_of,
    place_beside,
    sessions_of,
    versions_of,
)
from tourdetable.meetings.queries.clashes import clashes_of
from tourdetable.meetings.queries.comparing import compared, marked
from tourdetable.parties.actions import NamedPost
from tourdetable.parties.models import Affiliation, Person

pytestmark = pytest.mark.django_db


def three() -> tuple[Session, AgendaItem, AgendaItem, AgendaItem]:
    block = session(meeting())
    return block, item(block, "A"), item(block, "B", 60), item(block, "C")


def test_items_follow_on_from_the_beginning_of_their_session() -> None:
    block, *_ = three()
    assert order(block) == [("A", "07:00"), ("B", "07:30"), ("C", "08:30")]
    assert last_event().thing == "meeting:second-table/agenda"


def test_times_that_follow_on_keep_doing_so_whatever_is_moved_split_or_removed() -> None:
    block, a, b, c = three()
    move_item(c, session=block, number=1, by=OFFICER, now=NOW)
    assert order(block) == [("C", "07:00"), ("A", "07:30"), ("B", "08:00")]
    split_item(b, title=Wording.of(en="B2"), minutes=20, by=OFFICER, now=NOW)
    assert order(block)[2:] == [("B", "08:00"), ("B2", "08:20")]
    assert [row.minutes for row in block.items.all()] == [30, 30, 20, 40]
    remove_item(AgendaItem.objects.get(pk=a.pk), by=OFFICER, now=NOW)
    assert order(block) == [("C", "07:00"), ("B", "07:30"), ("B2", "07:50")]
    amend_item(AgendaItem.objects.get(pk=c.pk), values={"minutes": 45}, by=OFFICER, now=NOW)
    assert order(block) == [("C", "07:00"), ("B", "07:45"), ("B2", "08:05")]


def test_a_session_that_begins_later_is_later_throughout() -> None:
    block, *_ = three()
    facts = SessionFacts(Wording(), block.date, utc(2027, 4, 14, 8), utc(2027, 4, 14, 11))
    amend_session(block, facts=facts, by=OFFICER, now=NOW)
    assert order(block) == [("A", "08:00"), ("B", "08:30"), ("C", "09:30")]


def test_times_of_another_kind_are_left_alone_until_somebody_lets_them_follow_on() -> None:
    block = session(meeting())
    item(block, "A", starts_at=utc(2027, 4, 14, 8))
    late = item(block, "B", starts_at=utc(2027, 4, 14, 9))
    move_item(late, session=block, number=1, by=OFFICER, now=NOW)
    assert order(block) == [("B", "09:00"), ("A", "08:00")]
    time_items(block, by=OFFICER, now=NOW)
    assert order(block) == [("B", "07:00"), ("A", "07:30")]
    open_one = session(block.meeting, 15, timed=False)
    item(open_one, "C")
    with pytest.raises(SentenceError, match="Say first when"):
        time_items(open_one, by=OFFICER, now=NOW)


def test_up_and_down_lead_into_the_sessions_beside() -> None:
    block, a, _b, c = three()
    other = session(block.meeting, 15)
    assert place_beside(a, -1) == (block, 1)
    assert place_beside(a, 1) == (block, 2)
    fresh = AgendaItem.objects.get(pk=c.pk)
    place, number = place_beside(fresh, 1)
    move_item(fresh, session=place, number=number, by=OFFICER, now=NOW)
    assert (order(block), order(other)) == (
        [("A", "07:00"), ("B", "07:30")],
        [("C", "07:00")],
    )
    assert place_beside(AgendaItem.objects.get(pk=c.pk), -1) == (block, 3)


def test_an_item_does_not_move_to_another_meeting() -> None:
    block, a, *_ = three()
    other = session(
        Meeting.objects.create(slug="o", start=block.date, kind="workshop", mode="online")
    )
    with pytest.raises(SentenceError, match="within its own meeting"):
        move_item(a, session=other, number=1, by=OFFICER, now=NOW)


def test_a_part_is_shorter_than_the_whole() -> None:
    _block, a, *_ = three()
    with pytest.raises(SentenceError, match="takes 30 minutes"):
        split_item(a, title=Wording.of(en="A2"), minutes=30, by=OFFICER, now=NOW)


def test_two_who_edit_one_item_see_each_other() -> None:
    _block, a, *_ = three()
    a = AgendaItem.objects.get(pk=a.pk)
    seen = state_of(a)
    amend_item(a, values={"title": Wording.of(en="First")}, seen=seen, by=OFFICER, now=NOW)
    late = AgendaItem.objects.get(pk=a.pk)
    with pytest.raises(ChangedMeanwhileError) as refused:
        amend_item(late, values={"title": Wording.of(en="Mine")}, seen=seen, by=OFFICER, now=NOW)
    assert str(getattr(refused.value.stored, "title")) == "First"  # noqa: B009 - a Model of any kind


@pytest.mark.parametrize("who", ["chair's office", "delegate", "reader of the record"])
def test_others_change_nothing(who: str) -> None:
    block, a, *_ = three()
    with pytest.raises(NotAllowedError):
        remove_item(a, by=CAST[who], now=NOW)
    with pytest.raises(NotAllowedError):
        issue_agenda(block.meeting, state="adopted", by=CAST[who], now=NOW)
    assert block.items.count() == 3


def test_what_is_adopted_is_kept_and_a_change_makes_it_provisional_again() -> None:
    assert set(AGENDA_MOVES) == set(AgendaState)
    block, a, *_ = three()
    row = block.meeting
    issue_agenda(row, state="provisional", by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="issued just so before"):
        issue_agenda(row, state="provisional", by=OFFICER, now=NOW)
    issue_agenda(row, state="adopted", by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="adopted and cannot become annotated"):
        issue_agenda(row, state="annotated", by=OFFICER, now=NOW)
    kept = AgendaVersion.objects.get(state="adopted").content
    remove_item(AgendaItem.objects.get(pk=a.pk), by=OFFICER, now=NOW)
    assert Meeting.objects.get().agenda_state == AgendaState.PROVISIONAL
    assert AgendaVersion.objects.get(state="adopted").content == kept
    assert [version.number for version in versions_of(row)] == [2, 1]


def test_an_empty_agenda_is_not_issued() -> None:
    row = meeting()
    session(row)
    with pytest.raises(SentenceError, match="no item"):
        issue_agenda(row, state="provisional", by=OFFICER, now=NOW)


def test_versions_are_compared_item_by_item() -> None:
    block, a, b, c = three()
    row = block.meeting
    issue_agenda(row, state="provisional", by=OFFICER, now=NOW)
    new = {"title": Wording.of(en="A and more")}
    amend_item(AgendaItem.objects.get(pk=a.pk), values=new, by=OFFICER, now=NOW)
    remove_item(AgendaItem.objects.get(pk=b.pk), by=OFFICER, now=NOW)
    move_item(
        AgendaItem.objects.get(pk=c.pk), session=session(row, 15), number=1, by=OFFICER, now=NOW
    )
    d = item(block, "D", 10)
    before = content_of(versions_of(row)[0])
    found = compared(before, agenda_content(sessions_of(row)))
    told = {(one.after or one.before).item["key"]: one.alterations for one in found.items}  # type: ignore[union-attr]  # one of the two is there
    assert told == {
        a.pk: (Alteration.REWORDED,),
        b.pk: (Alteration.REMOVED,),
        c.pk: (Alteration.MOVED, Alteration.RETIMED),
        d.pk: (Alteration.ADDED,),
    }
    assert [(old, new["number"] if new else 0) for old, new in found.sessions] == [(None, 2)]
    assert not compared(before, before)


def test_words_that_came_and_went_are_marked() -> None:
    assert marked("the old text", "the new text") == (
        ("same", "the "),
        ("gone", "old"),
        ("new", "new"),
        ("same", " text"),
    )
    assert marked("移民问题", "移徙问题") == (
        ("same", "移"),
        ("gone", "民"),
        ("new", "徙"),
        ("same", "问题"),
    )


def test_a_speaker_is_made_on_the_spot_and_never_merged_unasked() -> None:
    block, a, b, _c = three()
    swiss = switzerland()
    post = NamedPost("Ana Ñandú", Wording.of(en="Director"), swiss, block.date)
    add_speaker(a, speaker=post, by=OFFICER, now=NOW)
    made = Person.objects.get()
    assert (made.slug, Affiliation.objects.get().attested_on) == ("ana-nandu", block.date)
    known = NamedPost("Ana Ñandú", Wording.of(en="Director"), swiss, block.date, made)
    with pytest.raises(SentenceError, match="speaks to this item already"):
        add_speaker(a, speaker=known, by=OFFICER, now=NOW)
    add_speaker(b, speaker=known, by=OFFICER, now=NOW)
    assert (Person.objects.count(), Affiliation.objects.count()) == (1, 1)
    add_speaker(b, speaker=post, by=OFFICER, now=NOW)
    assert {person.slug for person in Person.objects.all()} == {"ana-nandu", "ana-nandu-2"}
    say_who_presides(block, presiding=known, by=OFFICER, now=NOW)
    assert Session.objects.get().presiding == Affiliation.objects.get(person=made)
    remove_speaker(a.speakers.get(), by=OFFICER, now=NOW)
    assert Person.objects.count() == 2


def test_a_session_goes_with_all_that_stands_in_it() -> None:
    block, a, *_ = three()
    post = NamedPost("Ana", Wording(), switzerland(), block.date)
    add_speaker(a, speaker=post, by=OFFICER, now=NOW)
    remove_session(block, by=OFFICER, now=NOW)
    assert (Session.objects.count(), AgendaItem.objects.count()) == (0, 0)
    assert '"name":"Ana"' in last_event().before


def test_what_does_not_fit_is_said() -> None:
    block = session(meeting())
    row, other = block.meeting, session(block.meeting)
    outside = session(row, 20)
    early = item(block, "Early", 90, starts_at=utc(2027, 4, 14, 6, 45))
    late = item(block, "Late", 150, starts_at=utc(2027, 4, 14, 8))
    same = item(other, "Same", 30, starts_at=utc(2027, 4, 14, 8))
    post = NamedPost("Ana", Wording(), switzerland(), block.date)
    add_speaker(late, speaker=post, by=OFFICER, now=NOW)
    again = NamedPost("Ana", Wording(), post.party, block.date, Person.objects.get())
    add_speaker(same, speaker=again, by=OFFICER, now=NOW)
    found = [(c.kind, c.items, c.minutes) for c in clashes_of(row, sessions_of(row))]
    assert found == [
        (Clash.OUTSIDE_MEETING, (), 0),
        (Clash.SESSIONS_OVERLAP, (), 0),
        (Clash.BEFORE_SESSION, (early,), 15),
        (Clash.AFTER_SESSION, (late,), 30),
        (Clash.OVERLAP, (early, late), 0),
        (Clash.SPEAKER_TWICE, (late, same), 0),
    ]
    assert outside.number == 3


def test_a_change_of_clocks_inside_a_session_changes_no_minute() -> None:
    row = meeting()
    facts = SessionFacts(Wording(), None, utc(2027, 10, 30, 23), utc(2027, 10, 31, 3))
    block = session(row)
    amend_session(block, facts=facts, by=OFFICER, now=NOW)
    item(block, "A", 120, starts_at=utc(2027, 10, 30, 23))
    item(block, "B", 120)
    assert order(block) == [("A", "23:00"), ("B", "01:00")]
    kinds = [clash.kind for clash in clashes_of(row, sessions_of(row))]
    assert kinds == [Clash.OUTSIDE_MEETING]
