"""What staff do in the admin, from sign-in to the public page, each at a browser of their own."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "only-for-this-test-1"
MAKE_ACCOUNTS = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from oco_site.groups import AUTHORS, PUBLISHERS
for name, group, language in (("litia", AUTHORS, "en"), ("hina", PUBLISHERS, "fr")):
    user = get_user_model().objects.create_user(name, f"{{name}}@example.org", "{PASSWORD}")
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language=language)
"""
IN_A_DAY = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
TWO_DAYS_PASS = """
from datetime import timedelta
from wagtail.models import Revision
for revision in Revision.objects.exclude(approved_go_live_at=None):
    revision.approved_go_live_at -= timedelta(days=2)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
"""


class Person:
    """Somebody signed in at a browser of their own; counts what they do there besides typing."""

    def __init__(self, browser, site_url, name):
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.page.goto(f"{site_url}/admin/login/")
        self.page.locator("[name=username]").fill(name)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("form button[type=submit]").click()
        self.presses = 0

    def press(self, role, name, key=None):
        self.presses += 1
        button = self.page.get_by_role(role, name=name, exact=True).first
        button.press(key) if key else button.click()

    def write(self, name, words):
        self.page.locator(f"[name={name}]").fill(words)

    def write_text(self, body, words):
        """In the block of text that the empty body of the open tab begins with."""
        self.page.locator(".public-DraftEditor-content:visible").last.fill(words)
        # The editor hands its text to the form a quarter of a second later.
        expect(self.page.locator(f"[name={body}-0-value]")).to_have_value(re.compile(words))

    def is_told(self, words):
        expect(self.page.locator(".messages")).to_contain_text(words)


@pytest.fixture
def sign_in(site, browser):
    """Call it with a user's name."""
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNTS)
    people = []

    def sign_in(name):
        people.append(Person(browser, site.url, name))
        return people[-1]

    yield sign_in
    for person in people:
        person.page.context.close()


def test_staff_write_check_publish_and_schedule_a_release(site, sign_in, page):
    """An author in English submits, a publisher in French approves, and schedules a correction."""
    author = sign_in("litia")
    author.press("button", "Pages")
    author.press("link", "News releases")
    author.press("link", "Add child page")
    author.write("title", "Officers trained in Suva")
    author.write_text("body_en", "Twelve officers were trained.")
    author.press("tab", "Français")
    author.write("title_fr", "Des agents formés à Suva")
    author.write_text("body_fr", "Douze agents ont été formés.")
    author.press("button", "More actions")
    author.press("button", "Submit to Publication")
    author.is_told("submitted for moderation")
    assert author.presses == 6
    address = f"{site.url}/fr/actualites/des-agents-formes-a-suva/"
    assert page.goto(address).status == 404

    publisher = sign_in("hina")
    publisher.press("link", "Des agents formés à Suva")  # on the first screen, where it waits
    publisher.press("button", "Plus d'actions")
    publisher.press("button", "Approuver et Publier")
    publisher.is_told("mise à jour")
    assert publisher.presses == 3
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Douze agents ont été formés.")

    publisher.page.goto(f"{site.url}/admin/")
    publisher.presses = 0
    publisher.press("button", "Pages")
    publisher.press("link", "Communiqués de presse")
    publisher.press("link", "Des agents formés à Suva")
    publisher.press("tab", "Français")
    publisher.write("title_fr", "Treize agents formés à Suva")
    publisher.press("button", "Afficher/masquer le statut")
    publisher.press("button", "Programmer")
    publisher.write("go_live_at", IN_A_DAY)
    # From the keyboard: the calendar of the field lies over the button.
    publisher.press("button", "Enregistrer la programmation", key="Enter")
    publisher.press("button", "Plus d'actions")
    publisher.press("button", "Programmer pour publication")
    publisher.is_told("planifiée")
    assert publisher.presses == 9
    assert "Treize" not in page.goto(address).text()
    site.manage("shell", "--no-imports", "-c", TWO_DAYS_PASS)
    site.manage("run_scheduled_jobs")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Treize agents formés à Suva")
    publisher.page.goto(f"{site.url}/admin/")
    expect(publisher.page.locator("#schedule-state-section")).to_contain_text("dernière fois")
