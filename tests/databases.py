"""A second database beside that of the tests: for what commits, and for what other processes read."""

import fcntl
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2 import sql


@contextmanager
def another_database(name, empty=False):
    """Its address. Until the block ends, Django uses it. It begins as a copy of the tests' database (copying takes a
    moment, migrating half a minute), or without any table. Not within a transaction.
    """
    with made(name, None if empty else connection.settings_dict["NAME"]) as other, in_use(other):
        yield address(other)


@contextmanager
def made(name, original):
    """The name of a database, there until the block ends: a copy of the one that is named, or without any table."""
    make, drop = (_make_file, _drop_file) if connection.vendor == "sqlite" else (_make, _drop)
    other = f"{connection.settings_dict['NAME']}_{name}"
    connection.close()
    drop(other)
    make(other, original)
    try:
        yield other
    finally:
        connection.close()
        drop(other)


@contextmanager
def copy_of_one_for_all(run, name, make):
    """The name of a copy of a database that takes long to make: the worker of a run that needs it first makes it for
    all. `run`: a folder that its workers share, and the own name of this one; `make`: a context with the name of the
    original, which nobody uses itself."""
    folder, worker = run
    note = folder / name
    with ExitStack() as stack:
        with _alone(folder):
            if not note.exists():
                note.write_text(str(stack.enter_context(make())))
                stack.callback(note.unlink)
            copy = stack.enter_context(made(f"{name}_{worker}", note.read_text()))
        try:
            yield copy
        finally:
            with _alone(folder):
                stack.close()


@contextmanager
def _alone(folder):
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def in_use(name):
    """Django uses the database of that name until the block ends. Not within a transaction."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def address(name):
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{name}".format(**connection.settings_dict, name=name)


def _make_file(name, original):
    if original:
        with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(name)) as copy:
            source.backup(copy)


def _drop_file(name):
    Path(name).unlink(missing_ok=True)


def _make(name, original):
    if original:  # nobody may use what is copied: threads of earlier tests might
        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original])
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    administer(statement.format(sql.Identifier(name), sql.Identifier(original or "template1")))


def _drop(name):
    administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def administer(statement, values=None):
    settings = connection.settings_dict
    server = psycopg2.connect(
        dbname="postgres",
        user=settings["USER"],
        password=settings["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"] or None,
    )
    try:
        server.autocommit = True  # a database is not made within a transaction
        server.cursor().execute(statement, values)
    finally:
        server.close()
