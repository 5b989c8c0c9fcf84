"""The production stack of deploy/, running once for the tests of a module, with a small site in it."""

import re

import pytest
import requests
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from django.test import override_settings
from wagtail.documents import get_document_model

from deploy.production import Stack
from tests import builders
from tests.databases import another_database
from tests.waiting import until

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def stack(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    with django_db_blocker.unblock(), another_database("production") as database_url:
        stack = Stack(folder, database_url, EMAIL_URL="dummymail://")
        with override_settings(SITE_URL=stack.url, MEDIA_ROOT=folder / "var/media"):
            stack.site = build_site()
        connection.close()
        with stack.running():
            yield stack


def visitor(stack):
    """A session of somebody who accepts no coding."""
    session = requests.Session()
    session.trust_env = False  # the machine's own proxies and certificates
    session.verify = str(stack.certificate)
    session.headers["Accept-Encoding"] = "identity"
    return session


def logged(stack, pattern):
    """A request's line in nginx's log, as re.Match. nginx writes it once the visitor has the answer."""
    log = stack.folder / "oco.log"
    return until(lambda: re.search(pattern, log.read_text(), re.MULTILINE), "logged")


def build_site():
    """What the tests ask for, by name."""
    home = builders.build_home(title="Oceania Customs", title_fr="Douanes d’Océanie")
    news = builders.build_news_index(home)
    release = builders.build_release(news, "A release", title_fr="Un communiqué")
    image = builders.build_image()
    document = get_document_model().objects.create(title="Draft", file=ContentFile(b"secret", name="draft.pdf"))
    get_user_model().objects.create_superuser("staff", password=PASSWORD)
    return {
        "home": home,
        "release": release,
        "picture": image.file.name,
        "rendition": image.get_rendition("width-200").file.name,
        "document": document.file.name,
        "document_page": f"/documents/{document.pk}/draft.pdf",
    }
