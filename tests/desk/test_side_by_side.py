"""Answers side by side: every state in its own words, and attribution kept for each audience."""

import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from tests.notes.answered import asked_by, submitted
from tests.notes.table import OFFICER, fresh, party, process
from tests.table import at_the_table
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import Attribution
from tourdetable.meetings.models import Meeting, Series
from tourdetable.notes.actions.submitting import enter_on_behalf
from tourdetable.notes.enums import Reply
from tourdetable.notes.models import Note, NoteVersion, Question, Questionnaire
from tourdetable.parties.enums import PartyKind, SeatEvidence
from tourdetable.parties.models import OrganisationMembership, Party
from tourdetable.processes.models import Mandate, Process

pytestmark = pytest.mark.django_db
HERE = "/en/desk/questionnaires/table-2027/answers/"
FILE = "/en/desk/questionnaires/table-2027/answers"
KEPT_BACK = (b"Private D", b"Never E", b"Process-C", *(b"Country %c" % one for one in b"BFGH"))
"""What no participant may read."""


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _table(client: Client, query: str = "") -> dict[str, object]:
    found: dict[str, object] = json.loads(client.get(f"{FILE}.json?{query}").content)
    return found


def _rows(sheet: dict[str, object]) -> dict[str, list[str]]:
    """By label what stands in each cell: the text, or the state."""
    found = {}
    for row in sheet["rows"]:  # type: ignore[attr-defined]  # JSON
        label = " · ".join(one["text"] for one in (row["name"], row["of"]) if one)
        found[label] = [c["text"]["text"] if c["text"] else c["reply"] for c in row["cells"]]
    return found


def test_all_states_are_told_apart_in_words(officer: Client) -> None:
    asked_by("ABCD")
    submitted("A", coordination="Chaque semaine", exchange=None)
    Note.objects.filter(party__code="BBB").update(state="declined", remark="No time")
    Note.objects.filter(party__code="CCC").update(state="drafting")
    assert _rows(_table(officer)) == {
        "Process-A · Country A": ["Chaque semaine", "declined", "not-answered"],
        "Process-B · Country B": ["note-declined"] * 3,
        "Process-C · Country C": ["not-submitted"] * 3,
        "Country D": ["not-submitted"] * 3,
    }
    page = officer.get(HERE).content.decode()
    for reply in (Reply.DECLINED, Reply.NOT_ANSWERED, Reply.NOT_SUBMITTED, Reply.NOTE_DECLINED):
        assert f'<span class="unsaid">{reply.label}</span>' in page
    assert ("Not ours" in page, '<div class="told" lang="fr" dir="ltr">' in page) == (True, True)
    assert "(in French)" in page


def test_opening_lines_or_in_full_and_shown_safely(officer: Client) -> None:
    asked_by("AB")
    submitted("A", coordination="<b>Mots</b> " * 60)
    short, full = (officer.get(f"{HERE}?{query}").content.decode() for query in ("", "full=on"))
    assert (short.count("&lt;b&gt;Mots"), full.count("&lt;b&gt;Mots")) == (19, 60)
    assert "Mots&lt;/b&gt;…" in short


