import pytest
from django.core.management import call_command
from wagtail.models import Revision, Site

from oco_site.models import StandardPage
from tests.builders import build_standard_page, page_form
from tests.oco_site.acts import ADMINS, assert_staff_read, edit_standard_page, read

CLASH = "Another page in this section already has this address."


@pytest.fixture
def about(home):
    return build_standard_page(home, "About", slug="about", title_fr="À propos", slug_fr="a-propos")


@pytest.fixture
def team(about):
    """A page below a page, so that addresses have two parts of their own."""
    return build_standard_page(about, "Team", slug="team", title_fr="Équipe", slug_fr="equipe")


def leads_to(client, path):
    """The status of an address and where it leads."""
    response = client.get(path)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize(
    ("path", "title"), [("/en/about/team/", "Team"), ("/fr/a-propos/equipe/", "Équipe")], ids=["en", "fr"]
)
def test_a_page_has_an_address_in_each_language(client, team, path, title):
    assert read(client, path).h1.text == title


@pytest.mark.parametrize("path", ["/fr/about/team/", "/fr/a-propos/team/", "/fr/about/equipe/"])
def test_an_english_slug_in_a_french_address_leads_to_the_french_one_with_its_query(client, team, path):
    assert leads_to(client, f"{path}?page=2&q=%C3%A9") == (301, "/fr/a-propos/equipe/?page=2&q=%C3%A9")


@pytest.mark.parametrize("path", ["/en/a-propos/", "/en/a-propos/equipe/", "/en/about/equipe/"])
def test_a_french_slug_in_an_english_address_is_not_found(client, team, path):
    assert client.get(path).status_code == 404


def test_a_page_without_french_keeps_its_english_slug_below_a_french_one(client, about):
    build_standard_page(about, "Staff", slug="staff")

    assert client.get("/fr/a-propos/staff/").status_code == 200
    assert leads_to(client, "/fr/about/staff/") == (301, "/fr/a-propos/staff/")


def test_an_address_without_its_last_slash_leads_to_the_whole_one(client, about):
    assert leads_to(client, "/fr/a-propos?page=2") == (301, "/fr/a-propos/?page=2")
    assert leads_to(client, "/en") == (301, "/en/")


