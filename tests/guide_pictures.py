"""The pictures of the guide, taken of the real admin with the seed content in both languages: `make guide`.

Each of PICTURES brings a signed-in page to what is to be seen; its name is the section of the guide.
"""

from io import BytesIO
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.bench.chromium import launch
from tests.served_site import ROOT, served_site

FOLDER = ROOT / "static/guide"
SIZE = {"width": 1200, "height": 840}  # as the guide's template says of them
PASSWORD = "only-for-the-pictures-1"
MAKE_ACCOUNT = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.users.models import UserProfile
for language in ("en", "fr"):
    user = get_user_model().objects.create_user(language, f"{{language}}@example.org", "{PASSWORD}", first_name="Litia")
    user.groups.set(Group.objects.all())
    UserProfile.objects.create(user=user, preferred_language=language, theme="light")
release = Page.objects.get(slug="godart-heads-new-caledonia-customs").specific
release.save_revision(user=user, log_action=True)
release.save_revision(user=user, log_action=True).publish(user=user)
"""
PROGRAMME = "25-Oct ISWG Meeting\n8-12 Nov Customs Expert In Country Mission – TONGA\n3 Mar Rules of origin workshop"


def start(page):
    page.goto("/admin/")


def publish(page):
    _open_release(page)
    page.locator("footer [data-w-dropdown-target=toggle]").click()


def event(page):
    page.goto("/admin/events/")
    page.locator("td.title a").first.click()
    page.get_by_role("tab").nth(2).click()


def programme(page):
    page.goto("/admin/events/import/")
    page.locator("[name=text]").fill(PROGRAMME)
    page.locator("[name=start_year]").fill("2030")  # of which the calendar has nothing yet
    page.locator("[name=preview]").click()
    page.locator(".programme-lines").evaluate("table => table.scrollIntoView({block: 'center'})")


def translate(page):
    page.goto("/admin/reports/french/")


def schedule(page):
    _open_release(page)
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").click()
    page.locator("#schedule-publishing-dialog [name=go_live_at]").wait_for()


def restore(page):
    _open_release(page)
    page.goto(page.url.partition("edit/")[0] + "history/")
    page.locator("tbody [data-w-dropdown-target=toggle]").nth(1).click()


def setting(page):
    page.goto("/admin/settings/oco_site/sitesettings/")


PICTURES = [start, publish, event, programme, translate, schedule, restore, setting]


def _open_release(page):
    page.goto("/admin/news/?q=Godart")
    page.locator("td.title a").first.click()
    page.wait_for_load_state()


def take_pictures(browser, site, folder, languages=("en", "fr")):
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNT)
    site.manage("run_scheduled_jobs")  # or the first screen would warn
    for language in languages:
        (folder / language).mkdir(parents=True, exist_ok=True)
        with browser.new_context(base_url=site.url, viewport=SIZE, reduced_motion="reduce") as context:
            page = context.new_page()
            page.goto("/admin/login/")
            page.locator("[name=username]").fill(language)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("form button[type=submit]").click()
            for bring_to in PICTURES:
                bring_to(page)
                page.wait_for_timeout(700)  # for what moves or loads late
                picture = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
                picture.save(folder / language / f"{bring_to.__name__}.webp", quality=50, method=6)


if __name__ == "__main__":
    with (
        TemporaryDirectory() as served,
        served_site(served) as site,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        take_pictures(browser, site, FOLDER)
