"""What happens when a page cannot be made: what the visitor is told, and what the administrators are."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.debug import ExceptionReporter
from django.views.defaults import server_error

RETRY_AFTER = 30  # seconds


def no_page(request):
    """handler500. A database that is away, locked or full is said to be passing: 503, and when to come back."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER})
    return server_error(request)


class TracebackReporter(ExceptionReporter):
    """Mails where it happened and not to whom: no address, no cookie, nothing that somebody typed."""

    def __init__(self, request, *args, **kwargs):
        super().__init__(None, *args, **kwargs)