def test_attribution_is_kept_from_participants(officer: Client) -> None:
    asked_by("ABCDEFHG")
    submitted("A", coordination="Open A", exchange="yes", with_whom="Secret A@not-attributed")
    submitted("B", "process-only", coordination="Process B")
    for letter in "CH":
        submitted(letter, "not-attributed", coordination=f"Secret {letter}", exchange="yes",
                  with_whom=f"Quiet {letter}")  # fmt: skip
    submitted("D", "not-for-use", coordination="Private D")
    submitted("E", coordination="Open E", with_whom="Never E@not-for-use")
    submitted("F", coordination="Of the process F@process-only")
    submitted("G", "process-only", coordination="Secret G")
    sheet = _table(officer, "audience=participants")
    hidden = "not-shown"
    assert _rows(sheet) == {
        "Process-A · Country A": ["Open A", "Yes", hidden],
        "Process-B": ["Process B", hidden, hidden],
        "Process-E · Country E": ["Open E", hidden, hidden],
        "Process-F": ["Of the process F", hidden, hidden],
    }
    unnamed = [{one["text"] for one in texts} for texts in sheet["unattributed"]]  # type: ignore[attr-defined]  # JSON
    assert unnamed == [
        {"Secret C", "Secret H", "Secret G"},
        set(),
        {"Secret A", "Quiet C", "Quiet H"},
    ]
    assert [(row["key"], row["submitted_at"], row["source"]) for row in sheet["rows"]] == [  # type: ignore[attr-defined]  # JSON
        (0, None, "")
    ] * 4
    for query in ("", "rows=country", "rows=process", "kind=global", "full=on"):
        asked = f"audience=participants&{query}"
        made = officer.get(f"{HERE}?{asked}").content + officer.get(f"{FILE}.json?{asked}").content
        for planted in KEPT_BACK:
            assert planted not in made, (query, planted)
    assert "Private D" in officer.get(HERE).content.decode()


def test_neither_order_nor_filter_hints_at_who_said_it(officer: Client) -> None:
    asked_by("ABCD")
    for letter in "ABC":
        submitted(letter, "not-attributed", coordination=f"Words {letter}")
    before = _table(officer, "audience=participants")["unattributed"]
    texts = {letter: f"Words {letter}" for letter in "ABC"}
    for letter, other in zip("ABC", "CAB", strict=True):
        version = NoteVersion.objects.get(note__party__code=letter * 3)
        version.content = version.content.replace(texts[letter], texts[other])
        version.save()
    assert _table(officer, "audience=participants")["unattributed"] == before
    assert _table(officer, "audience=participants&kind=global")["unattributed"] == []
    assert _table(officer, "audience=participants&rows=process")["rows"] == []


def test_what_only_one_can_have_said_is_not_shown(officer: Client) -> None:
    asked_by("AB")
    submitted("A", coordination="Open A")
    submitted("B", "not-attributed", coordination="Only B")
    made = officer.get(f"{HERE}?audience=participants").content.decode()
    sheet = _table(officer, "audience=participants")
    assert _rows(sheet) == {"Process-A · Country A": ["Open A", "not-shown", "not-shown"]}
    assert ("Open A" in made, "Only B" in made) == (True, False)


def test_participants_never_read_silence(officer: Client) -> None:
    """Also where nothing is kept from its name yet: what comes in later would not be of whoever is
    known to have said nothing.
    """
    asked_by("AB")
    submitted("A", coordination="Open A", exchange=None)
    expected = {"Process-A · Country A": ["Open A", "not-shown", "not-shown"]}
    assert _rows(_table(officer, "audience=participants")) == expected


def test_who_says_nothing_under_its_name_has_no_row(officer: Client) -> None:
    asked_by("ABCD")
    submitted("A", coordination="Open A")
    submitted("B", coordination="Never@not-for-use", exchange=None)
    submitted("C", "process-only", coordination="Secret@not-attributed")
    assert list(_rows(_table(officer, "audience=participants"))) == ["Process-A · Country A"]


def test_rows_are_processes_or_countries_and_of_a_kind(officer: Client) -> None:
    asked_by("ABC")
    for letter in "ABC":
        submitted(letter, coordination=letter)
    assert list(_rows(_table(officer, "rows=process"))) == [
        "Process-A · Country A",
        "Process-B · Country B",
    ]
    assert list(_rows(_table(officer, "rows=country"))) == [
        "Country A · Process-A",
        "Country B · Process-B",
        "Country C",
    ]
    Process.objects.filter(slug="process-b").update(kind="regional")
    assert list(_rows(_table(officer, "kind=regional"))) == ["Process-B · Country B"]
    assert len(_rows(_table(officer, "kind=love&rows=love&audience=love&page=x"))) == 3


