"""The same questions to everybody, in a real browser, from the desk to the public record, once with
scripts and once without: four processes are asked what was asked in 2005. One note is written by
several hands, one comes back as Word, one came by fax, and one is declined.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.hall import (
    Hall,
    follow,
    opened_hall,
    released,
    sent,
    set_up,
    sign_in,
    text_of,
    to_meeting,
    typed,
    window,
)

pytestmark = pytest.mark.browser

PROCESSES = {
    "Bali": "Bali Process on People Smuggling, Trafficking in Persons "
    "and Related Transnational Crime",
    "APC": "Inter-Governmental Asia-Pacific Consultations on Refugees, Displaced Persons "
    "and Migrants",
    "IGC": "Intergovernmental Consultations on Migration, Asylum and Refugees",
    "RCM": "Regional Conference on Migration",
}
PARTIES = {
    "Bali": "Indonesia",
    "APC": "Fiji",
    "IGC": "IGC Secretariat",
    "RCM": "RCM Technical Secretariat",
}
INTERIOR, LABOUR = "Ministry of the Interior", "Ministry of Labour"
MOMENT = re.compile(r"\d{1,2} \w+ \d{4}, \d\d:\d\d \(.*?\)")
DUE = "31 March 2027, 23:59 (Europe/Zurich, GMT+02:00)"
"""Far away: nobody is late."""
OPEN_STEPS = ("As Word", "Give more time")
STEPS = {
    "not opened": ("As Word", "Enter on behalf", "Give more time"),
    "submitted": ("As Word", "Enter on behalf", "Return", "Read the note", "Across meetings"),
    "returned with a remark": (*OPEN_STEPS, "Read the note", "Across meetings"),
}
"""What can be done with a note, where it is more than can be done with any."""
COLUMNS = {"returned with a remark": "drafting", "cleared": "in clearance"}
"""What the board counts under another name."""
SUBMITTED = ("submitted", "then")
SAVED = re.compile(r"^(Saved\.|The answer is saved\.|Your draft is saved)")
FIRST, SECOND = "By a weekly round of ministries.", "By a note after each meeting."
COMPOSED = "By a weekly round of ministries, and by a note after each of them."
CORRECTED = "They remain places of informal discussion."
UNNAMED = "Recommendations are seldom followed."
OBJECTION, REMARK = "Labour does not write notes.", "Question 3: remain what?"
FROM_FAX, UNDECIDED, NO_MANDATE = "Fax of 4 March", "Under discussion", "No mandate this year."
NOT_ANSWERED = "not answered"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, few_home: Path) -> Iterator[Hall]:
    with opened_hall(few_home, tmp_path_factory.mktemp("notes") / "home") as hall:
        yield hall


@dataclass
class Table:
    """One consultation, with a window for everybody who takes part in it; the link that opens each
    note, and what the secretariat has to see of it.
    """

    hall: Hall
    browser: Browser
    with_scripts: bool
    stands: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: dict.fromkeys(PROCESSES, ("not opened",))
    )
    links: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.number = "7" if self.with_scripts else "8"
        self.officer, self.at = self.window(), ""

    def window(self, address: str = "") -> Page:
        page = window(self.browser, with_scripts=self.with_scripts)
        if address:
            page.goto(address)
        return page

    def mail_of(self, respondent: str) -> str:
        return f"{respondent.lower()}{self.number}@example.org"

    def step(self, name: str, respondent: str) -> None:
        """One of the steps that the board offers for a note."""
        self.officer.get_by_role("row").filter(has_text=PROCESSES[respondent]).get_by_role(
            "link", name=name
        ).click()

    def is_at(self, respondent: str = "", *told: str) -> None:
        """Every cell of the board is right, now that one note stands elsewhere."""
        if respondent:
            self.stands[respondent] = told
        page = self.officer
        page.goto(self.at)
        follow(page, "Where everybody is")
        expect(page.locator("thead th")).to_have_text(["Respondent", "Status", "Deadline", "Steps"])
        assert [_cells(row) for row in page.locator("tbody tr").all()] == [
            (
                f"{PROCESSES[name]} · {PARTIES[name]}",
                said,
                (DUE,),
                STEPS.get(said[0], OPEN_STEPS),
            )
            for name, said in self.stands.items()
        ]
        counts = Counter(COLUMNS.get(said[0], said[0]) for said in self.stands.values())
        names = ("not opened", "drafting", "in clearance", "submitted", "late", "declined")
        expect(page.locator("ul.numbers li")).to_have_text(
            ["all", *(f"{name} ({counts[name]})" for name in names)]
        )


def _cells(row: Locator) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Who; the lines that say where its note stands; its deadline; what can be done with it."""
    state, deadline, steps = row.locator("td").all()
    return (
        row.get_by_role("rowheader").inner_text().strip(),
        tuple(MOMENT.sub("then", line) for line in _lines(state)),
        _lines(deadline),
        tuple(steps.locator("a").evaluate_all("all => all.map(one => one.firstChild.data)")),
    )


