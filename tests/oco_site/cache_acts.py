"""What visitors and staff do in the tests of the page cache: through the WSGI application, which the test client leaves
out."""

from dataclasses import dataclass
from email.message import Message

from django.test import RequestFactory

BROWSER = "gzip, deflate, br, zstd"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message  # names in any case
    body: bytes


def ask(process, path, method="GET", host="localhost", coding=BROWSER, secure=False, **headers):
    """What a process answers; headers by their names in small letters, with underscores."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().generic(
        method, path, secure=secure, headers={"host": host, "accept-encoding": coding, **headers}
    )
    given = Message()
    status = []

    def start_response(line, fields, exc_info=None):
        status.append(int(line.split()[0]))
        for name, value in fields:
            given[name] = value

    body = process(request.environ, start_response)
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return Answer(status[0], given, content)


class Counting:
    """A WSGI application that remembers what it was asked."""

    def __init__(self, application):
        self.application, self.asked = application, []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        return self.application(environ, start_response)
