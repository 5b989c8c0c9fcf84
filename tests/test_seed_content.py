"""What the seed command loads: the organisation's own content as it was issued, once, and by which calendar."""

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from events.models import EventPage, EventsIndexPage
from events.programme import latest_start_year
from members.models import MemberPage, members_on
from news.models import NewsReleasePage
from oco_site.base import SitePage
from oco_site.fields import LANGUAGES
from oco_site.models import HomePage
from priorities.models import PriorityPage
from tests.oco_site.acts import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seed_site")]

TRUE_YEAR = 2023
NOTICE_EN = (
    "These are the dates of the 2023–24 programme, moved by whole years to show the calendar at work. "
    "They are not the Secretariat’s current programme."
)
NOTICE_FR = (
    "Ces dates sont celles du programme 2023-2024, décalées d’un nombre entier d’années pour montrer le calendrier en "
    "usage. Ce n’est pas le programme actuel du Secrétariat."
)


def address(page, language):
    return page.address_in(language).removeprefix(settings.SITE_URL)


def test_the_content_is_the_organisations_own():
    assert [len(members_on(day)) for day in (date(2025, 4, 30), date(2026, 1, 1))] == [23, 24]
    assert [each.title for each in MemberPage.objects.exclude(status="member")] == ["Timor-Leste"]
    assert EventPage.objects.live().count() == 54
    assert Counter(SitePage.objects.values_list("live", flat=True)) == {True: 103}


def test_the_priorities_have_their_full_titles_in_their_order():
    assert list(PriorityPage.objects.order_by("number").values_list("number", "title", "title_fr")) == [
        (1, "Customs Leadership", "Leadership douanier"),
        (2, "Law Enforcement and Border Security", "Lutte contre la fraude et sécurité des frontières"),
        (3, "Trade Management and Facilitation", "Gestion et facilitation des échanges"),
        (4, "Revenue Management and Compliance", "Gestion des recettes et conformité"),
        (
            5,
            "Institutional Strengthening of Small Member Administrations",
            "Renforcement institutionnel des petites administrations membres",
        ),
        (
            6,
            "Institutional Strengthening of the OCO Secretariat",
            "Renforcement institutionnel du Secrétariat de l’OCO",
        ),
    ]


def test_the_releases_are_dated_and_numbered_as_they_were_issued():
    releases = NewsReleasePage.objects.live().newest_first()

    assert [(each.reference, each.date, each.title, each.title_fr) for each in releases] == [
        ("WP 08/21", date(2021, 8, 31), "Palau celebrates Customs Officer", ""),
        ("PR 27/21", date(2021, 8, 26), "Heads of Customs in Oceania region meet for Annual Conference", ""),
        (
            "WP 07/21",
            date(2021, 8, 25),
            "Godart heads New Caledonia Customs",
            "Godard dirige les douanes en Nouvelle Calédonie",
        ),
        ("", date(2021, 8, 24), "OCO Members Discussed the Adoption of PACHS2022", ""),
        ("WP 06/12", date(2021, 8, 10), "OCO and ABF host third OPSCA Regional Coordinators Forum", ""),
        ("", None, "AN INTERVIEW WITH SALVADOR JACOBS, OCO CHAIR AND FSM HEAD OF TAX AND CUSTOMS DIVISION", ""),
    ]


def test_the_release_in_two_languages_is_one_page_with_both_texts_as_issued(client):
    release = NewsReleasePage.objects.get(number=7)
    english, french = (read(client, address(release, language)) for language in LANGUAGES)

    assert words(english.select_one(".body")) == (
        "Suva, Fiji, August 25, 2020- The Oceania Customs Organisation (OCO) Secretariat congratulates Benoit Godart "
        "on his recent appointment as the Director for the French Customs in New Caledonia. Mr Godart comes with great "
        "experience as the former interim regional director…"
    )
    assert words(french.select_one(".body")) == (
        "Suva, Fidji, 25 Aout 2020- Le Secrétariat de l'Organisation des Douanes de l'Océanie (OCO) félicite Benoit "
        "Godart pour sa récente nomination au poste de Directeur des Douanes Françaises en Nouvelle-Calédonie. M. "
        "Godart a une grande expérience, anciennement directeur…"
    )


