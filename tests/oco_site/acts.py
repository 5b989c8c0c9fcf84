"""What readers and staff do in the tests of the base, and how an answer is read."""

import json
from html import escape

from bs4 import BeautifulSoup
from django.test import TestCase
from django.utils.translation import gettext, override

from tests.builders import page_form

ADMINS = ["english_admin", "french_admin"]


def read(client, path):
    """A page of the site as a tree of elements."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def words(element):
    """The text of an element, with its white space made single."""
    return " ".join(element.get_text().split())


def french(message):
    """A message of the interface in French; there must be one."""
    with override("fr"):
        translation = gettext(message)
    assert translation != message, f"no French for {message!r}"
    return translation


def assert_staff_read(response, message, admin):
    """A form came back with a message in the language of the staff's admin, and in no other."""
    assert response.status_code == 200
    content = response.content.decode()
    own, other = (french(message), message) if admin == "french_admin" else (message, french(message))
    # The errors of a body's blocks come as JSON, for the editor's own script to show.
    assert [any(escape(form) in content for form in (told, json.dumps(told)[1:-1])) for told in (own, other)] == [
        True,
        False,
    ]


def edit_standard_page(staff, page, **fields):
    """Save and publish a standard page through its edit form, everything else as it is."""
    names = ("title", "title_fr", "slug", "slug_fr", "introduction_en", "introduction_fr")
    form = page_form("body_en", "body_fr", **{name: getattr(page, name) or "" for name in names} | fields)
    with TestCase.captureOnCommitCallbacks(execute=True):  # redirects are made once the change is sure
        return staff.post(f"/admin/pages/{page.pk}/edit/", form)
