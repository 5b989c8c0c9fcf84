"""What a visitor is told when a page cannot be made, and what the operators are."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import InterfaceError, OperationalError

from oco_site.models import HomePage

GONE = {
    "en": "The site cannot reach its data just now. Please try again in a minute.",
    "fr": "Le site ne peut pas accéder à ses données pour l’instant. Veuillez réessayer dans une minute.",
}


@pytest.fixture(autouse=True)
def visitors_browser(client):
    client.raise_request_exception = False


def fails_with(monkeypatch, error):
    monkeypatch.setattr(HomePage, "serve", lambda *args, **kwargs: (_ for _ in ()).throw(error))


@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("closed")])
@pytest.mark.parametrize("language", GONE)
def test_without_a_database_visitors_are_told_when_to_come_back(client, home, monkeypatch, language, error):
    fails_with(monkeypatch, error)

    answer = client.get(f"/{language}/")

    page = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert (page.html["lang"], page.find(class_="lede").text) == (language, GONE[language])
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert not answer.cookies


def test_administrators_get_an_error_once_an_hour_and_nothing_personal(client, home, monkeypatch, settings):
    settings.ADMINS = [("", "webmaster@example.org")]
    fails_with(monkeypatch, ValueError("of the page"))

    for _attempt in range(3):
        client.get("/en/?q=somebody-private", headers={"cookie": "a=secret"}, REMOTE_ADDR="203.0.113.7")

    (message,) = mail.outbox
    assert message.to == ["webmaster@example.org"]
    assert "Internal Server Error: /en/" in message.subject
    assert "ValueError\nof the page" in message.body
    for private in ("somebody-private", "secret", "203.0.113.7"):
        assert private not in message.body + message.subject
    assert message.alternatives == []


def test_each_line_of_the_log_has_the_request_it_is_about(client, home, capsys):
    asked = "0123456789abcdef0123456789abcdef"
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")

    console.setStream(log := Lines())
    try:
        client.get("/en/nothing/?q=somebody-private", headers={"x-request-id": asked})
        client.get("/en/nothing-either/", headers={"x-request-id": "made up\nby somebody"})
        client.post("/admin/login/", {"username": "somebody", "password": "wrong"}, REMOTE_ADDR="203.0.113.7")
    finally:
        console.setStream(None)

    assert f"WARNING {asked} django.request: Not Found: /en/nothing/\n" in log
    (other,) = (line for line in log if "Not Found: /en/nothing-either/" in line)
    assert len(other.split()[1]) == 32
    assert "somebody" not in "".join(log)
    assert "203.0.113.7" not in "".join(log)


class Lines(list):
    """A stream that keeps what is written."""

    write = list.append

    def flush(self):
        pass
