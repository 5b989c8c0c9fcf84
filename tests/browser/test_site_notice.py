"""The notice on every page, from a French admin's first screen to the public pages and off again."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "only-for-this-test-1"
MAKE_ACCOUNT = (
    "from django.contrib.auth import get_user_model;"
    "from wagtail.users.models import UserProfile;"
    f"user = get_user_model().objects.create_superuser('avis', 'avis@example.org', '{PASSWORD}');"
    "UserProfile.objects.create(user=user, preferred_language='fr')"
)
TAKE_AWAY = (
    "from oco_site.models import SiteSettings;"
    "settings = SiteSettings.objects.get();"
    "settings.notice_en = settings.notice_fr = '';"
    "settings.save()"
)
CLICKS = 5  # the row, the field, the other tab, its field, 'Enregistrer'


@pytest.fixture
def notice_taken_away(site):
    yield
    site.manage("shell", "--no-imports", "-c", TAKE_AWAY)


@pytest.mark.usefixtures("notice_taken_away")
def test_a_french_admin_changes_the_notice(site, page, axe):
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNT)
    complaints, clicks = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.url}/admin/login/")
    page.locator("[name=username]").fill("avis")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    page.get_by_role("heading", name="Où modifier").wait_for()
    assert axe(page) == []

    def click(target):
        clicks.append(target)
        target.click()

    click(page.locator("tr", has_text="Un avis sur chaque page").get_by_role("link"))
    for language, notice in (("en", "Closed on Monday."), ("fr", "Fermé lundi.")):
        if language == "fr":
            click(page.get_by_role("tab", name="Français"))
        click(page.locator(f"[data-contentpath=notice_{language}] [contenteditable=true]"))
        page.keyboard.type(notice)
        # The editor hands its text to the form a quarter of a second after the last key.
        expect(page.locator(f"[name=notice_{language}]")).to_have_value(re.compile(notice))
    click(page.get_by_role("button", name="Enregistrer"))
    page.get_by_text("mis à jour").wait_for()

    assert len(clicks) == CLICKS
    for path, notice in (("/en/", "Closed on Monday."), ("/fr/membres/", "Fermé lundi.")):
        page.goto(site.url + path)
        assert page.locator(".site-notice").inner_text() == notice
        assert axe(page) == []
    assert complaints == []
