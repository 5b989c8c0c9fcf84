"""What staff do in the admin, from sign-in to the public page, each at a browser of their own."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

IN_A_DAY = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
TWO_DAYS_PASS = """
from datetime import timedelta
from wagtail.models import Revision
for revision in Revision.objects.exclude(approved_go_live_at=None):
    revision.approved_go_live_at -= timedelta(days=2)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
"""


def test_staff_write_check_publish_and_schedule_a_release(site, sign_in, page):
    """An author in English submits, a publisher in French approves, and schedules a correction."""
    author = sign_in("litia")
    author.press("link", "New release")
    author.write("title", "Officers trained in Suva")
    author.write_text("body_en", "Twelve officers were trained.")
    author.press("tab", "Français")
    author.write("title_fr", "Des agents formés à Suva")
    author.write_text("body_fr", "Douze agents ont été formés.")
    author.press("button", "More actions")
    author.press("button", "Submit to Publication")
    author.is_told("submitted for moderation")
    assert author.presses == 4
    address = f"{site.url}/fr/actualites/des-agents-formes-a-suva/"
    assert page.goto(address).status == 404

    publisher = sign_in("hina")
    # On the first screen, where it waits; in English, if it was saved by itself before it had a French title.
    publisher.press("link", re.compile("^(Des agents formés à Suva|Officers trained in Suva)$"))
    edit_form = publisher.page.url
    publisher.press("button", "Plus d'actions")
    publisher.press("button", "Approuver et Publier")
    publisher.is_told("mise à jour")
    assert publisher.presses == 3
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Douze agents ont été formés.")

    publisher.page.goto(edit_form)
    publisher.presses = 0
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
    assert publisher.presses == 6
    assert "Treize" not in page.goto(address).text()
    site.manage("shell", "--no-imports", "-c", TWO_DAYS_PASS)
    site.manage("run_scheduled_jobs")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Treize agents formés à Suva")
    publisher.page.goto(f"{site.url}/admin/")
    expect(publisher.page.locator("#schedule-state-section")).to_contain_text("dernière fois")
