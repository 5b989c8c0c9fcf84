"""Whatever a stranger sends is answered: with a page, a redirect within the site or a refusal, never with an error."""

from datetime import date
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as site_settings
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.intake import plan_import, read_list, suggested_start_year
from events.programme import ProgrammeError, parse_programme
from oco_site.search_query import clean_query, excerpt, mark, marked_words
from tests import builders

# Always the same examples: a check that fails by chance is nobody's.
settings.register_profile("bombardment", derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("bombardment")

PAGES = (
    "/en/",
    "/fr/actualites/",
    "/en/news/2026/",
    "/fr/evenements/",
    "/en/events/month/",
    "/fr/evenements/programme/",
    "/en/events/planner/2026/",
    "/fr/evenements/changements/",
    "/en/events/calendar.ics",
    "/en/events/agenda.csv",
    "/en/events/changes.atom",
    "/fr/membres/",
    "/en/members/members.csv",
    "/fr/recherche/",
    "/en/news/feed.atom",
    "/sitemap.xml",
    "/",
)
PARAMETERS = (
    *(
        "member",
        "type",
        "stream",
        "priority",
        "year",
        "tz",
        "page",
        "q",
        "series",
        "language",
        "order",
        "kind",
        "p",
        "next",
    ),
)
HOSTILE = (
    *(
        "",
        "0",
        "-1",
        "²",
        "9" * 30,
        "1e9",
        "NaN",
        "fiji",
        "Pacific/Fiji",
        "../../etc/passwd",
        "\x00",
        "%00",
        "'",
        '"><script>',
    ),
    *(
        "' OR 1=1 --",
        "${7*7}",
        "{{7*7}}",
        "\ud7ff",
        "İ",
        "\u202e",
        "//example.com",
        "https://example.com",
        "0001",
        "9999",
        "10000",
    ),
)
values = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))


@pytest.fixture(scope="module")
def small_site(django_db_setup, django_db_blocker):
    """One page of each kind, for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = builders.build_home()
        fiji = builders.build_member(builders.build_members_index(home), slug="fiji")
        builders.build_release(builders.build_news_index(home), members=[fiji], date=date(2026, 8, 26))
        builders.build_event(builders.build_events_index(home), members=[fiji])
        builders.build_priority(builders.build_priorities_index(home))
        yield
        transaction.set_rollback(True)


def ask(path, **headers):
    client = Client(raise_request_exception=False)
    answer = client.get(path, **headers)
    assert answer.status_code < 500, path
    if answer.status_code in (301, 302):
        target = urlsplit(answer.headers["Location"])
        assert target.netloc in ("", urlsplit(site_settings.SITE_URL).netloc), answer.headers["Location"]
        assert not answer.headers["Location"].startswith(("//", "/\\"))
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_any_value_of_a_parameter_is_answered(small_site, page):
    @settings(max_examples=8)
    @given(st.lists(st.tuples(st.sampled_from(PARAMETERS), values), min_size=1, max_size=4))
    @example([("q", '"><script>alert(1)</script>'), ("member", '"><script>alert(1)</script>')])
    @example([(name, "\x00") for name in PARAMETERS])
    @example([("member", "fiji"), ("member", "tonga"), ("tz", "Pacific/Fiji"), ("year", "9" * 400)])
    def is_answered(parameters):
        answer = ask(f"{page}?{urlencode(parameters)}")
        assert b"<script>alert(1)" not in b"".join(answer)

    is_answered()


@pytest.mark.django_db
def test_any_path_is_answered(small_site):
    part = st.one_of(
        st.sampled_from(
            (
                "en",
                "fr",
                "news",
                "events",
                "month",
                "2026-13",
                "planner",
                "0000",
                "documents",
                "1",
                "media",
                "admin",
                "..",
            )
        ),
        values,
    )

    @settings(max_examples=60)
    @given(st.lists(part, min_size=1, max_size=5), st.booleans())
    @example(["", "example.com"], True)
    @example(["en", "", "example.com", "..", ".."], True)
    @example(["fr", "evenements", "month", "9999-12.csv"], False)
    @example(["en", "events", "month", "0001-01"], True)
    @example(["media", "images", "..", "documents", "x.pdf"], False)
    def is_answered(parts, ends_in_slash):
        ask("/" + "/".join(parts) + ("/" if ends_in_slash else ""))

    is_answered()


@pytest.mark.django_db
def test_any_header_is_answered_and_none_chooses_where_links_lead(small_site):
    names = (
        *("HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"),
        *(
            "HTTP_X_FORWARDED_HOST",
            "HTTP_X_FORWARDED_PROTO",
            "HTTP_X_FORWARDED_FOR",
            "HTTP_X_REAL_IP",
            "HTTP_ACCEPT_ENCODING",
        ),
        *("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL", "HTTP_REFERER", "HTTP_ORIGIN"),
    )
    line = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)
    sent = st.one_of(st.sampled_from(["evil.example", "sessionid=../../x", "bytes=0-,5-1", "*", "W/", "fr-;q=9"]), line)

    @settings(max_examples=40)
    @given(st.sampled_from(PAGES), st.dictionaries(st.sampled_from(names), sent, min_size=1, max_size=4))
    @example("/en/", {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_REFERER": "https://evil.example/"})
    @example("/", {"HTTP_ACCEPT_LANGUAGE": "evil.example"})
    def is_answered(page, headers):
        assert b"evil.example" not in b"".join(ask(page, **headers))

    is_answered()
    assert ask("/en/", HTTP_HOST="evil.example").status_code == 400


# Parsers --------------------------------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        "25 Oct",
        "Oct",
        "31 Feb",
        "1-3 Nov",
        "30 Oct – 20 Nov",
        "Mission to Fiji",
        "•",
        "-",
        "\t",
        "\r",
        "/",
        "2023",
        "29 Feb 2023",
    ]
)
lines = st.lists(st.lists(st.one_of(words, st.text(max_size=12)), max_size=6).map(" ".join), max_size=12).map("\n".join)


@given(lines, st.integers(-1, 10001))
@settings(max_examples=150)
@example("30 Oct – 20 Nov: A course", 9999)
@example("1 Jan: x\n31 Dec: y\n1 Jan: z", 9999)
@example("1\tJan\t0000-00-00\t99/99/9999", 2026)
def test_any_list_is_read_or_refused(text, start_year):
    for read in (parse_programme, read_list):
        try:
            found = read(text, start_year)
        except ProgrammeError:
            continue
        assert [line.number for line in found] == sorted({line.number for line in found})
        assert all((line.start is None) == (line.end is None) for line in found)
        assert all(line.start <= line.end for line in found if line.start)
        assert len(plan_import(found, []).lines) == len(found)


@given(lines)
@settings(max_examples=60)
def test_any_list_has_a_start_year_or_none(text):
    try:
        year = suggested_start_year(text, date(2026, 11, 24))
    except ProgrammeError:
        return
    assert year is None or 1 <= year <= 9999


@pytest.mark.django_db
@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=150)
@example("<b>", "a <b>bold</b> word")
def test_any_query_marks_words_and_lets_no_markup_through(query, text):
    found = marked_words(clean_query(query))
    for shown in (mark(text, found), excerpt(text, found)):
        assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")
