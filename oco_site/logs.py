"""The log: a line each on the standard error, with the id of its request and without visitors' addresses and queries.

Errors go to the administrators' mail, too. settings.py takes LOGGING from here, so nothing here may ask for a setting.
"""

import logging
import traceback
from time import monotonic

MAIL_AGAIN_AFTER = 3600  # seconds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {correlation_id} {name}: {message}", "style": "{"}},
    "filters": {
        "request_id": {"()": "django_guid.log_filters.CorrelationId"},
        "first_of_an_hour": {"()": "oco_site.logs.FirstOfAnHour"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
        "mail": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["first_of_an_hour"],
            "reporter_class": "oco_site.errors.TracebackReporter",
        },
    },
    "root": {"handlers": ["console", "mail"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": []},
        "django.security.DisallowedHost": {"handlers": ["console"], "propagate": False},  # scanners, every day
        "axes": {"level": "ERROR"},  # who signed in from where: the report 'Site history' has it
        "django_guid": {"level": "WARNING"},
        "oco_site.mail": {"handlers": ["console"], "propagate": False},  # no mail of mail that does not go
    },
}


class FirstOfAnHour(logging.Filter):
    """Of like errors an hour's first passes, in each process: no mail for each request while the database is away."""

    def __init__(self):
        super().__init__()
        self.told_at = {}

    def filter(self, record):
        kind = _kind(record)
        if monotonic() - self.told_at.get(kind, -MAIL_AGAIN_AFTER) < MAIL_AGAIN_AFTER:
            return False
        self.told_at[kind] = monotonic()
        return True


def _kind(record):
    """Where the error was raised, or else where it was logged."""
    if not record.exc_info or not record.exc_info[2]:
        return record.pathname, record.lineno
    raised = traceback.extract_tb(record.exc_info[2])[-1]
    return record.exc_info[0], raised.filename, raised.lineno
