"""What the columns of a list hold: guessed from the header and from what stands below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.intake.enums import Column
from tourdetable.intake.people.functions import function_of
from tourdetable.intake.people.grids import Grid, Line
from tourdetable.intake.people.titles import is_honorific
from tourdetable.kernel.nearest import folded

_HEADERS: Mapping[Column, str] = {
    Column.NAME: (
        "name|full name|participant|participants|delegate|name and surname|"
        "nom|nom complet|nom et prénom|nom et prénoms|noms et prénoms|prénom et nom|participant|"
        "nombre completo|nombre y apellidos|apellidos y nombres|nombre y apellido|participante|"
        "имя|фио|ф и о|имя и фамилия|фамилия и имя|фамилия имя отчество|участник|"
        "الاسم|الاسم الكامل|اسم المشارك|الاسم واللقب|姓名|名字|全名|与会者"
    ),
    Column.GIVEN: (
        "given name|given names|first name|first names|forename|prénom|prénoms|nombre|nombres|"
        "имя отчество|имя и отчество|الاسم الأول|الاسم الشخصي|名"
    ),
    Column.FAMILY: (
        "family name|last name|surname|nom de famille|apellido|apellidos|фамилия|"
        "اسم العائلة|اللقب العائلي|الاسم العائلي|姓|姓氏"
    ),
    Column.HONORIFIC: (
        "honorific|title|salutation|courtesy title|mr ms|civilité|titre|titre de civilité|"
        "tratamiento|título|обращение|титул|اللقب|لقب المجاملة|称谓|称呼|尊称|敬称"
    ),
    Column.POST: (
        "post|position|job title|designation|title position|poste|fonction et titre|"
        "cargo|puesto|должность|المنصب|الوظيفة|المسمى الوظيفي|职务|职位|岗位"
    ),
    Column.UNIT: (
        "unit|ministry|ministry or unit|department|ministry department|institution|agency|"
        "ministère|ministère ou service|service|direction|unité|"
        "ministerio|ministerio o unidad|departamento|unidad|institución|"
        "министерство|ведомство|министерство или подразделение|подразделение|учреждение|"
        "الوزارة|الإدارة|الوزارة أو الوحدة|المؤسسة|الجهة|部委|部门|单位|部委或单位|机构"
    ),
    Column.PARTY: (
        "party|country|state|country or organisation|country organisation|delegation|member state|"
        "organisation|organization|state or organisation|country organization|"
        "partie|pays|état|délégation|pays ou organisation|pays organisation|état membre|"
        "parte|país|estado|delegación|organización|país u organización|estado miembro|"
        "сторона|страна|государство|делегация|организация|страна или организация|"
        "الطرف|البلد|الدولة|الوفد|المنظمة|الدولة أو المنظمة|بلد|"
        "当事方|缔约方|国家|代表团|组织|国家或组织|国别|参与方"
    ),
    Column.FUNCTION: (
        "function|role|capacity|function at the meeting|status|fonction|rôle|qualité|"
        "función|rol|calidad|функция|роль|статус|качество|الصفة|المهمة|الدور|وظيفة|职能|角色|身份"
    ),
    Column.CATEGORY: "category|catégorie|categoría|категория|الفئة|类别",
    Column.MAIL: (
        "mail|email|e mail|e mail address|email address|courriel|adresse électronique|"
        "adresse courriel|adresse e mail|correo|correo electrónico|e mail адрес|эл почта|"
        "электронная почта|адрес электронной почты|البريد|البريد الإلكتروني|邮箱|电子邮件|电子邮箱"
    ),
}
_LOOKED_AT = 25
_MOSTLY = 0.5
_UPPER = 12
"""Lines among which the header is looked for: a title, the date and the place stand above it."""


def _key(text: str) -> str:
    return " ".join(folded(text).split())


_KNOWN = {_key(text): column for column, told in _HEADERS.items() for text in told.split("|")}
ONCE = tuple(column for column in Column if column is not Column.NOTHING)
"""Columns of which a list has one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is laid out: the place of its first line, below a title that has no people in it,
    whether that is a header, and what each column holds.
    """

    has_header: bool
    columns: tuple[Column, ...]
    first: int = 0

    @property
    def is_whole(self) -> bool:
        """Is there a name in it?"""
        return bool({Column.NAME, Column.GIVEN, Column.FAMILY} & set(self.columns))


def guessed(grid: Grid, is_party: Callable[[str], bool]) -> Layout:
    """By the words of the header, and where they say nothing by what stands in the columns."""
    first = _first(grid.lines)
    named = _named(grid.lines[first])
    has_header = any(column is not Column.NOTHING for column in named)
    others = grid.lines[first + has_header :]
    columns = _once(named)
    if Column.NAME not in columns and Column.FAMILY in columns and Column.GIVEN not in columns:
        columns[columns.index(Column.FAMILY)] = Column.NAME
    if {Column.NAME, Column.GIVEN} <= set(columns) and Column.FAMILY not in columns:
        columns[columns.index(Column.NAME)] = Column.FAMILY
    lines = others[:_LOOKED_AT]
    _settle(columns, lines)
    _fill(columns, lines, is_party)
    return Layout(has_header, tuple(columns), first)


def _named(line: Line) -> list[Column]:
    return [_KNOWN.get(_key(cell), Column.NOTHING) for cell in line.cells]


def _first(lines: Sequence[Line]) -> int:
    """The place of the header: the first of the upper lines that names two columns. Where none
    does, that of the first line that is as wide as most.
    """
    for place, line in enumerate(lines[:_UPPER]):
        if sum(column is not Column.NOTHING for column in _named(line)) > 1:
            return place
    widths = [len(line.cells) for line in lines[:_LOOKED_AT]]
    usual = max(widths, key=widths.count)
    return next(place for place, width in enumerate(widths) if width >= usual)


def _once(named: Sequence[Column]) -> list[Column]:
    """Every column but the first of its kind is not taken."""
    seen: set[Column] = set()
    found = []
    for column in named:
        found.append(Column.NOTHING if column in seen else column)
        seen.add(column)
    return found


def _settle(columns: list[Column], lines: Sequence[Line]) -> None:
    """Headers that mean two things: a “Title” or a “Fonction” is a post where the cells say so."""
    tests: tuple[tuple[Column, Callable[[str], bool]], ...] = (
        (Column.HONORIFIC, lambda cell: all(map(is_honorific, cell.split()))),
        (Column.FUNCTION, lambda cell: function_of(cell) is not None),
    )
    for column, fits in tests:
        if column in columns and Column.POST not in columns:
            place = columns.index(column)
            told = _told(lines, place)
            if told and sum(map(fits, told)) < _MOSTLY * len(told):
                columns[place] = Column.POST


def _told(lines: Sequence[Line], place: int) -> list[str]:
    """What stands in a column."""
    cells = [line.cells[place] for line in lines if place < len(line.cells)]
    return [cell for cell in cells if cell]


def _fill(columns: list[Column], lines: Sequence[Line], is_party: Callable[[str], bool]) -> None:
    """What can be told from the cells alone: addresses, parties, functions, and a name."""
    tests: tuple[tuple[Column, Callable[[str], bool]], ...] = (
        (Column.MAIL, lambda cell: "@" in cell),
        (Column.PARTY, is_party),
        (Column.FUNCTION, lambda cell: function_of(cell) is not None),
    )
    for place, column in enumerate(columns):
        told = _told(lines, place)
        if column is not Column.NOTHING or not told:
            continue
        for kind, fits in tests:
            if kind not in columns and sum(map(fits, told)) > _MOSTLY * len(told):
                columns[place] = kind
                break
    if not {Column.NAME, Column.GIVEN, Column.FAMILY} & set(columns):
        open_ = [n for n, column in enumerate(columns) if column is Column.NOTHING]
        texts = [n for n in open_ if any(_is_word(ln.cells[n : n + 1]) for ln in lines)]
        if texts:
            columns[texts[0]] = Column.NAME


def _is_word(cells: Sequence[str]) -> bool:
    return any(letter.isalpha() for cell in cells for letter in cell)
