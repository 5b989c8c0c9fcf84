"""Two instances of the site on one database, as behind a load balancer: it does not matter which one is asked."""

import re
import time
from contextlib import contextmanager
from datetime import timedelta
from http.cookiejar import CookieJar
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.contrib.auth import get_user_model
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone
from PIL import Image

from oco_site.models import SiteImage
from tests.builders import build_home, build_standard_page, page_form
from tests.served_site import ServedSite, environment_of, free_port, served

PASSWORD = "correct horse battery"
A_SECOND = 1  # after which a change shows everywhere


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("instances")


@pytest.fixture(scope="module")
def db(committed_db):
    """With an account of staff. The address of the database."""
    get_user_model().objects.create_superuser("staff", password=PASSWORD)
    return committed_db


@contextmanager
def instance(db, folder, name, shared_url):
    """One instance, with the site's own idea of its address."""
    port = free_port()
    with served(port, environment_of(shared_url, db), folder / f"{name}.log", workers=1):
        yield f"http://localhost:{port}"


class Client:
    """A browser's worth of HTTP: it keeps cookies, for every port of the host."""

    def __init__(self):
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, url):
        """(status, body)."""
        try:
            with self.opener.open(url) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()

    def post(self, url, data):
        """Post a form of the page at this address."""
        _status, form = self.get(url)
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', form)[1].decode()
        content = encode_multipart(BOUNDARY, data | {"csrfmiddlewaretoken": token})
        with self.opener.open(Request(url, content, {"Content-Type": MULTIPART_CONTENT})) as answer:  # noqa: S310
            return answer.url, answer.read().decode()


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    file.seek(0)
    file.name = "two-instances.png"
    return file


def test_what_is_done_on_one_instance_shows_on_the_other(db, folder):
    home = build_home()
    page = build_standard_page(home, "As it was", slug="about")
    waiting = build_standard_page(home, "Waiting", slug="waiting", live=False, go_live_at=timezone.now())
    visitor, staff = Client(), Client()
    with (
        instance(db, folder, "a", "http://localhost:8000") as a,
        instance(db, folder, "b", "http://localhost:8000") as b,
    ):
        for url in (a, b):
            assert b"As it was" in visitor.get(f"{url}/en/about/")[1]
            assert visitor.get(f"{url}/en/waiting/")[0] == 404

        staff.post(f"{a}/admin/login/", {"username": "staff", "password": PASSWORD})
        status, first_screen = staff.get(f"{b}/admin/")
        assert (status, b"Log out" in first_screen) == (200, True)

        form = page_form("body_en", "body_fr", bodies={"body_en": "<p>New words</p>"}, title="As it is", slug="about")
        staff.post(f"{a}/admin/pages/{page.pk}/edit/", form)
        waiting.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=1))
        ServedSite(a, environment_of(a, db)).manage("run_scheduled_jobs")
        time.sleep(A_SECOND)
        for url in (a, b):
            assert b"New words" in visitor.get(f"{url}/en/about/")[1]
            assert b"Waiting" in visitor.get(f"{url}/en/waiting/")[1]

        form = {"title": "Picture", "file": picture(), "description_en": "Sea", "description_fr": "Mer"}
        staff.post(f"{a}/admin/images/add/", form | {"collection": 1})
        image = SiteImage.objects.get()
        status, sent = visitor.get(f"{b}{image.file.url}")
        assert (status, Image.open(BytesIO(sent)).size) == (200, (40, 30))
        staff.post(f"{b}/admin/images/{image.pk}/delete/", {})
        assert visitor.get(f"{a}{image.file.url}")[0] == 404
