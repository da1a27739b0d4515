"""For every rule that reads: violations to plant, and the sentence that each must bring."""

from typing import NamedTuple

APP = "src/tourdetable"
HOST = "py" + "pi.org"
SILENT = "# no" + "qa"
NO_DECISION = "decision" + " 0999"
UNTYPED = "# ty" + "pe: ignore"
"""Taken apart, so that this file is not itself what it plants."""


class Violation(NamedTuple):
    """`text` is put at the end of `file`, which need not exist; without a text the file goes.

    `told` is the rule's sentence; where it starts with no letter, the file's name comes before it.
    """

    rule: str
    file: str
    text: str | None
    told: str

    @property
    def sentence(self) -> str:
        return self.told if self.told[0].isalpha() else self.file + self.told


SIZES = (
    Violation("full_modules", f"{APP}/sheets/a.py", "x = 1\n" * 300, " has 300 lines, 300 or more"),
    Violation("full_tests", "tests/test_a.py", "x = 1\n" * 500, " has 500 lines, 500 or more"),
    Violation(
        "full_templates",
        f"{APP}/ui/templates/page.html",
        "<p>\n" * 119,
        " has 120 lines, 120 or more",
    ),
    Violation(
        "long_functions",
        f"{APP}/sheets/a.py",
        "def f() -> None:\n" + "    print()\n" * 39,
        ":1 f has 40 lines, 40 or more",
    ),
)

STAGE = (
    Violation("nameless_modules", f"{APP}/sheets/utils.py", "", " is called utils"),
    Violation("nameless_modules", f"{APP}/sheets/common/a.py", "", " is called common"),
    Violation(
        "signals",
        f"{APP}/parties/apps.py",
        "from django.db.models.signals import post_save\n",
        ":1 imports signals",
    ),
    Violation(
        "signals",
        f"{APP}/sheets/a.py",
        "from django.dispatch import receiver\n",
        ":1 imports signals",
    ),
    Violation(
        "models_that_act",
        f"{APP}/parties/models.py",
        "    def save(self) -> None:\n        pass\n",
        ":3 overrides save()",
    ),
    Violation(
        "models_that_act",
        f"{APP}/parties/models.py",
        "class Shown:\n    def get_queryset(self) -> None:\n        pass\n",
        ":4 overrides get_queryset()",
    ),
    Violation(
        "clock_readers",
        f"{APP}/kernel/a.py",
        "import datetime as dt\n\nx = dt.datetime.now(dt.UTC)\n",
        ":3 reads the clock: dt.datetime.now",
    ),
    Violation(
        "clock_readers",
        f"{APP}/parties/tasks.py",
        "from django.utils import timezone\n\nx = timezone.now\n",
        ":3 reads the clock: timezone.now",
    ),
    Violation(
        "clock_readers",
        f"{APP}/parties/queries.py",
        "import datetime\n\nx = datetime.date.today()\n",
        ":3 reads the clock: datetime.date.today",
    ),
    Violation(
        "clock_readers",
        f"{APP}/parties/tasks.py",
        "from django.utils.timezone import now\n",
        ":1 reads the clock: django.utils.timezone.now",
    ),
    Violation(
        "clock_readers",
        f"{APP}/parties/models.py",
        "    at = models.DateTimeField(auto_now_add=True)\n",
        ":3 reads the clock: auto_now_add",
    ),
    Violation(
        "verbs_without_action",
        f"{APP}/parties/actions.py",
        "def do_it(thing, *, by, now):\n    pass\n",
        ":4 do_it is no @action",
    ),
    Violation(
        "verbs_without_action",
        f"{APP}/parties/actions.py",
        "@action(rule)\ndef do_it(thing, by, now):\n    pass\n",
        ":5 do_it does not take by and now by name",
    ),
    Violation(
        "savers_beside_actions",
        f"{APP}/sheets/a.py",
        "def f() -> None:\n    Party.objects.filter(pk=1).update(code='')\n",
        ":2 saves: Party.objects.filter(pk=1).update()",
    ),
)

LOOKS = (
    Violation(
        "formatted_variables",
        f"{APP}/ui/templates/page.html",
        "<p>{{ _(error) }}\n",
        ":2 formats what stands in a variable; use translated()",
    ),
    Violation(
        "inline_looks", f"{APP}/ui/templates/page.html", "<p style='x'>\n", ":2 has an inline style"
    ),
    Violation(
        "inline_looks", f"{APP}/ui/templates/page.html", "<style>\n", ":2 has an inline style"
    ),
    Violation(
        "inline_looks", f"{APP}/ui/templates/page.html", "<script>x()\n", ":2 has an inline script"
    ),
    Violation(
        "inline_looks",
        f"{APP}/ui/templates/page.html",
        "<a onclick='x'>\n",
        ":2 has an event handler",
    ),
    *(
        Violation("physical_sides", f"{APP}/ui/static/a.css", f"p {{ {css} }}\n", f":1 has {what}")
        for css, what in {
            "margin-left: 1rem": "a side by name",
            "padding-right: 1rem": "a side by name",
            "border-left-color: red": "a side by name",
            "left: 0": "a side by name",
            "text-align: left": "left or right as a value",
            "float:right": "left or right as a value",
            "margin: 0 1rem 0 2rem": "a margin that differs between the sides",
        }.items()
    ),
    Violation(
        "unused_templates", f"{APP}/ui/templates/lonely.html", "<p>\n", " is used by nothing"
    ),
)

