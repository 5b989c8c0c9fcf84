"""'Import a programme' in a browser, wide and narrow: what this project adds to the admin's page is accessible."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "only-for-this-test-2"
MAKE_ACCOUNT = (
    "from django.contrib.auth import get_user_model;"
    f"get_user_model().objects.create_superuser('importer', 'importer@example.org', '{PASSWORD}')"
)
OWN_PART = "document.querySelector('main form')"
LINES = "Programme\n3-Oct Customs Expert In Country Mission – ATLANTIS\n5-Oct ISWG Meeting\n• some day"


def test_the_form_the_preview_and_the_report_of_an_import_are_accessible(site, page, axe):
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNT)
    page.goto(f"{site.url}/admin/login/?next=/admin/events/import/")
    page.locator("[name=username]").fill("importer")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    page.get_by_label("Programme").fill(LINES)
    page.get_by_label("Start year").fill("2099")
    page.set_viewport_size({"width": 360, "height": 900})
    assert axe(page, OWN_PART) == []

    page.get_by_role("button", name="Preview").press("Enter")
    expect(page.get_by_role("heading", name="Lines that were passed over")).to_be_visible()
    assert axe(page, OWN_PART) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert axe(page, OWN_PART) == []

    page.get_by_role("button", name="Import", exact=True).press("Enter")  # as drafts, which nobody sees
    expect(page.get_by_role("table", name="Imported events")).to_be_visible()
    assert axe(page, "document.querySelector('main')") == []
