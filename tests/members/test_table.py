"""The members as a table to download, and as schema.org describes them."""

import csv
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Site

from oco_site.models import SiteSettings
from tests.builders import build_member
from tests.oco_site.acts import read


def table(client, path="/en/members/members.csv"):
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline="")))


def linked_data(client, path):
    """What the page says of itself: without the organisation and the way to the page, which every page describes."""
    objects = json.loads(read(client, path).select_one('script[type="application/ld+json"]').get_text())
    return [each for each in objects if each["@type"] not in ("BreadcrumbList", "Organization")]


def test_the_table_has_every_country_in_the_language_of_its_address(client, cook_islands):
    english, french = table(client), table(client, "/fr/membres/membres.csv")

    assert dict(zip(*english, strict=True)) == {
        "name": "Cook Islands",
        "name in English": "Cook Islands",
        "name in French": "Îles Cook",
        "status": "member",
        "joined": "1999-08",
        "ISO 3166 code": "CK",
        "abbreviation": "",
        "sub-region": "Polynesia",
        "customs administration": "Customs Service",
        "website": "https://www.customs.example.org/en/",
        "capital": "Avarua",
        "place of the pin": "Rarotonga",
        "latitude": "-21.212",
        "longitude": "-159.778",
        "time zone": "Pacific/Rarotonga",
        "address of the page": "http://localhost:8000/en/members/cook-islands/",
    }
    assert french[1][:5] == ["Îles Cook", "Cook Islands", "Îles Cook", "membre", "1999-08"]
    assert french[1][-1] == "http://localhost:8000/fr/membres/iles-cook/"


def test_the_page_leads_to_the_table_of_its_language(client, cook_islands):
    addresses = [read(client, path).select_one("a[download]")["href"] for path in ("/en/members/", "/fr/membres/")]

    assert addresses == ["/en/members/members.csv", "/fr/membres/membres.csv"]
    disposition = client.get(addresses[1]).headers["Content-Disposition"]
    assert disposition == 'attachment; filename="membres-oco.csv"'


def test_no_cell_is_a_formula_for_a_spreadsheet(client, members_index):
    build_member(members_index, '=HYPERLINK("x")', slug="h", administration="@SUM(1)", latitude=-1.5)

    cells = dict(zip(*table(client), strict=True))

    assert (cells["name"], cells["customs administration"], cells["latitude"]) == (
        '\'=HYPERLINK("x")',
        "'@SUM(1)",
        "-1.5",
    )


def test_the_members_are_listed_for_machines_as_they_are_counted(client, cook_islands, members_index):
    build_member(members_index, "Timor-Leste", status="partner")
    build_member(members_index, "Later", joined=date(2999, 1, 1))

    english, french = linked_data(client, "/en/members/"), linked_data(client, "/fr/membres/")

    assert english == [
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": "Members",
            "numberOfItems": 1,
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": 1,
                    "name": "Cook Islands",
                    "url": "http://localhost:8000/en/members/cook-islands/",
                }
            ],
        },
    ]
    assert french[0]["itemListElement"][0]["url"] == "http://localhost:8000/fr/membres/iles-cook/"


def test_the_organisation_and_its_members_are_one_object(client, cook_islands):
    SiteSettings.objects.create(site=Site.objects.get(), organisation_en="Customs Organisation")

    script = read(client, "/en/members/").select_one('script[type="application/ld+json"]')
    organisation = [each for each in json.loads(script.get_text()) if each["@type"] == "Organization"]

    assert [each["name"] for each in organisation] == ["Customs Organisation"]
    assert organisation[0]["member"] == [
        {
            "@type": "GovernmentOrganization",
            "name": "Customs Service",
            "url": "https://www.customs.example.org/en/",
            "areaServed": {"@id": "http://localhost:8000/en/members/cook-islands/#country"},
        }
    ]


def test_a_member_is_described_for_machines(client, cook_islands):
    url = "http://localhost:8000/fr/membres/iles-cook/"

    assert linked_data(client, "/fr/membres/iles-cook/") == [
        {
            "@context": "https://schema.org",
            "@type": "AdministrativeArea",
            "@id": f"{url}#country",
            "name": "Îles Cook",
            "alternateName": "Cook Islands",
            "description": "Quinze îles.",
            "url": url,
            "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": "CK"},
            "geo": {"@type": "GeoCoordinates", "latitude": -21.212, "longitude": -159.778},
            "containedInPlace": {"@type": "Place", "name": "Polynésie"},
        },
        {
            "@context": "https://schema.org",
            "@type": "GovernmentOrganization",
            "name": "Customs Service",
            "url": "https://www.customs.example.org/en/",
            "areaServed": {"@id": f"{url}#country"},
        },
    ]


@pytest.mark.parametrize("items", [1, 3])
def test_the_table_costs_the_same_queries_whatever_its_length(client, django_assert_num_queries, members_index, items):
    for number in range(items):
        build_member(members_index, f"Member {number}")
    client.get("/en/members/members.csv")

    with django_assert_num_queries(1):
        client.get("/en/members/members.csv")


def test_the_drawing_tool_reads_columns_that_the_table_has(client, cook_islands):
    tool = Path(settings.BASE_DIR, "members/drawing/swell_chart.py").read_text()

    columns = set(re.findall(r'row\["(.+?)"\]', tool))

    assert columns
    assert columns <= set(table(client)[0])
