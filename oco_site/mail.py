"""Mail that stops nothing: whoever publishes, submits or invites goes on, whatever the mail server does."""

import logging

from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP, but what goes wrong is logged and not raised. How many were sent tells whoever wants to know.

    Wagtail's notices open the connection themselves, and would end a submission in an error when the host has no
    address or the server takes no password. A server that did not answer is not asked again for the next recipient.
    """

    unreachable = False

    def open(self):
        if self.unreachable:
            return None
        new = self._softly(super().open)
        self.unreachable = new is None
        return new

    def send_messages(self, email_messages):
        return self._softly(super().send_messages, email_messages) or 0

    def close(self):
        self._softly(super().close)

    def _softly(self, act, *args):
        try:
            return act(*args)
        except OSError:  # the base of what sockets, TLS and smtplib raise
            logger.exception("Mail could not be sent through %s", self.host)
            return None
