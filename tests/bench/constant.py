"""An application that does nothing: what the server itself costs for so many bytes."""

import os

BODY = [bytes(int(os.environ["CONSTANT_BYTES"]))]
HEADERS = [("Content-Type", "text/html"), ("Content-Length", os.environ["CONSTANT_BYTES"])]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return BODY
