import socket
import threading
from dataclasses import dataclass

import pytest

from oco_site import cache, edition, shared
from oco_site.cache import PageCache
from oco_site.wsgi import django
from tests.databases import another_database
from tests.oco_site.cache_acts import ask


@pytest.fixture(scope="module")
def committed_db(django_db_setup, django_db_blocker):
    """In place of pytest-django's `db`, which commits nothing. The address of the database."""
    with django_db_blocker.unblock(), another_database("committed") as address:
        yield address


@pytest.fixture
def now(monkeypatch):
    """The clock of the page cache, in seconds: a list of one."""
    now = [1000.0]
    for module in (cache, edition, shared):
        monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def shows(home, now):
    """shows(path): what one process gives a visitor, who comes again a second after each change. `home`: in a database
    that commits.
    """
    process = PageCache(django)

    def look(path, **headers):
        now[0] += 1
        answer = ask(process, path, coding="", **headers)
        return answer.body.decode() if answer.status == 200 else answer.status

    return look


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
