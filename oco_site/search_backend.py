"""Wagtail's database search, with PostgreSQL configurations that serve English and French and fold accents.

The two configurations are made by the first migration of oco_site.
"""

from django.db import connection
from wagtail.search.backends import database


def SearchBackend(params):  # noqa: N802 (the name that Wagtail looks for)
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        # Wagtail hard-wires 'simple' for partial words, which does not fold accents: 'reun' would miss 'réunion'.
        backend.autocomplete_config = "unaccented"
    return backend
