"""Addresses of the former site, and those that lead nowhere."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from tests.builders import build_standard_page
from tests.oco_site.acts import words


@pytest.fixture
def page(home):
    return build_standard_page(home, "Treaty", slug="treaty", title_fr="Traité", slug_fr="traite")


def test_an_address_with_a_number_asks_the_redirects_before_it_chooses_a_language(client, page):
    Redirect.add_redirect("/?p=123", redirect_to="/fr/traite/")

    known, unknown = client.get("/?p=123"), client.get("/?p=124", headers={"accept-language": "fr"})

    assert (known.status_code, known["Location"]) == (301, "/fr/traite/")
    for query in ("p=123&utm_source=x", "utm=x&p=123", "fbclid=1&p=123&lang=fr"):  # what others add to a link
        assert client.get(f"/?{query}").get("Location") == "/fr/traite/", query
    assert (unknown.status_code, unknown["Location"]) == (302, "/fr/")


def test_a_redirect_to_a_page_leads_to_it_and_may_be_temporary(client, page):
    Redirect.add_redirect("/?p=7", redirect_to=page, is_permanent=False)

    response = client.get("/?p=7")

    assert (response.status_code, response["Location"]) == (302, "/en/treaty/")


@pytest.mark.parametrize("query", ["p=%00", "p=" + "9" * 5000, "p=1&p=2", "%FF=%FE", "a=1&b=2&" * 400])
def test_any_query_of_the_start_is_answered(client, home, query):
    assert client.get(f"/?{query}")["Location"] == "/en/"


def test_redirects_are_loaded_from_a_csv(client, page, tmp_path):
    csv = tmp_path / "redirects.csv"
    csv.write_text("from,to\n/about-us/treaty.html,{new}\n/?p=55,{new}\n".format(new="https://example.org/en/treaty/"))

    call_command("import_redirects", src=str(csv), verbosity=0)

    for old in ("/about-us/treaty.html", "/?p=55"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, "https://example.org/en/treaty/"), old


@pytest.mark.parametrize("path", ["", "/", "/page/2", "/page/190/"])
def test_the_former_pager_leads_to_the_archive_in_the_reader_s_language(client, news_index, path):
    response = client.get(f"/category/press-release{path}", headers={"accept-language": "fr"})

    assert (response.status_code, response["Location"]) == (302, "/fr/actualites/")
    assert "Accept-Language" in response["Vary"]


def test_the_former_pager_is_not_found_where_there_is_no_archive(client, home):
    assert client.get("/category/press-release/", follow=True).status_code == 404


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/news/customs-day_2020.html", "news customs day"),
        ("/fr/actualites/journ%C3%A9e-des-douanes/", "actualites journée des douanes"),
        ("/en/%3Cscript%3E/", "script"),
        ("/en/2021/08/", ""),
        ("/en/" + "word-" * 100 + "/", ("word " * 100)[:100].strip()),
    ],
)
def test_an_address_that_leads_nowhere_offers_a_search_for_its_words(client, home, address, query):
    response = client.get(address)

    assert response.status_code == 404
    page = read_404(response)
    assert page.select_one("main form.search input[name=q]")["value"].strip() == query
    assert page.html["lang"] == address[1:3]
    assert page.select_one("main form.search")["action"] == {"en": "/en/search/", "fr": "/fr/recherche/"}[address[1:3]]


def read_404(response):
    return BeautifulSoup(response.content, "html.parser")


def test_an_unknown_address_without_a_language_is_answered_in_the_reader_s(client, home):
    response = client.get("/some-old/page", headers={"accept-language": "fr"}, follow=True)

    assert response.status_code == 404
    page = read_404(response)
    assert words(page.h1) == "Page introuvable"
    assert page.select_one("main input[name=q]")["value"] == "some old page"