def _lines(place: Locator) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, place.inner_text().split("\n"))))


def _asked(table: Table) -> None:
    """What was asked in 2005 is asked again, of the four processes that wrote then."""
    hall, page = table.hall, table.officer
    page.goto(f"{hall.address}/en/desk/meetings/rcp-workshop-2005/questionnaires/")
    follow(page, "Take over the questions that the record shows")
    sent(page)
    set_up(hall, page, table.number)
    follow(page, "Questionnaires")
    follow(page, "Ask again")
    sent(page)
    table.at = page.url
    follow(page, "Change the questionnaire")
    typed(page, title__en="Four questions", day="2027-03-31", attribution="attributed")
    sent(page)
    follow(page, "Respondents")
    for name, process in PROCESSES.items():
        follow(page, "Add a respondent by hand")
        mail = table.mail_of(name)
        typed(page, party=PARTIES[name], process=process, mail=mail, language="en")
        sent(page)


def _opened(table: Table) -> None:
    """The questionnaire is opened, and a letter with a link goes to everybody."""
    page = table.officer
    page.goto(table.at)
    follow(page, "Open the questionnaire")
    sent(page)
    sent(page)  # letters to everybody
    follow(page, "Read and approve")
    boxes = page.get_by_role("checkbox").all()
    assert len(boxes) == len(PROCESSES)
    for box in boxes:
        box.check()
    sent(page)
    for name in PROCESSES:
        table.links[name] = table.hall.link_to(table.mail_of(name), "note")
    table.is_at()


def _answer(page: Page, group: int, text: str, **more: str) -> None:
    """The respondent saves an answer from the page on which its note stands."""
    page.locator("#questions tbody a").nth(group - 1).click()
    typed(page, content=text, **more)
    _save(page)
    follow(page, "Back to the note")


def _save(page: Page) -> None:
    """With scripts, an answer that stood already is saved without leaving the page."""
    page.locator("article button.primary").first.click()
    expect(page.get_by_role("status").filter(has_text=SAVED).first).to_be_visible()


def _invited(table: Table, page: Page) -> tuple[Page, Page]:
    """Two ministries: to the whole note by mail, and to a group by a link that is passed on."""
    mail = f"interior{table.number}@example.org"
    follow(page, "Invite a ministry or colleague")
    typed(page, name=INTERIOR, mail=mail)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text(f"{mail}, sent")).to_be_visible()
    follow(page, "Back to the note")
    follow(page, "Invite a ministry or colleague")
    typed(page, name=LABOUR, scope="Group: Coordination between ministries")
    page.get_by_role("button", name="Make the link").click()
    passed_on = page.get_by_label("Link").input_value()
    follow(page, "Back to the note")
    return table.window(table.hall.link_to(mail, "note")), table.window(
        table.hall.address + passed_on[passed_on.index("/en/") :]
    )


def _drafted(page: Page, ministries: tuple[Page, Page]) -> None:
    """Both draft at once, and the respondent composes the answer of what they wrote."""
    for ministry in ministries:
        follow(ministry, "Draft an answer 1")
    for ministry, text in zip(ministries, (FIRST, SECOND), strict=True):
        typed(ministry, content=text)
    for ministry in ministries:
        _save(ministry)
    expect(ministries[1].get_by_role("link", name="Draft an answer")).to_have_count(0)
    follow(page, "Coordination between ministries")
    said = page.locator(".draft .said")
    expect(said).to_have_text([FIRST, SECOND])
    expect(page.locator(".draft strong")).to_have_text([INTERIOR, LABOUR])
    follow(page, f"Take this draft over into the answer {INTERIOR}")
    expect(page.get_by_text(f"This is the draft of {INTERIOR}.")).to_be_visible()
    expect(page.locator("textarea[name=content]")).to_have_value(FIRST)
    _save(page)


def _at_once(table: Table, page: Page) -> None:
    """Two people of the respondent save one answer: the second sees both texts, and joins them."""
    other = table.window(page.url.partition("#")[0])
    typed(other, content="By a weekly round.")
    _save(other)
    box = page.locator("textarea[name=content]")
    box.fill(SECOND)
    page.locator("article button.primary").first.click()
    expect(page.get_by_text("Somebody else has changed this")).to_be_visible()
    expect(page.locator(".theirs blockquote")).to_have_text("By a weekly round.")
    expect(box).to_have_value(SECOND)
    box.fill(COMPOSED)
    _save(page)
    follow(page, "Back to the note")


def _asked_to_clear(page: Page) -> None:
    follow(page, "Ask for clearance")
    for box in page.get_by_role("checkbox").all():
        box.check()
    sent(page)