def test_the_note_below_a_release_counts_the_members_of_its_day(client):
    note = words(read(client, address(NewsReleasePage.objects.get(number=27), "en")).select_one(".notes"))

    assert "The OCO has a membership of 23 countries and territories from the Pacific region." in note


def test_the_home_page_has_the_vision_and_the_introduction_of_the_organisation(client):
    english, french = read(client, "/en/"), read(client, "/fr/")

    assert english.h1.get_text() == "Navigating Borders, Enabling Prosperity in Security"
    assert english.select_one(".hero .sub").get_text() == "Unifying Customs Excellence for Oceania’s Economic Growth"
    assert english.select_one("#h-oco").get_text() == "Oceania Customs Organisation (OCO) Secretariat"
    assert "The OCO has a membership of 24 countries and territories from the Pacific region" in words(english)
    assert words(french.h1) == "D’une frontière à l’autre, la prospérité en toute sécurité"
    assert "L’OCO réunit 24 pays et territoires de la région du Pacifique." in words(french)
    assert french.select_one(".skip").get_text() == "Aller au contenu principal"


def snapshot():
    return sorted(SitePage.objects.values_list("pk", "path", "title", "title_fr", "latest_revision_id"))


def test_loading_again_changes_nothing_and_says_so():
    before, said = snapshot(), StringIO()

    call_command("load_seed_content", start_year=1999, stdout=said)

    assert said.getvalue() == "The site has content already: nothing was changed.\n"
    assert snapshot() == before


def load_afresh(**options):
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (EventPage.streams.rel.model, EventPage.event_type.field.related_model):
        model.objects.all().delete()
    NewsReleasePage.series.field.related_model.objects.all().delete()
    # Wagtail's own first migration makes this page.
    Page.get_first_root_node().add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    call_command("load_seed_content", stdout=StringIO(), **options)
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def notices(client):
    index = EventsIndexPage.objects.get()
    pages = [read(client, address(index, language)) for language in LANGUAGES]
    return [[words(notice) for notice in page.select(".notice")] for page in pages]


def test_with_its_true_start_year_the_programme_has_its_own_dates_and_no_notice(client):
    load_afresh(start_year=TRUE_YEAR)

    dates = sorted(EventPage.objects.values_list("start_date", "end_date"))
    assert (len(dates), dates[0], dates[-1]) == (
        54,
        (date(2023, 10, 25), date(2023, 10, 25)),
        (date(2024, 11, 19), date(2024, 11, 22)),
    )
    assert notices(client) == [[], []]


def test_by_default_the_programme_starts_in_the_latest_year_that_has_begun_it_and_says_so(client):
    year = latest_start_year(25, 10, timezone.localdate())

    dates = sorted(EventPage.objects.values_list("start_date", flat=True))
    assert (dates[0], dates[-1]) == (date(year, 10, 25), date(year + 1, 11, 19))
    assert set(EventPage.objects.values_list("programme_year", flat=True)) == {year}
    assert notices(client) == [[NOTICE_EN], [NOTICE_FR]]


def test_every_event_keeps_its_line_and_has_a_title_in_both_languages():
    events = list(EventPage.objects.order_by("path"))

    assert [event.source_line for event in events if not event.source_line or not event.title_fr] == []
    assert events[0].source_line == "25-Oct ISWG 1st Qtr Meeting"
    assert [event.title for event in events if re.search("Traiff|Givernance", event.title)] == []
    fiji = EventPage.objects.get(source_line__contains="FIJI")
    assert ([each.title for each in fiji.members.all()], fiji.host_country.title) == (["Fiji"], "Fiji")
