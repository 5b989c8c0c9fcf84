"""The edition of the site: one mark in the database that moves whenever something changes that visitors see.

Every process compares it with the mark under which it rendered the pages that it keeps (cache.py). So a change crosses
processes and machines, and nobody has to know which pages show what.
"""

import uuid
from functools import cache
from threading import Lock
from time import monotonic

from django.db import Error, connection, models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.snippets.models import get_snippet_models

# What pages show, or what decides whether they are shown, beside the pages and the snippets.
SHOWN = (
    AbstractDocument, AbstractImage, AbstractSetting,
    Collection, CollectionViewRestriction, PageViewRestriction, Redirect, Site,
)  # fmt: skip
READ_AGAIN = 0.5  # seconds after which a process reads the mark again
MUST_READ = 0.9  # seconds after which nobody goes on without having read it


class Edition(models.Model):
    """One row at most."""

    mark = models.UUIDField()

    def __str__(self):
        return str(self.mark)


def new_edition():
    Edition.objects.bulk_create(
        [Edition(pk=1, mark=uuid.uuid4())], update_conflicts=True, unique_fields=["pk"], update_fields=["mark"]
    )


@receiver([page_published, page_unpublished, post_page_move])
def new_edition_on_commit(**kwargs):
    """Once a transaction: an import publishes hundreds of pages in one. What fails here undoes nothing: pages are kept
    for a minute at most.
    """
    if not any(callback is new_edition for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(new_edition, robust=True)


@receiver([post_save, post_delete])
def follow_what_is_shown(sender, **kwargs):
    if _is_shown(sender):
        new_edition_on_commit()


@receiver(post_delete)
def follow_deleted_pages(sender, **kwargs):
    """Not what is saved: drafts are saved all day."""
    if issubclass(sender, Page):
        new_edition_on_commit()


@cache
def _is_shown(model):
    return issubclass(model, SHOWN) or model in get_snippet_models()


class KnownEdition:
    """The mark of the edition, as this process knows it: by a connection of its own, which no page waits for."""

    def __init__(self):
        self.mark, self.is_readable = None, False
        self._read_at = float("-inf")
        self._lock, self._connection = Lock(), None

    def known(self):
        """As read in the last second; where the database cannot be read, the last one."""
        age = monotonic() - self._read_at
        # One thread reads, the others go on with the old one while it is not too old.
        if age > READ_AGAIN and self._lock.acquire(blocking=age > MUST_READ):
            try:
                if monotonic() - self._read_at > READ_AGAIN:
                    self._read()
            finally:
                self._lock.release()
        return self.mark

    def fresh(self):
        with self._lock:
            self._read()
            return self.mark

    def _read(self):
        self._connection = self._connection or _connection_that_waits_a_second()
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(f"SELECT mark FROM {Edition._meta.db_table}")  # noqa: S608 (no input of anybody's)
                self.mark, self.is_readable = cursor.fetchone(), True
        except Error:
            self.is_readable = False
            self._connection.close()
        self._read_at = monotonic()


def _connection_that_waits_a_second():
    own = connection.copy()
    own.inc_thread_sharing()  # one thread at a time: KnownEdition's lock sees to it
    if own.vendor == "postgresql":
        limits = {"connect_timeout": 1, "tcp_user_timeout": 1000, "options": "-c statement_timeout=1000"}
        own.settings_dict["OPTIONS"] |= limits
    else:
        own.settings_dict["OPTIONS"] |= {"timeout": 1}
    return own