def _clear(ministry: Page, answer: str, reason: str = "") -> None:
    ministry.reload()
    follow(ministry, "Read the text and answer")
    expect(ministry.locator(".said").first).to_contain_text("By a weekly round")
    typed(ministry, answer=answer, reason=reason)
    sent(ministry)


def _cleared(table: Table, page: Page, ministries: tuple[Page, Page]) -> None:
    """One clears and one objects; the text is changed, which voids both; then both clear."""
    interior, labour = ministries
    _asked_to_clear(page)
    table.is_at("Bali", "in clearance")
    _clear(interior, "cleared")
    _clear(labour, "objected", OBJECTION)
    page.reload()
    clearance = page.locator("#hands td[data-label=Clearance]")
    expect(clearance).to_contain_text(["cleared", "objected"])
    expect(clearance.nth(1)).to_contain_text(OBJECTION)
    table.is_at("Bali", "in clearance")
    _answer(page, 1, FIRST)
    expect(page.get_by_text("what was said to the earlier text is void")).to_be_visible()
    table.is_at("Bali", "drafting")
    labour.reload()
    expect(labour.get_by_text("you will be asked anew")).to_be_visible()
    _asked_to_clear(page)
    for ministry in ministries:
        _clear(ministry, "cleared")
    table.is_at("Bali", "cleared")
    page.reload()


def _declines(page: Page, group: int, reason: str) -> None:
    page.locator("#questions tbody a").nth(group - 1).click()
    page.locator("summary").filter(has_text="Decline to answer").click()
    typed(page, reason=reason)
    page.get_by_role("button", name="Decline to answer").click()
    expect(page.locator("article .state").first).to_have_text("Declined to answer")
    follow(page, "Back to the note")


def _submitted(table: Table, page: Page, *, version: int) -> None:
    """What is submitted is receipted by mail and as PDF, each with the hash of the text."""
    follow(page, "Look at it and submit")
    sent(page)
    lines = page.locator("#submitting li")
    expect(lines).to_have_count(version)
    digest = lines.last.locator(".hash").inner_text().split()[-1]
    receipt = table.hall.next_message(table.mail_of("Bali"))
    assert digest in text_of(receipt)
    with page.expect_download() as taken:
        lines.last.get_by_role("link", name="Receipt (PDF)").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")


def _by_several_hands(table: Table) -> None:
    page = table.window(table.links["Bali"])
    sent(page)
    table.is_at("Bali", "drafting")
    ministries = _invited(table, page)
    _drafted(page, ministries)
    _at_once(table, page)
    _answer(page, 2, UNNAMED, attribution="not-attributed")
    _answer(page, 3, "They remain.")
    _declines(page, 4, UNDECIDED)
    table.is_at("Bali", "drafting")
    _cleared(table, page, ministries)
    _submitted(table, page, version=1)
    table.is_at("Bali", *SUBMITTED)
    _returned(table, page)


def _returned(table: Table, page: Page) -> None:
    """The secretariat asks about one answer, which is corrected and submitted once more."""
    table.step("Return", "Bali")
    typed(table.officer, remark=REMARK)
    sent(table.officer)
    table.is_at("Bali", "returned with a remark", "then", REMARK)
    assert REMARK in text_of(table.hall.next_message(table.mail_of("Bali")))
    page.reload()
    expect(page.locator("blockquote").first).to_have_text(REMARK)
    _answer(page, 3, CORRECTED)
    _submitted(table, page, version=2)
    table.is_at("Bali", *SUBMITTED)


def _filled_in(document: bytes, texts: tuple[str, ...]) -> bytes:
    """As somebody fills it in: below each line that asks for an answer."""
    word = Document(io.BytesIO(document))
    places = [
        number
        for number, paragraph in enumerate(word.paragraphs)
        if any(
            "_a_" in mark.get(qn("w:name"), "") for mark in paragraph._p.iter(qn("w:bookmarkStart"))
        )
    ]
    for number, text in zip(places, texts, strict=True):
        word.paragraphs[number + 1].text = text
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


TYPED = ("By the vice-ministers.", "In part.", "Both are needed.", NOT_ANSWERED)
FAXED = ("Each on its own.", NOT_ANSWERED, "Yes.", "None.")