@pytest.mark.parametrize("path", ["/en/about/nothing/", "/fr/about/nothing/", "/fr/a-propos/nothing/", "/de/about/"])
def test_what_follows_an_address_must_be_a_page(client, about, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/en/draft/", "/fr/draft/", "/fr/brouillon/"])
def test_a_draft_is_found_at_no_address(client, home, path):
    page = build_standard_page(home, "Draft", slug="draft", title_fr="Brouillon", slug_fr="brouillon")
    page.unpublish()

    assert client.get(path).status_code == 404


def test_a_draft_that_is_renamed_before_it_is_published_leaves_no_redirect(client, english_admin, home):
    url = f"/admin/pages/add/oco_site/standardpage/{home.pk}/"
    names = {"title": "Draft", "slug": "draft", "title_fr": "Brouillon", "slug_fr": "brouillon"}
    english_admin.post(url, page_form("body_en", "body_fr", publish=False, **names))
    page = StandardPage.objects.get(slug="draft")

    edit_standard_page(english_admin, page, slug="final", slug_fr="finale")

    assert client.get("/en/final/").status_code == client.get("/fr/finale/").status_code == 200
    assert client.get("/en/draft/").status_code == client.get("/fr/brouillon/").status_code == 404


@pytest.mark.parametrize("admin", ADMINS)
def test_old_addresses_of_a_renamed_page_and_of_those_below_lead_on_in_both_languages(request, client, admin, team):
    staff = request.getfixturevalue(admin)

    edit_standard_page(staff, team.get_parent().specific, slug="who-we-are", slug_fr="qui-sommes-nous")

    assert leads_to(client, "/en/about/") == (301, "/en/who-we-are/")
    assert leads_to(client, "/fr/a-propos/") == (301, "/fr/qui-sommes-nous/")
    assert leads_to(client, "/en/about/team/") == (301, "/en/who-we-are/team/")
    assert leads_to(client, "/fr/a-propos/equipe/") == (301, "/fr/qui-sommes-nous/equipe/")
    assert client.get("/fr/qui-sommes-nous/equipe/").status_code == 200


def test_renaming_the_english_alone_moves_the_french_addresses_that_are_made_of_it(client, english_admin, home):
    page = build_standard_page(home, "Report", slug="report")

    edit_standard_page(english_admin, page, slug="annual-report")

    assert leads_to(client, "/fr/report/") == (301, "/fr/annual-report/")
    assert client.get("/fr/annual-report/").status_code == 200


def test_a_page_that_is_renamed_back_is_served_and_its_name_of_meanwhile_leads_to_it(client, english_admin, about):
    edit_standard_page(english_admin, about, slug="b", slug_fr="b-fr")
    about.refresh_from_db()

    edit_standard_page(english_admin, about, slug="about", slug_fr="a-propos")

    assert client.get("/en/about/").status_code == client.get("/fr/a-propos/").status_code == 200
    assert leads_to(client, "/en/b/") == (301, "/en/about/")
    assert leads_to(client, "/fr/b-fr/") == (301, "/fr/a-propos/")


@pytest.mark.parametrize("admin", ADMINS)
def test_old_addresses_of_a_moved_page_and_of_those_below_lead_on_in_both_languages(request, client, admin, home, team):
    staff = request.getfixturevalue(admin)
    elsewhere = build_standard_page(home, "Office", slug="office", title_fr="Bureau", slug_fr="bureau")
    about = team.get_parent()

    staff.post(f"/admin/pages/{about.pk}/move/{elsewhere.pk}/confirm/")

    assert leads_to(client, "/en/about/") == (301, "/en/office/about/")
    assert leads_to(client, "/fr/a-propos/") == (301, "/fr/bureau/a-propos/")
    assert leads_to(client, "/en/about/team/") == (301, "/en/office/about/team/")
    assert leads_to(client, "/fr/a-propos/equipe/") == (301, "/fr/bureau/a-propos/equipe/")
    assert client.get("/fr/bureau/a-propos/equipe/").status_code == 200


def test_a_draft_of_before_a_move_is_previewed_with_the_addresses_of_after_it(english_admin, home, about):
    elsewhere = build_standard_page(home, "Office", slug="office", title_fr="Bureau", slug_fr="bureau")
    names = {"title": "Draft", "slug": "about", "title_fr": "Brouillon", "slug_fr": "a-propos"}
    english_admin.post(f"/admin/pages/{about.pk}/edit/", page_form("body_en", "body_fr", publish=False, **names))
    english_admin.post(f"/admin/pages/{about.pk}/move/{elsewhere.pk}/confirm/")

    draft = read(english_admin, f"/admin/pages/{about.pk}/view_draft/?mode=en")

    assert (draft.h1.text, draft.find("a", class_="lang")["href"]) == ("Draft", "/fr/bureau/a-propos/")


@pytest.mark.usefixtures("as_published")
def test_publishing_an_old_revision_leaves_a_moved_page_at_its_new_french_address(client, home, about, english_admin):
    elsewhere = build_standard_page(home, "Office", slug="office", title_fr="Bureau", slug_fr="bureau")
    english_admin.post(f"/admin/pages/{about.pk}/move/{elsewhere.pk}/confirm/")

    Revision.objects.get(pk=about.latest_revision_id).publish()

    assert read(client, "/en/office/about/").find("a", class_="lang")["href"] == "/fr/bureau/a-propos/"
    assert client.get("/fr/bureau/a-propos/").status_code == 200


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Réunion générale", "reunion-generale"), ("Œuvres et cœurs", "oeuvres-et-coeurs"), ("Ça & là", "ca-la")],
)
def test_a_french_slug_that_is_left_empty_is_made_from_the_french_title(client, english_admin, home, title, slug):
    url = f"/admin/pages/add/oco_site/standardpage/{home.pk}/"

    english_admin.post(url, page_form("body_en", "body_fr", title="A", slug="a", title_fr=title, slug_fr=""))

    assert read(client, f"/fr/{slug}/").h1.text == title


