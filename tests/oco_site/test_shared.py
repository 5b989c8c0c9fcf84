"""What the pages of an edition share is asked for once, and again when anything has changed."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from oco_site import shared
from oco_site.models import SiteSettings
from tests.builders import (
    build_home,
    build_member,
    build_members_index,
    build_news_index,
    build_release,
    build_standard_page,
)


@pytest.fixture(scope="module")
def home(committed_db):
    home = build_home()
    build_release(build_news_index(home), title="A release of the day", slug="release")
    members = build_members_index(home)
    build_member(members, "Solomon Islands", title_fr="Îles Salomon", sub_region="054")
    build_member(members, "Papua New Guinea", title_fr="Papouasie-Nouvelle-Guinée", sub_region="054")
    build_standard_page(home, "One", slug="one")
    build_standard_page(home, "Two", slug="two")
    return home


def name_the_organisation(name):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_en = name
    settings.save()


def test_the_next_page_asks_for_nothing_but_itself(shows):
    name_the_organisation("Oceania Customs Organisation")
    shows("/en/one/")

    with CaptureQueriesContext(connection) as queries:
        shows("/en/two/")

    assert len(queries) == 1


def test_a_page_that_nobody_had_asked_for_yet_shows_the_change_too(shows):
    name_the_organisation("As it was called")
    assert "As it was called" in shows("/en/one/")

    name_the_organisation("As it is called")

    assert "As it is called" in shows("/en/two/")


def test_a_change_that_moves_no_mark_is_seen_after_a_minute_and_at_once_by_who_has_a_cookie(shows, now):
    name_the_organisation("Before")
    shows("/en/one/")

    SiteSettings.objects.update(organisation_en="Afterwards")

    assert "Before" in shows("/en/two/")
    assert "Afterwards" in shows("/en/two/", cookie="sessionid=nobody's")
    now[0] += 60
    assert "Afterwards" in shows("/en/two/")


def test_what_is_served_is_nobody_else_s(home):
    site, served = Site.objects.get(), []
    with shared.sharing({}):
        for path in ("news", "news", "", ""):
            request = RequestFactory().get("/")
            request._wagtail_site = site
            served.append(Page.route_for_request(request, path).page)

    assert [page.slug for page in served] == ["news", "news", "home", "home"]
    assert len({id(page) for page in served}) == 4


def test_each_language_has_its_own(shows):
    english, french = shows("/en/members/?order=name"), shows("/fr/membres/?order=name")

    assert english.index("Papua New Guinea</a>") < english.index("Solomon Islands</a>")
    assert french.index("Îles Salomon</a>") < french.index("Papouasie-Nouvelle-Guinée</a>")


def test_a_process_keeps_no_more_than_it_may():
    values, double = {}, shared.shared(lambda number: 2 * number)

    with shared.sharing(values):
        assert [double(number) for number in range(2000)] == [2 * number for number in range(2000)]

    assert 0 < len(values) <= shared.MOST_VALUES


def test_what_fails_is_asked_again():
    answers = iter([ZeroDivisionError, 1])

    @shared.shared
    def ask():
        if (answer := next(answers)) is ZeroDivisionError:
            raise answer
        return answer

    with shared.sharing({}):
        with pytest.raises(ZeroDivisionError):
            ask()
        assert ask() == ask() == 1