def _member_of_a_union(code: str, since: str, until: str = "") -> None:
    organisation, _ = Party.objects.get_or_create(
        code="union", kind=PartyKind.ORGANISATION, defaults={"names": Wording.of(en="The Union")}
    )
    OrganisationMembership.objects.create(
        organisation=organisation,
        party=Party.objects.get(code=code),
        evidence=SeatEvidence.DATED,
        since=PartialDate(since),
        until=PartialDate(until) if until else None,
        sources=["a-source"],
        position=0,
    )


def test_the_table_is_narrowed_to_a_region_and_to_members_on_the_day(officer: Client) -> None:
    asked_by("ABCD")
    for letter in "ABCD":
        submitted(letter, coordination=letter)
    Process.objects.filter(slug="process-a").update(regions=["Pacific", "Asia"])
    Process.objects.filter(slug="process-b").update(regions=["Europe"])
    _member_of_a_union("BBB", since="2001", until="2020")
    _member_of_a_union("CCC", since="2001")
    _member_of_a_union("DDD", since="2026-12")
    rows = {
        "region=Pacific": ["Process-A · Country A"],
        "region=Atlantis": ["Country D", *(f"Process-{one} · Country {one}" for one in "ABC")],
        "organisation=union": ["Country D", "Process-C · Country C"],
        "organisation=union&region=Europe": [],
        "organisation=union&rows=country": ["Country C · Process-C", "Country D"],
    }
    for query, expected in rows.items():
        assert list(_rows(_table(officer, query))) == expected, query
    page = officer.get(f"{HERE}?organisation=union&region=Europe").content.decode()
    assert '<option value="union" selected>The Union</option>' in page
    assert '<option value="Europe" selected>Europe</option>' in page
    assert "no submitted note fits" in page


def test_a_narrowed_table_does_not_tell_who_somebody_is(officer: Client) -> None:
    asked_by("ABCEFD")
    submitted("A", coordination="Open A")
    submitted("B", "process-only", coordination="Of the process B")
    for letter in "CEF":
        submitted(letter, "not-attributed", coordination=f"Secret {letter}")
    Process.objects.update(regions=["Pacific"])
    for code in ("AAA", "BBB", "CCC"):
        _member_of_a_union(code, since="2001")
    everybody = _table(officer, "audience=participants")
    assert list(_rows(everybody)) == ["Process-A · Country A", "Process-B"]
    unnamed = {one["text"] for one in everybody["unattributed"][0]}  # type: ignore[index]  # JSON
    assert unnamed == {"Secret C", "Secret E", "Secret F"}
    for query, expected in (
        ("region=Pacific", ["Process-A · Country A", "Process-B"]),
        ("organisation=union", ["Process-A · Country A"]),
    ):
        narrowed = _table(officer, f"audience=participants&{query}")
        assert (list(_rows(narrowed)), narrowed["unattributed"]) == (expected, []), query
    assert "Process-B · Country B" in _rows(_table(officer, "organisation=union"))


def test_two_are_read_closely(officer: Client) -> None:
    asked_by("ABC")
    first, second = (submitted(letter, coordination=f"Words {letter}") for letter in "AB")
    assert "Choose two respondents" in officer.get(f"{HERE}closely/").content.decode()
    query = f"left={second.note_id}&right={first.note_id}"
    page = officer.get(f"{HERE}closely/?{query}").content.decode()
    assert page.index("Words B") < page.index("Words A")
    assert "Choose two" in officer.get(f"{HERE}closely/?left=1&right=99999").content.decode()


