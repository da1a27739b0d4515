"""Files into the house: all of one call or nothing, and a second time nothing new."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import CharField, IntegerField, Model

from tourdetable.intake.checking import check
from tourdetable.intake.countries import country_dossiers_of_iso
from tourdetable.intake.datasets import LOADERS, collection_dossier
from tourdetable.intake.known import is_id
from tourdetable.intake.reading import Node, Sheaf, read_file
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.collections import collection_dossiers, record_collection
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import hold_journal, seal_journal
from tourdetable.kernel.media.recognition import USUAL_LIMIT
from tourdetable.kernel.models import Event, Source
from tourdetable.kernel.reconciling import settled
from tourdetable.parties.actions import record_country
from tourdetable.parties.models import Country
from tourdetable.parties.queries import country_dossiers

REFERENCE = ("organisations.yaml", "processes.yaml", "events.yaml", "invitation-rules.yaml")
Progress = Callable[[int], None]
Record = Callable[..., Event]
Stored = Callable[[], Mapping[str, Dossier]]


@dataclass
class Report:
    """What a call took in: things by what became of them, and facts by their kind. `standing` are
    facts that the desk has changed, and of which the file says something else, `remarks` what is
    said of things that were taken in nevertheless.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    standing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_nothing_new(self) -> bool:
        return not self.new and not self.changed

    def lines(self) -> list[str]:
        """What was taken, in words."""
        taken = [f"{count} {kind}" for kind, count in sorted(self.facts.items())]
        things = f"{self.new} new, {self.changed} changed, {self.unchanged} as they were"
        told = [f"Facts read: {', '.join(taken)}."] if taken else []
        if self.standing:
            stands = "; ".join(self.standing)
            told.append(f"Changed at the desk, and left as they are there: {stands}.")
        told += self.remarks
        if self.is_nothing_new:
            return [*told, f"Nothing has changed: {things}."]
        return [*told, f"Recorded: {things}."]


@dataclass
class Intake:
    """One call: who brings what in, and what has become of it so far."""

    by: Actor
    now: dt.datetime
    progress: Progress
    largest_file: int = USUAL_LIMIT
    is_as_kept: bool = False
    file: str = "ISO 3166-1"
    report: Report = field(default_factory=Report)

    def take(self, dossiers: Iterable[Dossier], stored: Stored, record: Record) -> None:
        """Record every dossier that says something else than what is stored."""
        known = stored()
        for dossier in dossiers:
            self._count(dossier)
            old = known.get(str(dossier.root))
            wanted = settled(dossier, old)
            self.report.standing += [f"{dossier.thing} ({one})" for one in wanted.standing]
            if old is not None and old.snapshot() == wanted.dossier.snapshot():
                self.report.unchanged += 1
            else:
                if old is None or not any(old.snapshot().values()):
                    self.report.new += 1
                else:
                    self.report.changed += 1
                self._record(dossier, record)
            self.progress(1)

    def settle(self, *, is_so: bool, act: Record) -> None:
        """Do what is not so yet."""
        if is_so:
            self.report.unchanged += 1
        else:
            act(by=self.by, now=self.now)
            self.report.changed += 1
        self.progress(1)

    def remark(self, thing: str, remark: str) -> None:
        """Say that a file is kept byte for byte, what it holds, and what to do about it."""
        self.report.remarks.append(
            f"{thing} is kept byte for byte as it was kept before: {remark}. `tdt keep --clean` "
            "keeps another version without it; of what was public, as a document of its own."
        )

    def _record(self, dossier: Dossier, record: Record) -> None:
        """Raises SentenceError where the database would not hold what the dossier says."""
        try:
            for row in _rows(dossier):
                _check_columns(row)
            record(dossier, by=self.by, now=self.now)
        except (ValidationError, SentenceError) as error:
            cause = error if isinstance(error, ValidationError) else error.__cause__
            if not isinstance(cause, ValidationError | IntegrityError | DataError):
                raise
            reason = cause.messages[0] if isinstance(cause, ValidationError) else str(cause)
            reason = reason.splitlines()[0].removesuffix(".")
            msg = f"{self.file}: {dossier.thing} cannot be stored ({reason}); correct it."
            raise SentenceError(msg) from error

    def _count(self, dossier: Dossier) -> None:
        for row in _rows(dossier):
            self.report.facts[str(row._meta.verbose_name_plural)] += 1  # noqa: SLF001 - Django's public Meta


def _rows(dossier: Dossier) -> Iterator[Model]:
    """The rows that a dossier writes."""
    if dossier.owns_root:
        yield dossier.root
    for part in dossier.parts.values():
        yield from part