def _left_empty(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("" if cell == NOT_ANSWERED else cell for cell in cells)


def _by_word(table: Table) -> None:
    """The questionnaire goes out as a document and comes back filled in."""
    page = table.officer
    with page.expect_download() as taken:
        table.step("As Word", "RCM")
    content = _filled_in(Path(taken.value.path()).read_bytes(), _left_empty(TYPED))
    table.step("Enter on behalf", "RCM")
    follow(page, "Take a note from a document")
    page.get_by_label("File").set_input_files(
        {"name": "note.docx", "mimeType": "application/octet-stream", "buffer": content}
    )
    sent(page)
    boxes = page.locator("main textarea")
    assert tuple(box.input_value().strip() for box in boxes.all()) == _left_empty(TYPED)
    typed(page, source="Word document by e-mail of 3 March", language="en")
    sent(page)
    table.is_at("RCM", *SUBMITTED)
    assert table.hall.next_mail(table.mail_of("RCM")).startswith("Receipt: ")


def _by_fax(table: Table) -> None:
    """What came on paper is entered on behalf."""
    page = table.officer
    table.step("Enter on behalf", "APC")
    boxes = page.locator("main textarea").all()
    for box, text in zip(boxes, _left_empty(FAXED), strict=True):
        box.fill(text)
    typed(page, source=FROM_FAX, language="en")
    sent(page)
    table.is_at("APC", *SUBMITTED)


def _declined(table: Table) -> None:
    page = table.window(table.links["IGC"])
    follow(page, "Decline the whole note")
    typed(page, reason=NO_MANDATE)
    sent(page)
    table.is_at("IGC", "declined", NO_MANDATE)


NO_NOTE, DECLINED = ("no note submitted",) * 4, ("declined to write a note",) * 4
BALI_SAYS = (
    FIRST,
    f"{UNNAMED} · not attributed",
    CORRECTED,
    f"declined to answer · {UNDECIDED}",
)
PUBLIC = (
    (FIRST, FAXED[0], TYPED[0]),
    (TYPED[1],),
    (CORRECTED, FAXED[2], TYPED[2]),
    (FAXED[3],),
)
"""What is said under a name, question by question; the order of names is that of a language."""


def _side_by_side(table: Table, **rows: tuple[str, ...]) -> None:
    """Every cell of the table: whatever is no answer says in words what it is."""
    page = table.officer
    follow(page, "Answers side by side")
    assert [
        tuple(" · ".join(_lines(cell)) for cell in row.locator("td").all())
        for row in page.locator("table.answers tbody tr").all()
    ] == [rows[name] for name in PROCESSES]


def _published(table: Table) -> None:
    """The meeting, and then the answers beside it: each after a look at what readers will see."""
    page = table.officer
    to_meeting(page, table.number)
    follow(page, "Publish")
    page.get_by_role("checkbox").check()
    sent(page)
    page.goto(table.at)
    follow(page, "Answers side by side")
    follow(page, "Into the record")
    expect(page.frame_locator("iframe").get_by_text(CORRECTED)).to_be_visible()
    page.get_by_role("checkbox").check()
    sent(page)


KEPT = (*(INTERIOR, LABOUR, OBJECTION, REMARK), *(FROM_FAX, UNDECIDED, NO_MANDATE, SECOND),
        *(COMPOSED, UNNAMED))  # fmt: skip
"""What no reader learns: who said what in a government, silence, few words without a name."""


def _read(table: Table, language: str, direction: str, indonesia: str) -> None:
    """A reader whom nobody knows: what is attributed stands under its name, nothing else at all."""
    page, slug = table.window(), table.at.rstrip("/").rpartition("/")[2]
    released(page, f"{table.hall.address}/{language}/answers/{slug}/index.html", CORRECTED)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    for number, told in enumerate(PUBLIC, 1):
        answers = page.locator(f"#question-{number} .voices .told")
        assert sorted(answers.all_inner_texts()) == sorted(told)
    its_name = page.locator("dt").filter(has_text=indonesia)
    its_own = page.locator(".voices > div").filter(has=its_name).locator(".told")
    expect(its_own).to_have_text([FIRST, CORRECTED])
    expect(page.locator(".unnamed")).to_have_count(0)
    data = page.request.get(page.url.replace("index.html", "index.json")).text()
    assert CORRECTED in data
    assert [one for one in KEPT if one in page.content() or one in data] == []


@pytest.mark.parametrize("with_scripts", [True, False])
def test_from_the_questions_to_the_record(
    hall: Hall,
    browser: Browser,
    with_scripts: bool,  # noqa: FBT001 - a row of the table
) -> None:
    table = Table(hall, browser, with_scripts=with_scripts)
    sign_in(hall, table.officer)
    _asked(table)
    _opened(table)
    _by_several_hands(table)
    _side_by_side(table, Bali=BALI_SAYS, APC=NO_NOTE, IGC=NO_NOTE, RCM=NO_NOTE)
    table.is_at()
    _by_word(table)
    _by_fax(table)
    _declined(table)
    _side_by_side(table, Bali=BALI_SAYS, APC=FAXED, IGC=DECLINED, RCM=TYPED)
    _published(table)
    _read(table, "fr", "ltr", "Indonésie")
    _read(table, "ar", "rtl", "إندونيسيا")
