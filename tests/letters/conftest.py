"""What tests of letters share that commit, as workers do."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker


@pytest.fixture
def _journal_again(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After the database was emptied, the journal can be changed by nobody again."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def _emptied(_journal_again: None, transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - set up after the one above, emptied before it
    """What the test commits is emptied after it, the journal too."""
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
