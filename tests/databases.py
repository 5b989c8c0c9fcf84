"""A second database beside that of the tests: for what commits, and for what other processes read."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2 import sql


@contextmanager
def another_database(name, empty=False):
    """Its address. Until the block ends, Django uses it. It begins as a copy of the tests' database (copying takes a
    moment, migrating half a minute), or without any table. Not within a transaction.
    """
    original = connection.settings_dict["NAME"]
    make, drop = (_make_file, _drop_file) if connection.vendor == "sqlite" else (_make, _drop)
    other = f"{original}_{name}"
    connection.close()
    drop(other)
    make(other, None if empty else original)
    connection.settings_dict["NAME"] = other
    try:
        yield _address(connection.settings_dict)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        drop(other)


def _address(settings):
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)


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
