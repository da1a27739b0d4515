"""All rules of the house by their names; each gives a sentence for every violation in a tree."""

from collections.abc import Callable
from pathlib import Path

from tests.house import looks, marks, papers, programs, sizes, stage

Rule = Callable[[Path], list[str]]

OF_TEXT: tuple[Rule, ...] = (
    sizes.full_modules,
    sizes.full_tests,
    sizes.full_templates,
    sizes.long_functions,
    stage.wrong_stage_files,
    stage.nameless_modules,
    stage.signals,
    stage.models_that_act,
    stage.clock_readers,
    stage.verbs_without_action,
    stage.savers_beside_actions,
    looks.inline_looks,
    looks.formatted_variables,
    looks.physical_sides,
    looks.unused_templates,
    marks.silent_warnings,
    marks.machine_paths,
    marks.registry_hosts,
    marks.unreasoned_ignores,
    papers.unlisted_words,
    papers.unlisted_commands,
    papers.unlisted_actions,
    papers.unknown_names,
    papers.unlisted_settings,
    papers.unlisted_dependencies,
    papers.dead_links,
    papers.stale_docs,
)
"""Rules that read."""

OF_PROGRAMS: tuple[Rule, ...] = (programs.broken_contracts, programs.missing_migrations)
"""Rules that start a program. Strict types of the whole house are asked by `make check`."""

NAMES = {rule.__name__: rule for rule in (*OF_TEXT, *OF_PROGRAMS)}
