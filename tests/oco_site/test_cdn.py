"""A content delivery network is told which pages have changed. A stub stands for it and keeps what it is told."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils.translation import override

from tests import builders


@pytest.fixture
def purged(settings):
    """What the network has been told, in order: method, Host header and path."""
    told = []

    class Network(BaseHTTPRequestHandler):
        def do_PURGE(self):
            told.append((self.command, self.headers["Host"], self.path))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    network = ThreadingHTTPServer(("127.0.0.1", 0), Network)
    threading.Thread(target=network.serve_forever).start()
    location = "http://{}:{}".format(*network.server_address)
    backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": backend, "LOCATION": location}}
    yield told
    network.shutdown()
    network.server_close()


@pytest.fixture
def release(news_index):
    return builders.build_release(news_index, "A release", slug="a", title_fr="Un communiqué", slug_fr="un")


def paths(purged):
    told = sorted(purged)
    purged.clear()
    assert {(method, host) for method, host, _path in told} == {("PURGE", "localhost:8000")}
    return [path for _method, _host, path in told]


ABOVE = ["/en/", "/en/news/", "/fr/", "/fr/actualites/"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_and_those_above_it_are_purged_in_both_languages(
    release, purged, django_capture_on_commit_callbacks, language
):
    with override(language), django_capture_on_commit_callbacks(execute=True):
        release.save_revision().publish()
        assert purged == []  # not before it is committed
    assert paths(purged) == sorted([*ABOVE, "/en/news/a/", "/fr/actualites/un/"])

    with override(language), django_capture_on_commit_callbacks(execute=True):
        release.unpublish()
    assert paths(purged) == sorted([*ABOVE, "/en/news/a/", "/fr/actualites/un/"])


def test_a_page_that_moves_is_purged_at_its_old_and_its_new_address(
    home, release, purged, django_capture_on_commit_callbacks
):
    other = builders.build_standard_page(home, "Other", slug="other", slug_fr="autre")
    page = builders.build_standard_page(home, "Page", slug="page", slug_fr="page-fr")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(other, pos="last-child")

    assert {"/en/page/", "/fr/page-fr/", "/en/other/page/", "/fr/autre/page-fr/"} <= set(paths(purged))


def test_a_network_that_does_not_answer_stops_nothing(release, settings, django_capture_on_commit_callbacks, caplog):
    backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": backend, "LOCATION": "http://127.0.0.1:9"}}

    with django_capture_on_commit_callbacks(execute=True):
        release.save_revision().publish()

    assert "Couldn't purge 'http://localhost:8000/en/news/a/'" in caplog.text
