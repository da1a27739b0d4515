"""The largest files that each door accepts, or nearly so: valid, and never kept."""

import io
import zipfile

ROWS = 11_900
EVENTS = 2_900
ELEMENTS = 390_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n{}END:VCALENDAR\r\n"


def list_as_csv() -> bytes:
    rows = (f"Ms;Name{n} Family{n};Fiji;Director;Unit {n};p{n}@example.org;" for n in range(ROWS))
    filler = "remark " * 45
    return (
        "T;Name;Country;Post;Ministry;E-mail;R\n" + "".join(f"{r}{filler}\n" for r in rows)
    ).encode()


def list_as_workbook(columns: int = 12) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - not needed by the other doors

    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("People")
    sheet.append(["Title", "Name", "Country", *(f"Column {n}" for n in range(columns - 3))])
    for number in range(ROWS):
        cells = [f"a cell {number} {n}" for n in range(columns - 3)]
        sheet.append(["Ms", f"Name{number} Family{number}", "Fiji", *cells])
    book.save(made)
    return made.getvalue()


def calendar() -> bytes:
    filler = "words of a description " * 55
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@x\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:202711{1 + n % 28:02}T{8 + n % 10:02}0000Z\r\nDURATION:PT30M\r\nSEQUENCE:0\r\n"
        f"SUMMARY:Item {n}\r\nDESCRIPTION:{filler}\r\nLOCATION:Room {n % 9}\r\nEND:VEVENT\r\n"
        for n in range(EVENTS)
    )
    return _CALENDAR.format(events).encode()


def recurring_calendar() -> bytes:
    """Thirty daily events since 2020."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@x\r\nDTSTART:20200101T090000Z\r\nRRULE:FREQ=DAILY;INTERVAL=9\r\n"
        f"SUMMARY:Item {n}\r\nEND:VEVENT\r\n"
        for n in range(30)
    )
    return _CALENDAR.format(events).encode()


def form() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - not needed by the other doors

    book, made = Workbook(write_only=True), io.BytesIO()
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label::English (en)", "label::French (fr)"])
    for number in range(4_900):
        survey.append(
            ["text", f"q{number}", f"What is said of {number}?", f"Que dire de {number} ?"]
        )
    book.save(made)
    return made.getvalue()


def survey() -> bytes:
    rows = "".join(
        f"<row><qid>{n}</qid><gid>1</gid><type>T</type><title>q{n}</title><parent_qid>0</parent_qid>"
        f"<question>{'What is said? ' * 40}</question><language>en</language></row>"
        for n in range(1_500)
    )
    return (
        "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid>"
        "<group_name>G</group_name><language>en</language></row></rows></groups><questions><rows>"
        f"{rows}</rows></questions></document>"
    ).encode()


def word(paragraphs: int = ELEMENTS // 4) -> bytes:
    body = "<w:p><w:pPr/><w:r><w:t>A few words of a paragraph.</w:t></w:r></w:p>" * paragraphs
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def web_page() -> bytes:
    body = "<p>A few words of a page, one <b>bold</b>.</p>\n" * (ELEMENTS // 2)
    return f"<!doctype html><html><head><title>A</title></head><body>{body}</body></html>".encode()


def plain_text() -> bytes:
    return ("Слова одной строки, которая не коротка.\n" * 700_000)[:29_000_000].encode()[
        :49_000_000
    ]


def portable(pages: int = 2_000) -> bytes:
    """A PDF of that many pages, each with its line of text."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(pages))
    parts = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj",
    ]
    line = "BT /F1 9 Tf 9 9 Td (A line of a page that says something.) Tj ET\n"
    parts += [
        f"{number + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents "
        f"{pages + 3} 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        ">>>>>>endobj"
        for number in range(pages)
    ]
    content = line * 40
    parts.append(f"{pages + 3} 0 obj<</Length {len(content)}>>stream\n{content}endstream endobj")
    return ("%PDF-1.4\n" + "\n".join(parts) + "\ntrailer<</Root 1 0 R>>\n%%EOF\n").encode()
