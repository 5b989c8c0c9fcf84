"""What visitors' browsers are told, what they are not given, and how the site answers when something is wrong."""

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Page, PageViewRestriction, Site

from oco_site.fields import LANGUAGES
from oco_site.models import ContactPage, SiteMapPage, StandardPage
from tests.builders import (
    add,
    build_event,
    build_member,
    build_priority,
    build_release,
    build_standard_page,
)

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


HASHES = re.compile(r"(?<=style-src 'self')( 'sha256-[\w+/]{43}=')+")  # of the styles that stand in pages


def policy(response):
    """Its directives, without the hashes that style-src may have."""
    return {directive.strip() for directive in HASHES.sub("", response.headers["Content-Security-Policy"]).split(";")}


def refused_styles(response):
    """What stands in a page's <style> elements and is not allowed by its hash, as a browser compares it."""
    styles = [element.string for element in BeautifulSoup(response.content, "html.parser").find_all("style")]
    assert styles
    allowed = HASHES.search(response.headers["Content-Security-Policy"])[0].split()
    digests = {style: base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles}
    return [style for style, digest in digests.items() if f"'sha256-{digest}'" not in allowed]


@pytest.fixture
def every_page(home, news_index, events_index, members_index, priorities_index):
    """The addresses of a page of each type, in both languages, and of what is no page."""
    pages = [
        home, news_index, events_index, members_index, priorities_index,
        build_release(news_index),
        build_event(events_index),
        build_member(members_index),
        build_priority(priorities_index),
        build_standard_page(home),
        add(home, ContactPage(title="Contact", slug="contact")),
        add(home, SiteMapPage(title="Site map", slug="site-map")),
    ]  # fmt: skip
    addresses = [page.address_in(code).removeprefix("http://localhost:8000") for page in pages for code in LANGUAGES]
    return [*addresses, "/en/search/?q=customs", "/fr/recherche/?q=douane", "/sitemap.xml", "/"]


def test_no_visitor_gets_a_cookie_and_no_page_varies_by_one(client, every_page):
    answers = {path: client.get(path) for path in [*every_page, "/en/nothing/", "/fr/rien/"]}

    assert {path: sorted(answer.cookies) for path, answer in answers.items()} == {path: [] for path in answers}
    assert [path for path, answer in answers.items() if "cookie" in answer.headers.get("Vary", "").lower()] == []
    assert {path for path, answer in answers.items() if answer.status_code == 200} == set(every_page) - {"/"}


def test_every_public_answer_has_the_strict_policy_and_the_other_headers(client, every_page):
    for path in [*every_page, "/en/nothing/", "/fr/rien/"]:
        answer = client.get(path)
        assert policy(answer) == STRICT, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert answer.headers["Permissions-Policy"] == (
            "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()"
        ), path
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path


def test_other_sites_may_show_the_picture_of_a_link(client, home):
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    picture = page.select_one("meta[property='og:image']")["content"].removeprefix("http://localhost:8000")

    assert client.get(picture).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_page_carries_a_script_or_a_style_that_its_policy_forbids(client, every_page):
    for path in every_page[:-2]:
        answer = client.get(path)
        page = BeautifulSoup(answer.content, "html.parser")
        inline = page.find_all(lambda tag: tag.name == "script" and not tag.get("src"))
        handlers = page.find_all(lambda tag: any(name == "style" or name.startswith("on") for name in tag.attrs))
        scripts = [tag for tag in inline if tag.get("type") not in ("application/json", "application/ld+json")]
        assert (scripts, handlers, refused_styles(answer)) == ([], [], []), path


def test_the_style_of_a_page_finds_its_files_and_carries_no_comments(client, home):
    style = BeautifulSoup(client.get("/en/").content, "html.parser").style.string

    assert set(re.findall(r"/[\w-]+\.", "".join(re.findall(r'url\("(/static/[^"]+)"\)', style)))) == {
        "/alegreya-oco.",
    }  # fmt: skip
    assert "../" not in style
    assert "/*" not in style


def test_the_sign_in_page_has_the_strict_policy(client, home):
    answer = client.get("/admin/login/")

    assert answer.status_code == 200
    assert policy(answer) == STRICT


def test_the_admin_has_its_own_policy_only_at_its_own_addresses_and_for_staff(client, english_admin, home):
    staff_policy = policy(english_admin.get("/admin/"))

    assert {"default-src 'self'", "script-src 'self' 'unsafe-inline'", "frame-ancestors 'self'"} < staff_policy
    assert "default-src 'none'" not in staff_policy
    assert "style-src 'self' 'unsafe-inline'" in staff_policy  # with no hash, which would switch the latter off
    assert policy(english_admin.get("/en/")) == policy(client.get("/admin/")) == STRICT
    assert policy(english_admin.get("/en/admin/")) == STRICT


