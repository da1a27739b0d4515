"""What every test shares: a home of its own, and the reference data loaded once per database."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.homes import made_once, make_few, make_whole
from tests.postgres import find_programs, temporary_cluster

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
"""The present of the tests."""

HOME = tempfile.TemporaryDirectory(prefix="tdt-tests-")


# No test may depend on how busy the machine is.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """No test may touch the state of a person's installation."""
    settings.TDT_HOME = Path(HOME.name)
    storage = settings.STORAGES["default"]
    settings.STORAGES["default"] = {
        **storage,
        "OPTIONS": {"location": str(Path(HOME.name, "files"))},
    }
    caches: Any = settings.CACHES  # typed as what its first entry is
    caches["compiled"]["LOCATION"] = Path(HOME.name, "compiled")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on an empty database come first, then those on the reference data, which stays once
    it is loaded, and last those that commit: they leave an empty database behind.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    names: tuple[str, ...] = getattr(item, "fixturenames", ())
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in names or (marker and marker.kwargs.get("transaction")):
        return 2
    return 1 if "reference_loaded" in names else 0


@pytest.fixture(scope="session")
def reference_loaded(
    django_db_setup: None,  # noqa: ARG001 - asked for so that the database is there
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """The shipped reference data, loaded into the test database once and for good."""
    from tourdetable.intake.load import load_reference  # noqa: PLC0415 - after Django's settings
    from tourdetable.kernel.actors import Actor  # noqa: PLC0415 - the same
    from tourdetable.kernel.enums import ActorKind  # noqa: PLC0415 - the same

    with django_db_blocker.unblock():
        load_reference(now=NOW, by=Actor(ActorKind.OPERATOR, "tests"))


@pytest.fixture
def reference(reference_loaded: None, db: None) -> None:
    """The reference data; what the test changes beside it is undone after it."""


@pytest.fixture(autouse=True)
def _mail_of_its_own() -> Iterator[None]:
    """No mail that a test left on its way reaches the letter box of the next one."""
    yield
    from tourdetable.screens.mail import all_sent  # noqa: PLC0415 - after Django's settings

    all_sent()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its workers have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def whole_home(shared: Path) -> Path:
    """A home with all of the reference data and its record, to be read or copied."""
    return made_once(shared / "whole", make_whole)


@pytest.fixture(scope="session")
def few_home(shared: Path) -> Path:
    """A home with a few things of each kind and its record, to be read or copied."""
    return made_once(shared / "few", make_few)


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL that is empty and gone afterwards."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with temporary_cluster(programs) as url:
        yield url


@pytest.fixture
def _journal_again(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After the database was emptied, the journal can be changed by nobody again."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def emptied(_journal_again: None, transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - set up after the one above, emptied before it
    """What the test commits is emptied after it, the journal too."""
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