MARKS = (
    Violation(
        "silent_warnings",
        f"{APP}/sheets/a.py",
        f"x = 1  {SILENT}\n",
        ":1 silences a lint rule without code and reason",
    ),
    Violation(
        "silent_warnings",
        "tests/test_a.py",
        f"x = 1  {SILENT}: E501\n",
        ":1 silences a lint rule without code and reason",
    ),
    Violation(
        "silent_warnings",
        f"{APP}/sheets/a.py",
        f"x = 1  {UNTYPED}\n",
        ":1 silences a type without code and reason",
    ),
    Violation(
        "silent_warnings",
        f"{APP}/sheets/a.py",
        f"x = 1  {UNTYPED}[misc]\n",
        ":1 silences a type without code and reason",
    ),
    Violation(
        "machine_paths", "docs/a.md", "See /" + "home/ann/notes.\n", ":1 names a path of a machine"
    ),
    Violation("registry_hosts", "docs/a.md", f"From {HOST}.\n", ":1 names a registry"),
    Violation("registry_hosts", "requirements.lock", "--index-url x\n", " holds an address"),
)

PAPERS = (
    Violation(
        "unknown_names",
        "docs/a.md",
        "Say `tdt dance`.\n",
        " names `tdt dance`, which is no command",
    ),
    Violation("unknown_names", "README.md", "make tea\n", " names `make tea`, which is no target"),
    Violation(
        "unlisted_words",
        f"{APP}/parties/models.py",
        "\n\nclass Guest(Model):\n    pass\n",
        ":5 Guest has no row",
    ),
    Violation(
        "unlisted_words",
        "docs/words.md",
        "| `Ghost` | fantôme | none |\n",
        ": there is no class Ghost",
    ),
    Violation(
        "unlisted_words",
        f"{APP}/kernel/models.py",
        "class Mute(Model):\n    pass\n",
        ":1 Mute has no row",
    ),
    Violation("dead_links", "docs/a.md", "[b](b.md)\n", " links to b.md, which is not there"),
    Violation(
        "dead_links",
        f"{APP}/sheets/a.py",
        f"# {NO_DECISION}\n",
        f" rests on {NO_DECISION}, which is not there",
    ),
)

ELSEWHERE = (
    # What is wrong in one file is told of another.
    Violation("wrong_stage_files", f"{APP}/library/rules.py", None, f"{APP}/library has no rules"),
    Violation("wrong_stage_files", f"{APP}/library/views.py", "", f"{APP}/library has a views"),
    Violation(
        "unreasoned_ignores",
        "pyproject.toml",
        '[tool.ruff.lint.per-file-ignores]\n"a.py" = ["X1"]\n',
        "pyproject.toml ignores X1 without a reason",
    ),
    Violation(
        "unlisted_commands",
        f"{APP}/site/management/commands/dance.py",
        "",
        "docs/commands.md lacks `tdt dance`",
    ),
    Violation(
        "unlisted_actions",
        f"{APP}/parties/actions.py",
        "@action(r)\ndef do_it(x, *, by, now):\n    pass\n",
        "docs/actions.md lacks `do_it`",
    ),
    Violation(
        "unlisted_settings",
        f"{APP}/site/settings.py",
        "X = 'TDT_" + "DANCE'\n",
        "docs/settings.md lacks TDT_DANCE",
    ),
    Violation(
        "unlisted_settings",
        "docs/settings.md",
        "TDT_GHOST\n",
        "docs/settings.md: nothing reads TDT_GHOST",
    ),
    Violation(
        "unlisted_dependencies",
        "docs/dependencies.md",
        None,
        "docs/dependencies.md lacks django",
    ),
    Violation(
        "stale_docs",
        f"{APP}/parties/actions.py",
        "@action(r)\ndef do_it(x, *, by, now):\n    pass\n",
        "docs/actions.md is not current: run `make docs`",
    ),
    Violation(
        "stale_docs", "docs/house.svg", " ", "docs/house.svg is not current: run `make docs`"
    ),
)

ALL = (*SIZES, *STAGE, *LOOKS, *MARKS, *PAPERS, *ELSEWHERE)