def test_djangos_own_admin_and_wagtails_api_are_at_no_address(home, english_admin):
    assert not {"admin", "wagtailapi"} & set(get_resolver().namespace_dict)
    for path in ("/django-admin/", "/api/v2/pages/", "/en/api/v2/pages/"):
        assert english_admin.get(path, follow=True).status_code == 404


def test_the_user_bar_is_for_staff_only(client, english_admin, home):
    assert "wagtail-userbar" in english_admin.get("/en/").content.decode()
    assert "wagtail-userbar" not in client.get("/en/").content.decode()


def test_a_visitor_with_a_session_that_no_longer_exists_gets_no_user_bar(home):
    client = Client()
    client.cookies["sessionid"] = "0123456789abcdefghij0123456789ab"

    answer = client.get("/en/")

    assert answer.status_code == 200
    assert "wagtail-userbar" not in answer.content.decode()


# Error pages ------------------------------------------------------------------------------------------------------


ERRORS = {
    ("en", 403): ("No access", "Accès refusé : aller à l’accueil en français"),
    ("fr", 403): ("Accès refusé", "No access: go to the home page in English"),
    ("en", 404): ("Page not found", "Page introuvable : aller à l’accueil en français"),
    ("fr", 404): ("Page introuvable", "Page not found: go to the home page in English"),
    ("en", 500): ("Something went wrong", None),
    ("fr", 500): ("Une erreur s’est produite", None),
}


@pytest.mark.parametrize(("language", "status"), ERRORS)
def test_an_error_page_speaks_the_language_of_its_address(client, home, monkeypatch, language, status):
    build_standard_page(home, "About", slug="about", title_fr="À propos", slug_fr="about-fr", show_in_menus=True)
    client.raise_request_exception = False
    path = {"en": "/en/about/", "fr": "/fr/about-fr/"}[language]
    if status == 404:
        path = f"/{language}/nothing/"
    else:
        error = PermissionDenied if status == 403 else RuntimeError("the fault is ours")
        monkeypatch.setattr(StandardPage, "serve", lambda *args, **kwargs: (_ for _ in ()).throw(error))

    answer = client.get(path)

    heading, other_home = ERRORS[language, status]
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == status
    assert (page.html["lang"], page.h1.text) == (language, heading)
    assert page.title.text.startswith(heading)
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.main.find("a", href=f"/{language}/")
    if other_home:
        assert " ".join(page.find(class_="alt-lang").text.replace("\xa0", " ").split()) == other_home
        assert page.find("a", class_="lang")["href"] == ("/fr/" if language == "en" else "/en/")
        assert page.main.find("a", href=path.replace("nothing", "about" if language == "en" else "about-fr"))
    assert policy(answer) == STRICT
    assert refused_styles(answer) == []
    assert not answer.cookies
    assert "the fault is ours" not in answer.content.decode().replace("The fault is ours;", "")


def test_an_error_outside_both_languages_is_answered(client, home):
    answer = client.get("/documents/1/nothing.pdf")

    assert answer.status_code == 404
    assert BeautifulSoup(answer.content, "html.parser").h1.text == "Page not found"


def test_a_page_is_not_found_before_the_site_has_content(client, db):
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()

    assert client.get("/en/nothing/").status_code == 404


def test_a_form_from_elsewhere_is_refused(db):
    get_user_model().objects.create_superuser("staff", password="correct horse battery")
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/admin/login/", {"username": "staff", "password": "correct horse battery"})

    assert answer.status_code == 403
    assert "sessionid" not in answer.cookies


def test_a_page_for_members_of_staff_is_neither_in_the_menu_nor_in_the_footer_and_asks_to_sign_in(client, home):
    page = build_standard_page(home, "Inside", slug="inside", show_in_menus=True, footer_column="site")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "Inside" not in client.get("/en/").content.decode()
    assert client.get("/en/inside/").headers["Location"] == "/admin/login/?next=/en/inside/"


def test_there_is_one_way_to_the_content_for_staff_and_one_for_programmes(settings):
    """Wagtail's admin, and files and feeds: neither Django's admin nor Wagtail's API."""
    assert not {"django.contrib.admin", "rest_framework", "wagtail.api.v2"} & set(settings.INSTALLED_APPS)
