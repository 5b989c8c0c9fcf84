"""A filled installation, as the tables of the first version held it, is brought to the newest as deploy/README.md says:
no page reads otherwise than before.
"""

from datetime import date
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings

from events.history import PublishedState, record_publication
from events.models import EventPage, EventsIndexPage
from news.models import NewsIndexPage
from oco_site.base import SitePage
from tests import builders
from tests.databases import another_database

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

# What the template of the list said before it became a text that staff edit.
NOTE = import_module("news.migrations.0003_note_for_the_media").NOTE
OURS = ("oco_site", "news", "events", "members", "priorities")


def fill(machine):
    PublishedState.objects.all().delete()  # the first version kept no earlier dates of events
    for event in EventPage.objects.live():
        record_publication(event)
    home = SitePage.objects.get(pk=machine.site["home"].pk).specific
    fiji = builders.build_member(builders.build_members_index(home), "Fiji", title_fr="Fidji")
    aim = builders.build_priority(builders.build_priorities_index(home), title_fr="Leadership douanier")
    event = builders.build_event(
        EventsIndexPage.objects.get(), "Workshop in Suva", title_fr="Atelier à Suva",
        body_en=builders.text("<p>Bring a laptop.</p>"), members=[fiji], start_date=date(2026, 11, 1),
    )  # fmt: skip
    NewsIndexPage.objects.update(**NOTE)
    news = NewsIndexPage.objects.get()
    release = builders.build_release(news, "With a draft", title_fr="Avec brouillon", members=[fiji], priorities=[aim])
    release.save_revision().publish()
    release.title = "The draft"
    release.save_revision()
    return event


def words_of_all_pages():
    """{address: text of the page's main part}, in both languages."""
    client, pages = Client(), SitePage.objects.live().filter(depth__gt=1)
    addresses = {page.address_in(language) for page in pages for language in ("en", "fr")}
    paths = sorted(f"/{address.split('/', 3)[3]}" for address in addresses)
    answers = {path: client.get(path, secure=True, headers={"host": "localhost"}) for path in paths}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: words_of(answer.content) for path, answer in answers.items()}


def words_of(page):
    main = BeautifulSoup(page, "html.parser").find("main")
    for clock in main.select("[data-local-time]"):
        clock.decompose()
    return " ".join(main.get_text().split())


def draft_titles():
    return [page.get_latest_revision_as_object().title for page in SitePage.objects.order_by("path").specific()]


def french():
    return list(SitePage.objects.order_by("path").values_list("slug", "french_state", "url_path_fr"))


def test_a_filled_installation_comes_from_the_first_versions_tables_to_the_newest(machine):
    with another_database("migrated"), override_settings(SITE_URL=machine.stack.url):
        with transaction.atomic():
            event = fill(machine)
        before = words_of_all_pages(), draft_titles(), french()
        MigrationExecutor(connection).migrate([(app, "0001_initial") for app in OURS])
        assert PublishedState._meta.db_table not in connection.introspection.table_names()

        call_command("migrate", verbosity=0)

        assert words_of_all_pages() == before[0]
        assert (draft_titles(), french()) == before[1:]
        states = PublishedState.objects.filter(event=event)
        assert [(state.sequence, state.start_date) for state in states] == [(0, date(2026, 11, 1))]
        assert PublishedState.objects.count() == EventPage.objects.live().count()
        call_command("migrate", "--check", verbosity=0)
