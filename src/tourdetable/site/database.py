"""The database of a home, as those see it who work beside the record: it may come later."""

from django.db import Error, connection, connections

from tourdetable.parties.models import Account


def is_set_up() -> bool:
    """Are there tables? Nothing stays open: the workers that follow open their own."""
    try:
        return Account._meta.db_table in connection.introspection.table_names()  # noqa: SLF001 - Django's public Meta
    except Error:
        return False
    finally:
        connections.close_all()


def sqlite_path() -> str:
    """Where the database lies that can be written; empty where it is no file of ours."""
    name = str(connection.settings_dict["NAME"])
    return name if connection.vendor == "sqlite" and not name.startswith("file:") else ""
