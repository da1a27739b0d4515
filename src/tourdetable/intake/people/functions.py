"""Functions and categories by what lists call them, in the six languages of the house."""

from collections.abc import Mapping
from functools import cache

from tourdetable.intake.known import LANGUAGES
from tourdetable.invitations.enums import Category, Function
from tourdetable.kernel.nearest import folded
from tourdetable.ui.catalogue import translations

_FUNCTIONS: Mapping[Function, str] = {
    Function.HEAD: (
        "head|head of delegation|hod|head of the delegation|leader of delegation|chief delegate|"
        "chef de délégation|cheffe de délégation|chef de la délégation|chef|"
        "jefe de delegación|jefa de delegación|jefe de la delegación|глава делегации|"
        "руководитель делегации|رئيس الوفد|رئيسة الوفد|团长|代表团团长"
    ),
    Function.ALTERNATE: (
        "alternate|alternate head|alternate head of delegation|deputy head|"
        "deputy head of delegation|chef suppléant|cheffe suppléante|suppléant|suppléante|"
        "chef adjoint de délégation|jefe suplente|jefe adjunto|suplente|заместитель главы|"
        "заместитель главы делегации|نائب رئيس الوفد|副团长|代表团副团长"
    ),
    Function.DELEGATE: (
        "delegate|member|member of delegation|participant|représentant|représentante|délégué|"
        "déléguée|membre|delegado|delegada|miembro|участник|делегат|член делегации|представитель|"
        "مندوب|مندوبة|عضو|عضو الوفد|مشارك|代表|团员|与会者"
    ),
    Function.ADVISER: (
        "adviser|advisor|conseiller|conseillère|asesor|asesora|consejero|consejera|советник|"
        "مستشار|مستشارة|顾问"
    ),
    Function.CHAIRPERSON: (
        "chair|chairperson|chairman|chairwoman|président|présidente|presidente|presidenta|"
        "председатель|رئيس الاجتماع|主席"
    ),
    Function.RAPPORTEUR: "rapporteur|rapporteuse|relator|relatora|докладчик|المقرر|مقرر|报告员",
    Function.SPEAKER: (
        "speaker|panellist|panelist|presenter|orateur|oratrice|intervenant|intervenante|orador|"
        "oradora|ponente|выступающий|оратор|متحدث|متحدثة|متكلم|发言人|发言者"
    ),
    Function.OBSERVER: (
        "observer|observateur|observatrice|observador|observadora|наблюдатель|مراقب|مراقبة|观察员"
    ),
    Function.SECRETARIAT: (
        "secretariat|secretary|secrétariat|secrétaire|secretaría|secretario|secretaria|секретариат|"
        "الأمانة|أمانة|秘书处"
    ),
    Function.INTERPRETER: (
        "interpreter|interprète|intérprete|переводчик|устный переводчик|مترجم|مترجم شفوي|口译员|"
        "翻译"
    ),
}


@cache
def _known() -> dict[str, Function]:
    """By name: what lists say, and what the house itself says in each language."""
    found = {_key(function.value): function for function in Function}
    for function, told in _FUNCTIONS.items():
        own = [_label(function.label, language) for language in LANGUAGES]
        found |= {_key(text): function for text in (*told.split("|"), *own)}
    return found


@cache
def _categories() -> dict[str, Category]:
    return {
        _key(text): category
        for category in Category
        for text in (category.value, *(_label(category.label, tag) for tag in LANGUAGES))
    }


def function_of(text: str) -> Function | None:
    """The function of that name; None for a text that is none, such as a post."""
    return _known().get(_key(text))


def category_of(text: str) -> Category | None:
    """The category of that name in one of the languages; None for others."""
    return _categories().get(_key(text))


def _label(message: str | object, language: str) -> str:
    return translations(language).gettext(str(message))


def _key(text: str) -> str:
    return " ".join(folded(text).split())