def test_one_respondent_across_the_meetings_of_a_series(officer: Client) -> None:
    row = asked_by("AB")
    series = Series.objects.create(slug="tables", names=Wording.of(en="Tables"))
    Meeting.objects.update(series=series)
    submitted("A", coordination="Now")
    columns = {f.name: getattr(row.meeting, f.name) for f in Meeting._meta.concrete_fields}
    names = Wording.of(en="First table")
    old = {**columns, "id": None, "slug": "first-table", "series": series, "names": names}
    before = Meeting.objects.create(**{**old, "start": PartialDate("2005-04-14"), "end": None})
    now, note = Questionnaire.objects.get(), Note.objects.get(party__code="AAA")
    now.pk, now.slug, now.meeting = None, "table-2005", before
    now.save()
    group = row.groups.all()[0]
    group.pk, group.questionnaire = None, now
    group.save()
    one = row.questions.get(key="coordination")
    one.pk, one.questionnaire, one.group, one.text = None, now, group, Wording.of(en="Old words?")
    one.save()
    note.pk, note.questionnaire = None, now
    note.party = party("OLD", "Old chair")
    note.state = "asked"
    note.save()
    enter_on_behalf(fresh(note), typed={"coordination": "Then"}, language="en", source="paper",
                    by=OFFICER, now=NOW)  # fmt: skip
    Mandate.objects.create(process=process("process-a"), party=note.party, role="chair", term=1,
                           since=PartialDate("2004"), until=PartialDate("2006"))  # fmt: skip
    current = Note.objects.get(party__code="AAA")
    page = officer.get(f"/en/desk/notes/{current.pk}/series/").content.decode()
    assert page.index("Now") < page.index("First table") < page.index("Then")
    assert ("Old words?" in page, "In the chair: <bdi>Old chair</bdi>" in page) == (True, True)


def test_a_spreadsheet_computes_nothing_and_tells_states_apart(officer: Client) -> None:
    asked_by("AB")
    submitted("A", coordination="=1+1", exchange=None)
    answer = officer.get(f"{FILE}.xlsx")
    assert 'filename="table-2027-en-secretariat-answers.xlsx"' in answer["Content-Disposition"]
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][:3] == ["Respondent", "Attribution", "How do ministries work together?"]
    assert rows[1][0] == "Invented as an example: nothing of it took place."
    assert rows[3] == [
        "Process-A · Country A",
        "attributed",
        "'=1+1 (in French)",
        "[declined to answer: Not ours]",
        "[not answered]",
    ]
    assert rows[2][2] == "[no note submitted]"


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_however_many(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = asked_by("ABCD"[: count + 1])
    for letter in "ABC"[:count]:
        submitted(letter, coordination=letter)
    for audience in ("secretariat", "participants"):
        with django_assert_num_queries(8):
            officer.get(f"{HERE}?audience={audience}")
        _member_of_a_union("AAA", since="2001")
        with django_assert_num_queries(9):
            officer.get(f"{HERE}?audience={audience}&organisation=union")
    with django_assert_num_queries(6):
        officer.get(f"{HERE}closely/")
    note = row.notes.all()[0]
    with django_assert_num_queries(7):
        officer.get(f"{HERE}closely/?left={note.pk}")
    with django_assert_num_queries(7):
        officer.get(f"/en/desk/notes/{note.pk}/series/")


def test_two_hundred_by_forty_in_fifteen_queries(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = asked_by("A")
    group = row.groups.all()[0]
    Question.objects.bulk_create(
        Question(
            questionnaire=row,
            group=group,
            position=9 + n,
            key=f"more-{n}",
            text=Wording.of(en=f"{n}?"),
        )
        for n in range(37)
    )
    one = row.notes.get()
    for n in range(199):
        one.pk, one.process, one.party = None, process(f"bulk-{n}"), party(f"P{n}", f"Party {n}")
        one.save(force_insert=True)
    said = [
        {"question": q.key, "kind": "text", "state": "answered", "asked": q.text.to_json(),
         "content": "Some words " * 30, "reason": "", "language": "en", "attribution": ""}
        for q in row.questions.all()
    ]  # fmt: skip
    content = canonical_json(said)
    NoteVersion.objects.bulk_create(
        NoteVersion(note=note, number=1, content=content, digest="d" * 64,
                    attribution=Attribution.ATTRIBUTED, submitted_at=NOW, submitted_by="x")
        for note in row.notes.all()
    )  # fmt: skip
    with django_assert_max_num_queries(15):
        page = officer.get(HERE).content.decode()
    assert page.count('<div class="told">') == 50 * 40
    assert "Page 1 of 4" in page
