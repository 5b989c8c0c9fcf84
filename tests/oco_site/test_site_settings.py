"""The settings of the site: each is found on the pages that it is for, in both languages, and an empty one nowhere."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from oco_site.models import ContactPage, SiteSettings
from tests.builders import add, build_image, build_release, page_form
from tests.oco_site.acts import ADMINS, assert_staff_read, french, read, words

TEXTS = {
    "organisation": ("Customs Org", "Org des douanes"),
    "vision": ("Navigating borders", "D’une frontière à l’autre"),
    "vision_second": ("Unifying", "Unir"),
    "place": ("Suva, Fiji", "Suva, Fidji"),
}
RICH_TEXTS = {
    "about": ("About us", "À propos de nous"),
    "footer": ("In the footer", "En pied de page"),
    "notice": ("Closed on Monday", "Fermé lundi"),
}
PLAIN = {
    "short_name": "OCO",
    "position": "18°08′S",
    "address": "Box 1",
    "telephone": "+679 1",
    "email": "info@example.org",
    "media_email": "media@example.org",
}


def settings_form(texts=None, rich_texts=None, accounts=(), **fields):
    form = {
        f"{name}_{language}": text
        for name, pair in (texts or dict.fromkeys(TEXTS, ("", ""))).items()
        for language, text in zip(("en", "fr"), pair, strict=True)
    }
    html = {
        f"{name}_{language}": f"<p>{text}</p>" if text else ""
        for name, pair in (dict.fromkeys(RICH_TEXTS, ("", "")) | (rich_texts or {})).items()
        for language, text in zip(("en", "fr"), pair, strict=True)
    }
    form = page_form(publish=False, rich_texts=html, **dict.fromkeys(PLAIN, "") | form | fields)
    return form | nested_form_data({"social_accounts": streamfield([("account", each) for each in accounts])})


def save(staff, form):
    url = staff.get("/admin/settings/oco_site/sitesettings/").headers["Location"]
    return staff.post(url, form)


@pytest.mark.parametrize("admin", ADMINS)
def test_each_setting_is_found_on_a_page_in_both_languages(request, admin, client, home, news_index):
    staff, emblem = request.getfixturevalue(admin), build_image()
    add(home, ContactPage(title="Contact", slug="contact"))
    build_release(news_index, slug="release")
    account = {"name": "LinkedIn", "url": "https://www.linkedin.com/company/oco"}

    response = save(staff, settings_form(TEXTS, RICH_TEXTS, [account], emblem=emblem.pk, **PLAIN))

    assert response.status_code == 302, response.context["form"].errors
    for number, (language, news) in enumerate((("en", "news"), ("fr", "actualites"))):
        said = {name: pair[number] for name, pair in (TEXTS | RICH_TEXTS).items()}
        front = read(client, f"/{language}/")
        contact = read(client, f"/{language}/contact/")
        release = read(client, f"/{language}/{news}/release/")
        assert front.header.find(class_="brand").b.text == front.footer.find(class_="org").text == said["organisation"]
        assert said["organisation"] in words(front.select_one(".hero .org"))
        assert (front.h1.text, front.select_one(".hero .sub").text) == (said["vision"], said["vision_second"])
        assert front.footer.address.text.endswith(said["place"])
        assert words(front.select_one(".foot-text")) == said["footer"]
        assert words(front.select_one(".site-notice")) == said["notice"]
        assert words(release.select_one(".notes div")) == said["about"]
        assert front.title.text.endswith("(OCO)")
        assert PLAIN["position"] in words(front.footer)
        shown = words(contact.find("dl"))
        assert [name for name in ("address", "telephone", "email", "media_email") if PLAIN[name] not in shown] == []
        assert all(part.find("a", href=account["url"]).text == "LinkedIn" for part in (front.footer, contact.dl))
        assert [image["alt"] for image in front.header.find_all("img")] == [""]
        organisation = json.loads(front.find("script", type="application/ld+json").string)[0]
        assert organisation["sameAs"] == [account["url"]]
        assert organisation["logo"].startswith("http://localhost:8000/media/images/picture")


def test_what_is_left_empty_leaves_nothing_on_a_page(client, home):
    add(home, ContactPage(title="Contact", slug="contact"))

    for path in ("/en/", "/fr/", "/en/contact/"):
        page = read(client, path)
        assert page.select(".site-notice, .foot-text, .org, .pos, address, dl") == []
        assert page.footer.find_all("h2") == []
        assert [tag for tag in page.find_all(["p", "h1", "h2", "ul", "dd"]) if not tag.get_text(strip=True)] == []
        assert page.header.find("svg", viewbox="0 0 400 400") is not None
    assert read(client, "/en/").h1.text == "Home"


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "is_shown"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (HOUR, None, False),
        (None, -HOUR, False),
        (None, HOUR, True),
        (-HOUR, None, True),
    ],
)
def test_a_notice_is_shown_between_its_start_and_its_end(client, home, start, end, is_shown):
    now, site = timezone.now(), home.sites_rooted_here.get()
    moments = {"notice_from": start and now + start, "notice_until": end and now + end}
    SiteSettings.objects.create(site=site, notice_en="<p>Closed</p>", **moments)

    for language in ("en", "fr"):
        notice = read(client, f"/{language}/").select_one(".site-notice")
        assert (notice is not None) is is_shown
    if is_shown:  # there is no French of it
        assert (words(notice), notice["aria-label"], notice.div["lang"]) == ("Closed", french("Notice"), "en")


@pytest.mark.parametrize("admin", ADMINS)
def test_the_moments_of_a_notice_are_those_of_a_zone_that_the_form_names(request, admin, home):
    staff = request.getfixturevalue(admin)
    notice = {"rich_texts": {"notice": ("Closed", "Fermé")}, "notice_from": "2026-12-24 12:00"}

    wrong = save(staff, settings_form(**notice, notice_until="2026-12-24 11:59"))
    assert_staff_read(wrong, "The notice ends before it begins.", admin)
    assert "Pacific/Fiji (UTC+12)" in wrong.content.decode()
    assert not SiteSettings.objects.get().notice_en

    assert save(staff, settings_form(**notice, notice_until="2026-12-25 12:00")).status_code == 302
    assert SiteSettings.objects.get().notice_from == datetime(2026, 12, 24, 0, 0, tzinfo=UTC)
