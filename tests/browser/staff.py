"""Staff at browsers of their own, with an account on the served site."""

import re

from playwright.sync_api import expect

PASSWORD = "only-for-this-test-1"
MAKE_ACCOUNTS = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from oco_site.groups import AUTHORS, PUBLISHERS
for name, group, language in (("litia", AUTHORS, "en"), ("mere", PUBLISHERS, "en"), ("hina", PUBLISHERS, "fr")):
    user = get_user_model().objects.create_user(name, f"{{name}}@example.org", "{PASSWORD}")
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language=language)
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

    def press(self, role, name, key=None, which=0):
        self.presses += 1
        self.page.wait_for_load_state()  # a tab or a menu that has no script yet does not answer
        button = self.page.get_by_role(role, name=name, exact=True).nth(which)
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
