"""Two people who save at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local

import pytest
from django.db import connection

from news.models import NewsReleasePage
from tests.builders import build_series
from tests.conftest import staff_client
from tests.databases import another_database
from tests.news.acts import add_url, errors, release_form


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, which commits nothing."""
    with django_db_blocker.unblock(), another_database("two_at_once"):
        yield


@pytest.mark.postgres
def test_of_two_people_who_save_a_number_at_once_one_is_told(monkeypatch, news_index):
    series, people = build_series("PR"), [staff_client("en"), staff_client("fr")]
    check, together, first_time = NewsReleasePage.validate_constraints, Barrier(2, timeout=30), local()

    def check_and_wait(page, **kwargs):
        check(page, **kwargs)
        if not getattr(first_time, "passed", False):
            first_time.passed = True
            together.wait()  # both forms have been checked, neither is saved

    monkeypatch.setattr(NewsReleasePage, "validate_constraints", check_and_wait)

    def save(person, title):
        try:
            return person.post(add_url(news_index), release_form(title=title, slug=title, series=series.pk, number="5"))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, people, ["one", "two"]))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert errors(next(answer for answer in answers if answer.status_code == 200)) == {"number"}
    assert NewsReleasePage.objects.filter(series=series, number=5).count() == 1
