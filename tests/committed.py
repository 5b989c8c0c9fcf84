"""For tests of what other connections, threads and processes see: content that is committed, in a database of its own.

It is a copy of the migrated one, which costs less than to empty that after each test.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.served_site import administer


@contextmanager
def copied_database(folder):
    """Points the default connection at a copy of the test database until the block ends; yields the copy's address."""
    original = connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies only what nobody uses
    copy = _copy_on_postgresql if connection.vendor == "postgresql" else _copy_of_file
    with copy(original, Path(folder)) as (name, address):
        connection.settings_dict["NAME"] = name
        try:
            yield address
        finally:
            connection.close()
            connection.settings_dict["NAME"] = original


@contextmanager
def _copy_of_file(original, folder):
    path = shutil.copy(original, folder / "copy.sqlite3")
    yield path, f"sqlite:///{path}"


@contextmanager
def _copy_on_postgresql(original, folder):
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"{original}_copy"
    administer(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    administer(address, "CREATE DATABASE {} TEMPLATE {}", name, original)
    try:
        yield name, address._replace(path=f"/{name}").geturl()
    finally:
        administer(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
