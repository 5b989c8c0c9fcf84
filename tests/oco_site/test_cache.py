"""What the page cache keeps, for whom, under which name, and for how long."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from wagtail.models import PageViewRestriction

from events.forms import EventFilter
from news.archive import FILTERS
from oco_site import cache, wsgi
from oco_site.cache import KNOWN_PARAMETERS, PageCache, coding_of
from oco_site.edition import new_edition
from tests.builders import build_home, build_news_index, build_release, build_standard_page
from tests.oco_site.cache_acts import Counting, ask
from tests.test_house import APPS, source_files


@pytest.fixture(scope="module")
def home(committed_db):
    home = build_home()
    build_release(build_news_index(home), title="A release of the day", slug="release")
    secret = build_standard_page(home, "For those who know", slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.PASSWORD, password="x")
    return home


@pytest.fixture
def django():
    return Counting(wsgi.django)


@pytest.fixture
def process(home, django, now):
    return PageCache(django)


def test_a_page_is_rendered_once_and_compressed_for_who_can_read_it(process, django):
    answers = {coding: ask(process, "/en/", coding=coding) for coding in ("br", "gzip", "", "gzip, br;q=0")}

    plain = answers[""].body
    assert len(django.asked) == 1
    assert b"<h1" in plain
    assert {coding: answer.headers["Content-Encoding"] for coding, answer in answers.items()} == {
        "br": "br", "gzip": "gzip", "": None, "gzip, br;q=0": "gzip",
    }  # fmt: skip
    assert brotli.decompress(answers["br"].body) == gzip.decompress(answers["gzip"].body) == plain
    assert len(answers["br"].body) < len(plain) / 3
    for answer in answers.values():
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Accel-Expires"] == "1"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"), ("BR", "br"), ("br;q=0.1, gzip", "br"), ("gzip;q=1.0", "gzip"),
        ("br;q=0", "identity"), ("br;q=0.000,gzip", "gzip"), ("br; Q = 0", "identity"), ("*", "identity"),
        ("", "identity"), ("bro, gzipped", "identity"), (",;=\x80, ;;q", "identity"), ("gzip;q=garbage", "gzip"),
    ],
)  # fmt: skip
def test_a_coding_is_one_of_three(header, coding):
    assert coding_of(header) == coding


def test_a_visitor_who_has_the_page_gets_no_second_copy(process, django):
    first = ask(process, "/en/news/feed.atom")
    tag = first.headers["ETag"]

    again = ask(process, "/en/news/feed.atom", coding="gzip", if_none_match=f'"other", {tag}')

    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["X-Accel-Expires"] == "1"
    assert again.headers["Cache-Control"] == "no-cache"
    assert ask(process, "/en/", if_none_match=tag).status == 200
    assert ask(PageCache(django), "/en/news/feed.atom", if_none_match=tag).status == 304  # of another process
    assert ask(process, "/en/news/feed.atom", if_modified_since=first.headers["Last-Modified"]).status == 304
    assert ask(process, "/en/news/feed.atom", if_modified_since="Mon, 05 Jan 1998 00:00:00 GMT").status == 200


def test_what_is_asked_conditionally_or_in_part_is_kept_whole(process):
    tag = ask(process, "/en/").headers["ETag"]
    new_edition()

    other = PageCache(process.application)
    answers = [
        ask(other, "/en/", "HEAD", coding=""),
        ask(other, "/en/", range="bytes=0-9", coding=""),
        ask(other, "/en/", if_none_match=tag),
        ask(other, "/en/", coding=""),
    ]

    assert [answer.status for answer in answers] == [200, 200, 304, 200]
    assert [len(answer.body) for answer in answers] == [0, len(answers[3].body), 0, len(answers[3].body)]
    assert answers[0].headers["Content-Length"] == str(len(answers[3].body))


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_host": "evil.example"}, {"x_http_method_override": "DELETE"}, {"accept_language": "fr"},
        {"x_original_url": "/fr/"}, {"x_rewrite_url": "/admin/"}, {"forwarded": "host=evil.example"},
        {"cookie": "theme=dark; django_language=fr"}, {"x_requested_with": "XMLHttpRequest"}, {"host": "LOCALHOST:81"},
    ],
)  # fmt: skip
def test_no_header_of_a_visitor_reaches_the_page_of_others(process, django, headers):
    ask(process, "/en/", **headers)
    answer = ask(process, "/en/", coding="")

    assert len(django.asked) == 1
    assert b'<html lang="en">' in answer.body
    assert b"evil" not in answer.body
    sent = {name for name in django.asked[0] if name.startswith("HTTP_")}
    assert sent == {"HTTP_HOST"}
    assert django.asked[0]["HTTP_HOST"] == "localhost"


def test_a_foreign_host_is_refused_and_each_of_ours_has_its_own_pages(process, django):
    assert [ask(process, "/en/", host=host).status for host in ("evil.example", "", "localhost")] == [400, 400, 200]
    assert ask(process, "/en/", host="evil.example").status == 400
    assert ask(process, "/en/", host="127.0.0.1").status == 200
    assert [environ.get("HTTP_HOST") for environ in django.asked].count("127.0.0.1") == 1


def test_an_unknown_parameter_neither_misses_nor_is_passed_on(process, django):
    queries = [
        "",
        "?utm_source=press",
        "?fbclid=1&x=<script>",
        "?Member=fiji",
        "?%6e=1",
        "?=",
        "?;",
        f"?{'a=1&' * 1001}",
    ]

    bodies = {ask(process, f"/en/news/{query}", coding="").body for query in queries}

    assert len(bodies) == len(django.asked) == 1
    assert django.asked[0]["QUERY_STRING"] == ""


def test_known_parameters_have_pages_of_their_own_whatever_their_order(process, django):
    queries = [
        "?member=fiji&priority=2",
        "?x=1&priority=2&member=fiji",
        "?%70riority=2&member=fiji",
        "?priority=2&member=fiji%20",
        "?member=fiji&priority=",
    ]

    answers = [ask(process, f"/en/news/{query}") for query in queries]

    assert len({answer.headers["ETag"] for answer in answers}) == len(django.asked) == 3
    assert django.asked[0]["QUERY_STRING"] == "member=fiji&priority=2"


@pytest.mark.parametrize("query", ["?member=fiji&member=tonga", "?page=1&x=1&page=1", "?page=1&" + "a=1&" * 1001])
def test_a_repeated_parameter_is_left_to_django(process, django, query):
    for _time in range(2):
        assert "X-Accel-Expires" not in ask(process, f"/en/news/{query}").headers

    assert len(django.asked) == 2
    assert django.asked[0]["QUERY_STRING"] == query[1:]


@pytest.mark.parametrize("cookie", ["sessionid=abc", "a=b;sessionid=", "messages=x", "csrftoken=x"])
def test_who_has_a_cookie_of_ours_is_answered_by_django(process, django, cookie):
    ask(process, "/en/")

    answers = [ask(process, "/en/", cookie=cookie) for _time in range(2)]

    assert len(django.asked) == 3
    assert [answer.headers.get("X-Accel-Expires") for answer in answers] == [None, None]
    assert answers[0].headers["Content-Encoding"] is None
    assert len(django.asked) == 3


def test_staff_see_their_own_page_and_visitors_never_do(process, home):
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("staff"))
    cookie = f"sessionid={staff.cookies['sessionid'].value}"

    own, public = (ask(process, "/en/", coding="", **headers) for headers in ({"cookie": cookie}, {}))

    assert b"wagtail-userbar" in own.body
    assert b"wagtail-userbar" not in public.body


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 302), ("/admin/login/", "GET", 200), ("/en/", "POST", 403), ("/robots.txt", "GET", 200),
        ("/en/nowhere/", "GET", 404), ("/en/news", "GET", 301), ("/fr/news/", "GET", 301), ("/en/secret/", "GET", 200),
    ],
)  # fmt: skip
def test_what_is_never_kept(process, django, path, method, status):
    answers = [ask(process, path, method) for _time in range(2)]

    assert [answer.status for answer in answers] == [status, status]
    assert len(django.asked) == 2
    assert [answer.headers.get("X-Accel-Expires") for answer in answers] == [None, None]


def test_a_page_with_a_secret_is_not_compressed_and_one_that_is_not_found_is(process):
    secret, missing = ask(process, "/en/secret/"), ask(process, "/en/nowhere/")

    assert b"csrfmiddlewaretoken" in secret.body
    assert "csrftoken" in secret.headers["Set-Cookie"]
    assert b"csrfmiddlewaretoken" in ask(process, "/admin/login/").body
    assert missing.headers["Content-Encoding"] == "br"
    assert b"<h1" in brotli.decompress(missing.body)


@pytest.mark.parametrize("headers", [{"Cache-Control": "private"}, {"Cache-Control": "no-store"}, {"Vary": "Cookie"}])
def test_what_its_view_does_not_want_kept_is_not(home, now, headers):
    django = Counting(lambda environ, start: _answer(start, headers))
    process = PageCache(django)

    assert [ask(process, "/en/").headers["Content-Encoding"] for _time in range(2)] == [None, None]
    assert len(django.asked) == 2


def _answer(start_response, headers=()):
    response = HttpResponse("words " * 100)
    start_response("200 OK", [*response.items(), *dict(headers).items()])
    return response


def test_nothing_is_older_than_a_minute(process, django, now):
    ask(process, "/en/")
    now[0] += 50
    ask(process, "/en/")
    assert len(django.asked) == 1

    now[0] += 9

    ask(process, "/en/")
    assert len(django.asked) == 2


def test_a_plain_request_to_a_site_for_https_is_led_there(home, now, settings, django):
    settings.SECURE_SSL_REDIRECT = True
    process = PageCache(django)

    secure, plain = (ask(process, "/en/", secure=is_secure) for is_secure in (True, False))
    pretended = ask(process, "/en/", x_forwarded_proto="https")

    assert secure.headers["X-Accel-Expires"] == "1"
    assert "X-Accel-Expires" not in plain.headers
    assert "X-Accel-Expires" not in pretended.headers  # only who calls this application says so


def test_of_many_who_ask_at_once_one_renders(home, now):
    all_ask, first_renders = Barrier(4, timeout=30), Event()

    def slow(environ, start_response):
        first_renders.wait(0.3)  # the others arrive meanwhile
        return _answer(start_response)

    django = Counting(slow)
    process = PageCache(django)

    def visit(_number):
        all_ask.wait()
        return ask(process, "/en/").status

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(visit, range(4))) == [200] * 4
    assert len(django.asked) == 1


def test_pages_at_hand_are_given_while_the_database_cannot_be_read(process, django, now):
    ask(process, "/en/")
    _run("ALTER TABLE oco_site_edition RENAME TO elsewhere")
    try:
        now[0] += 3600
        assert ask(process, "/en/").status == 200
        assert len(django.asked) == 1
        assert ask(process, "/fr/").status == 200  # rendered, but not kept
        assert ask(process, "/fr/").status == 200
        assert len(django.asked) == 3
    finally:
        _run("ALTER TABLE elsewhere RENAME TO oco_site_edition")

    now[0] += 1
    assert ask(process, "/en/").status == 200
    assert len(django.asked) == 4


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_parameter_that_the_code_reads_is_known():
    """tests/test_seed_site.py looks for those that pages offer."""
    code = "".join(path.read_text() for app in (*APPS, "oco_site") for path in source_files(app))
    read = set(re.findall(r"""GET(?:\.get\(|\[)["'](\w+)""", code)) | set(EventFilter.base_fields) | set(FILTERS)

    assert read - KNOWN_PARAMETERS == set()
    assert {"page", "q", "order", "tz", "series"} <= read


def test_a_process_keeps_no_more_than_it_may(process, django, monkeypatch):
    size = len(ask(process, "/en/search/?q=0", coding="").body)
    monkeypatch.setattr(cache, "MOST_BYTES", 3 * (2 * size + cache.OVERHEAD) + size)
    for number in (1, 2, 3):
        ask(process, f"/en/search/?q={number}")

    assert len(django.asked) == 4
    for number in (1, 2, 3):
        ask(process, f"/en/search/?q={number}")
    assert len(django.asked) == 4
    ask(process, "/en/search/?q=0")
    assert len(django.asked) == 5
