import socket
import threading
from dataclasses import dataclass

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache():
    """Wagtail remembers pictures in other sizes by the number of their image, and numbers come again in other tests."""
    cache.clear()


@dataclass
class DeadMail:
    calls: int = 0


@pytest.fixture
def dead_mail(settings):
    """A mail server that turns everybody away, as an overloaded one does; it counts them."""
    dead = DeadMail()

    def turn_away():
        while True:
            try:
                line, _address = listener.accept()
            except OSError:  # closed
                return
            dead.calls += 1
            with line:
                line.sendall(b"554 No mail today\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_BACKEND = "oco_site.mail.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        thread = threading.Thread(target=turn_away)
        thread.start()
        yield dead
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()