def test_a_french_slug_that_is_made_avoids_the_addresses_of_the_section(client, home, about):
    build_standard_page(home, "Again", slug="a-propos-2")
    build_standard_page(home, "About too", title_fr="À propos")

    assert read(client, "/fr/a-propos-3/").find("a", class_="lang")["href"].startswith("/en/about-too")


@pytest.mark.parametrize("admin", ADMINS)
def test_a_copy_in_the_same_section_gets_addresses_of_its_own(request, client, admin, home, team):
    staff = request.getfixturevalue(admin)
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk}
    form |= {"copy_subpages": "on", "publish_copies": "on"}

    response = staff.post(f"/admin/pages/{team.get_parent().pk}/copy/", form)

    assert response.status_code == 302
    assert read(client, "/fr/a-propos/").find("a", class_="lang")["href"] == "/en/about/"
    assert read(client, "/fr/a-propos-2/").find("a", class_="lang")["href"] == "/en/copy/"
    assert read(client, "/fr/a-propos-2/equipe/").find("a", class_="lang")["href"] == "/en/copy/team/"


def test_staff_are_offered_no_alias(english_admin, about):
    form = english_admin.get(f"/admin/pages/{about.pk}/copy/").context["form"]

    assert "alias" not in form.fields
    assert "new_slug" in form.fields


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(
    "clash",
    [{"slug": "new", "slug_fr": "a-propos"}, {"slug": "new", "slug_fr": "about"}, {"slug": "a-propos", "slug_fr": ""}],
    ids=["french with french", "french with english", "english with french"],
)
def test_an_address_of_a_neighbour_is_refused_in_the_language_of_the_staff(request, admin, home, about, clash):
    staff = request.getfixturevalue(admin)
    url = f"/admin/pages/add/oco_site/standardpage/{home.pk}/"

    response = staff.post(url, page_form("body_en", "body_fr", title="New", title_fr="Nouveau", **clash))

    assert_staff_read(response, CLASH, admin)
    assert list(StandardPage.objects.values_list("slug", flat=True)) == ["about"]


def test_the_same_slug_may_stand_in_two_sections(client, english_admin, home, team):
    url = f"/admin/pages/add/oco_site/standardpage/{home.pk}/"

    form = page_form("body_en", "body_fr", title="Team", slug="team", title_fr="Équipe", slug_fr="equipe")

    assert english_admin.post(url, form).status_code == 302
    assert client.get("/fr/equipe/").status_code == client.get("/fr/a-propos/equipe/").status_code == 200


@pytest.mark.parametrize(
    ("site_url", "host", "port"),
    [("https://www.example.org", "www.example.org", 443), ("http://localhost:9000", "localhost", 9000)],
)
def test_site_url_and_not_the_host_of_a_request_is_in_the_addresses_that_are_given_out(
    client, settings, about, site_url, host, port
):
    settings.SITE_URL = site_url

    call_command("migrate", "oco_site", verbosity=0)

    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == (host, port)
    page = read(client, "/fr/a-propos/")
    assert page.find("link", rel="canonical")["href"] == f"{site_url}/fr/a-propos/"
    assert page.find("link", hreflang="en")["href"] == f"{site_url}/en/about/"
    assert f"<loc>{site_url}/en/about/</loc>" in client.get("/sitemap.xml", HTTP_HOST="localhost").content.decode()


@pytest.mark.parametrize(
    ("accepted", "address"),
    [("fr", "/fr/"), ("fr-NC,fr;q=0.9,en;q=0.8", "/fr/"), ("en-FJ,fr;q=0.5", "/en/"), ("de", "/en/"), ("", "/en/")],
)
def test_the_bare_address_chooses_by_the_language_that_the_browser_asks_for_and_remembers_nothing(
    client, home, accepted, address
):
    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies
