"""What pages share: the menu, the settings, the countries, … A process asks for it once an edition (edition.py).

What depends on nothing but what is published is the same for all pages of an edition, so the first that is rendered for
the page cache (cache.py) asks for it, and the others do not. An answer to somebody who has a cookie of ours shares with
itself alone; the admin and its previews share nothing.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import monotonic

from django.utils.translation import get_language

LIFETIME = 55  # seconds, as a page's: what moves no mark is seen all the same
MOST_VALUES = 500

_values = ContextVar("what is shared with the answer that is being made", default=None)


def shared(function):
    """For a function whose answer depends on its arguments (hashable), the active language, and what is published.

    Several threads have the answer at once: nobody changes it.
    """

    @wraps(function)
    def ask_once(*args):
        if (values := _values.get()) is None:
            return function(*args)
        key = function, get_language(), args
        try:
            return values[key]
        except KeyError:
            if len(values) >= MOST_VALUES:
                values.clear()
            return values.setdefault(key, function(*args))

    return ask_once


@contextmanager
def sharing(values):
    """While an answer is made: with all others that are given the same dictionary."""
    token = _values.set(values)
    try:
        yield
    finally:
        _values.reset(token)


def is_sharing():
    return _values.get() is not None


class SharedInEdition:
    """The dictionary of the last edition that was asked for, as long as a page is kept."""

    def __init__(self):
        self._kept = None, 0, {}  # together, for there are several threads

    def values(self, mark):
        kept_mark, end, values = self._kept
        if kept_mark != mark or end < monotonic():
            values = {}
            self._kept = mark, monotonic() + LIFETIME, values
        return values
