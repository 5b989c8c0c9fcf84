"""What happens when a page cannot be made: what the visitor is told, and what the administrators are."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.debug import ExceptionReporter
from django.views.defaults import server_error

RETRY_AFTER = 30  # seconds
# Of a disk, a quota, a limit such as systemd's LimitFSIZE; and what PostgreSQL and SQLite call it.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, "53100", "SQLITE_FULL"}


def no_page(request):
    """handler500. A database that is away, locked or full, and a full disk, are said to be passing: 503, and when to
    come back."""
    error = sys.exc_info()[1]
    has_no_room = _code(error) in NO_ROOM
    if has_no_room or isinstance(error, (OperationalError, InterfaceError)):
        page = render_to_string("503.html", {"has_no_room": has_no_room})
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
    return server_error(request)


def _code(error):
    """By which the system or the database says what has happened, or None. Django wraps the database's own error."""
    if isinstance(error, OSError):
        return error.errno
    cause = error.__cause__
    return getattr(cause, "pgcode", None) or getattr(cause, "sqlite_errorname", None)


class TracebackReporter(ExceptionReporter):
    """Mails where it happened and not to whom: no address, no cookie, nothing that somebody typed."""

    def __init__(self, request, *args, **kwargs):
        super().__init__(None, *args, **kwargs)
