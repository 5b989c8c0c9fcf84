"""Whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from oco_site.security_txt import EXPIRES

ADDRESS = "/.well-known/security.txt"


def test_security_txt_names_the_contact_that_is_set(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    answer = client.get(ADDRESS)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert datetime.fromisoformat(fields.pop("Expires")) == EXPIRES
    assert fields == {
        "Contact": "mailto:security@example.org",
        "Preferred-Languages": "en, fr",
        "Canonical": "http://localhost:8000/.well-known/security.txt",
    }
    assert not answer.cookies


def test_without_a_contact_there_is_none(client, home, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get(ADDRESS).status_code == 404


def test_it_is_good_for_more_than_a_month_and_less_than_a_year():
    """Fails a month before it expires: time to ask whether the contact is still read, and to move EXPIRES on."""
    assert timedelta(days=30) < EXPIRES - datetime.now(UTC) < timedelta(days=366)