def _check_columns(row: Model) -> None:
    """Both databases hold what fits the columns; SQLite alone would not look. Raises
    ValidationError.
    """
    for column in row._meta.concrete_fields:  # noqa: SLF001 - Django's public Meta
        if isinstance(column, CharField | IntegerField) and not column.primary_key:
            value = column.get_prep_value(getattr(row, column.attname))
            try:
                column.run_validators(value)
            except ValidationError as error:
                told = f"`{column.name}`: {error.messages[0]}"
                if column.max_length and len(str(value)) > column.max_length:
                    told = f"`{column.name}` has more than {column.max_length} characters"
                raise ValidationError(told) from error


def _no_progress(_steps: int) -> None:
    """Nobody watches."""


def load_reference(*, by: Actor, now: dt.datetime, progress: Progress = _no_progress) -> Report:
    """Countries, and the reference data that ships with the package."""
    with ExitStack() as stack:
        folder = resources.files("tourdetable.intake") / "reference"
        paths = [stack.enter_context(resources.as_file(folder / name)) for name in REFERENCE]
        return _load(paths, Intake(by, now, progress), with_countries=True)


def load_countries(*, by: Actor, now: dt.datetime) -> Report:
    """The countries alone: what every other file refers to."""
    return _load([], Intake(by, now, _no_progress), with_countries=True)


def load_files(  # noqa: PLR0913 - who loads what, and how; all but the files by name
    paths: Sequence[Path],
    *,
    by: Actor,
    now: dt.datetime,
    progress: Progress = _no_progress,
    largest_file: int = USUAL_LIMIT,
    is_as_kept: bool = False,
) -> Report:
    """Take files in, in the order of what they refer to. Raises SentenceError and loads nothing.

    `progress` is called with the number of things that are done; `largest_file` is how many bytes
    a file to be kept may have. `is_as_kept` where files come from a dump and are kept as they were
    kept in that home, with what they hold named, instead of refused.
    """
    return _load(paths, Intake(by, now, progress, largest_file, is_as_kept))


def _load(paths: Sequence[Path], intake: Intake, *, with_countries: bool = False) -> Report:
    sheaves = [read_file(path) for path in paths]
    datasets = [(check(sheaf), sheaf) for sheaf in sheaves]
    with transaction.atomic():
        hold_journal()
        if with_countries:
            intake.take(country_dossiers_of_iso(), country_dossiers, record_country)
        if not Country.objects.exists():
            msg = "No countries are known yet: run `tdt init` first."
            raise SentenceError(msg)
        for dataset, load in LOADERS.items():
            chosen = [sheaf for name, sheaf in datasets if name == dataset]
            if chosen:
                intake.file = chosen[0].name
                _take_collection(dataset, chosen, intake)
                load([node for sheaf in chosen for node in _things(sheaf)], intake)
    seal_journal(now=intake.now)
    if connection.vendor == "sqlite" and not intake.report.is_nothing_new:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
    return intake.report


def _things(sheaf: Sheaf) -> list[Node]:
    key = next(key for key in sheaf.data if key not in ("dataset", "meta", "sources"))
    return list(sheaf.top[key])


def _take_collection(dataset: str, sheaves: Sequence[Sheaf], intake: Intake) -> None:
    if len(sheaves) > 1:
        other, first = sheaves[1].top["dataset"], sheaves[0].name
        other.refuse(f"“{first}” holds {dataset} too; load one file of a dataset at a time.")
    _check_ids(sheaves[0])
    dossier = collection_dossier(dataset, sheaves[0])
    elsewhere = Source.objects.exclude(collection__slug=dataset)
    urls = dict(elsewhere.values_list("key", "url"))
    for source in dossier.sources:
        if urls.get(source.key, source.url) != source.url:
            node = sheaves[0].top["sources"][source.key]["url"]
            node.refuse(
                f"the source “{source.key}” is known with another address, {urls[source.key]};"
                " use that one or another key."
            )
    intake.take([dossier], collection_dossiers, record_collection)


def _check_ids(sheaf: Sheaf) -> None:
    seen: dict[str, Node] = {}
    for node in _things(sheaf):
        name = node["id" if node.has("id") else "meeting"]
        if not is_id(name.text):
            name.refuse(f"“{name.shown}” is no id; write small letters, digits and hyphens.")
        if name.text in seen:
            line = sheaf.lines[seen[name.text].path]
            name.refuse(f"“{name.shown}” stands on line {line} already; give it another id.")
        seen[name.text] = name
