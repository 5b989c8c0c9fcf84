"""What staff do in the edit form, at a real browser: a release with its picture, a bad line, a text from Word."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "only-for-this-test-1"
MAKE_ACCOUNTS = f"""
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
for name in ("sela", "tomasi"):
    user = get_user_model().objects.create_superuser(name, f"{{name}}@example.org", "{PASSWORD}")
    UserProfile.objects.create(user=user, preferred_language="en")
"""
MAKE_PAGE = """
from oco_site.models import HomePage, StandardPage
page = HomePage.objects.get().add_published_child(StandardPage(title="A page to edit", slug="a-page-to-edit"))
print(page.pk)
"""
TAKE_AWAY = """
from news.models import NewsReleasePage
from events.models import EventPage
from oco_site.models import GlossaryTerm, SiteImage, StandardPage
EventPage.objects.filter(slug__startswith="made-once").delete()
GlossaryTerm.objects.filter(acronym_en="A term of this test").delete()
for page in (*StandardPage.objects.filter(slug="a-page-to-edit"), *NewsReleasePage.objects.filter(slug="tonga-signs")):
    page.delete()
for image in SiteImage.objects.filter(title="signing"):
    image.delete()
"""
WATCH = "addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = '' })"
SETTLING = 2500  # milliseconds: Wagtail takes what is typed in a form's first moments for what was there
INTRODUCTION = "[name=introduction_en]"
TIMEOUT = 30_000  # milliseconds, on a busy machine
MOST_PRESSES = 11


@pytest.fixture(scope="module")
def edited_page(site):
    """The address of the edit form of a page that only these tests know."""
    site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNTS)
    pk = site.manage("shell", "--no-imports", "-c", MAKE_PAGE).split()[-1]
    yield f"{site.url}/admin/pages/{pk}/edit/"
    site.manage("shell", "--no-imports", "-c", TAKE_AWAY)


@pytest.fixture
def staff(browser, site, edited_page):
    """Call it with a name and where to go: a page of somebody who has signed in at a browser of their own."""
    contexts = []

    def sign_in(name, address, **context):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, **context))
        page = contexts[-1].new_page()
        fill_sign_in(page, site.url, name)
        page.add_init_script(WATCH)
        page.goto(address)
        if address == edited_page:
            page.locator("html[data-watched]").wait_for()
            page.wait_for_timeout(SETTLING)
        return page

    yield sign_in
    for context in contexts:
        context.close()


def fill_sign_in(page, site_url, name):
    page.goto(f"{site_url}/admin/login/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(f"{site_url}/admin/")


def autosaves(page):
    return page.expect_response(lambda answer: answer.ok and answer.request.method == "POST" and "/edit/" in answer.url)


def photo():
    file = BytesIO()
    Image.effect_noise((1600, 1200), 50).convert("RGB").save(file, "JPEG")
    return {"name": "signing.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_a_bilingual_release_with_a_picture_goes_from_the_first_screen_to_the_public(site, staff):
    page = staff("sela", f"{site.url}/admin/")
    presses = []

    def press(target):
        presses.append(target)
        target.click()

    def write_body(language, words):
        page.locator(".public-DraftEditor-content:visible").last.fill(words)
        # The editor hands its text to the form a quarter of a second later.
        expect(page.locator(f"[name=body_{language}-0-value]")).to_have_value(re.compile(words))

    press(page.get_by_role("link", name="New release"))
    page.locator("[name=title]").fill("Tonga signs")
    write_body("en", "Tonga signed today.")
    press(page.get_by_role("tab", name="Français"))
    page.locator("[name=title_fr]").fill("Les Tonga signent")
    write_body("fr", "Les Tonga ont signé.")
    press(page.get_by_role("tab", name="Both languages"))
    press(page.get_by_role("button", name="Choose an image").first)
    press(page.get_by_role("tab", name="Upload"))
    chooser = page.locator(".modal")
    presses.append("the file itself")
    with page.expect_file_chooser() as files:
        press(chooser.locator("[name$=-file]"))
    files.value.set_files(photo())
    # Wagtail names the picture after its file a tenth of a second later; without a title it would be refused.
    expect(chooser.locator("[name$=upload-title]")).to_have_value("signing")
    chooser.locator("[name$=description_en]").fill("Two people sign at a desk")
    chooser.locator("[name$=description_fr]").fill("Deux personnes signent à un bureau")
    press(chooser.get_by_role("button", name="Upload"))
    page.locator(".image-chooser img").locator("visible=true").wait_for()
    press(page.get_by_role("button", name="More actions"))
    press(page.get_by_role("button", name="Publish"))
    press(page.get_by_role("link", name="View live").first)

    public = page.context.pages[-1]
    public.wait_for_load_state()
    for address, title, text, alt in (
        ("/en/news/tonga-signs/", "Tonga signs", "Tonga signed today.", "Two people sign at a desk"),
        ("/fr/actualites/les-tonga-signent/", "Les Tonga signent", "ont signé", "Deux personnes signent à un bureau"),
    ):
        public.goto(site.url + address)
        assert public.locator("h1").inner_text() == title
        assert text in public.locator(".body").inner_text()
        assert public.get_by_alt_text(alt).first.evaluate("image => image.complete && image.naturalWidth > 0")
    assert len(presses) <= MOST_PRESSES


def test_a_bad_line_and_an_ended_session_lose_nothing(site, staff, edited_page):
    page = staff("sela", edited_page)
    introduction = page.locator(INTRODUCTION)
    paused = page.get_by_text("Autosave is paused").locator("visible=true").first

    page.context.set_offline(True)
    introduction.fill("Typed while the line was down.")
    paused.wait_for()
    assert page.get_by_text("A network error occurred.").locator("visible=true").count()
    with autosaves(page) as answer:
        page.context.set_offline(False)
    assert answer.value.json()["success"]

    page.context.clear_cookies(name="sessionid")
    introduction.fill("Typed after the session had ended.")
    told = page.get_by_text("You have been signed out.")
    told.wait_for()
    with page.expect_response("**/admin/login/"):  # it looks whether somebody has signed in again
        page.get_by_role("button", name="Save draft").click()
    assert page.url == edited_page

    other = page.context.new_page()
    fill_sign_in(other, site.url, "sela")  # which gives the browser another token against forged requests
    with autosaves(page) as answer:
        page.bring_to_front()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # headless tabs are never hidden
    assert answer.value.json()["success"]
    expect(told).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    assert page.get_by_text("has been updated").count() == 1
    assert introduction.input_value() == "Typed after the session had ended."


def test_a_form_without_autosave_is_sent_only_where_it_arrives(site, staff, edited_page):
    page = staff("sela", f"{site.url}/admin/snippets/oco_site/glossaryterm/add/")
    form, term, save = page.url, page.locator("[name=acronym_en]"), page.get_by_role("button", name="Save", exact=True)
    term.fill("A term of this test")
    page.locator("[name=meaning_en]").fill("What was typed.")

    page.context.set_offline(True)
    save.click()
    page.get_by_text("The site does not answer.").wait_for()
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")
    save.click()
    page.get_by_text("You have been signed out.").wait_for()
    assert (page.url, term.input_value()) == (form, "A term of this test")

    fill_sign_in(page.context.new_page(), site.url, "sela")
    page.bring_to_front()
    with page.expect_navigation():
        save.click()
    assert page.get_by_text("A term of this test").count()


def test_a_new_page_that_saves_itself_meanwhile_is_made_once(site, staff, edited_page):
    page, held = staff("sela", f"{site.url}/admin/"), []
    page.get_by_role("link", name="New event").click()
    page.locator("html[data-watched]").wait_for()
    page.wait_for_timeout(SETTLING)

    def hold_answer(route):
        held.append((route, route.fetch()))

    page.route(lambda url: "/pages/add/" in url and not held, hold_answer)
    page.locator("[name=title]").fill("Made once")
    page.get_by_role("tab", name="Both languages").click()
    page.locator("[name=start_date]").fill("2090-05-08")
    while not held:
        page.wait_for_timeout(200)
    page.get_by_role("button", name="Save draft").press("Enter")  # the calendar of the field lies over it
    page.wait_for_timeout(1000)
    with page.expect_navigation():
        (route, answer), *_others = held
        route.fulfill(response=answer)

    expect(page.locator(".messages")).to_contain_text("has been updated", timeout=TIMEOUT)


def test_a_second_editor_is_told_before_anything_is_overwritten(site, staff, edited_page):
    sela, tomasi = staff("sela", edited_page), staff("tomasi", edited_page)
    with autosaves(tomasi):
        tomasi.locator(INTRODUCTION).fill("Tomasi was here.")

    sela.locator(INTRODUCTION).fill("Sela, too.")
    # Her form asks every half minute who else is there.
    sela.get_by_text("Saving will overwrite a newer version.").locator("visible=true").first.wait_for(timeout=60_000)
    sela.get_by_role("button", name="Save draft").click()

    dialog = sela.get_by_role("dialog").locator("visible=true")
    assert "tomasi saved a new version" in dialog.inner_text()
    with sela.expect_navigation():
        dialog.get_by_role("button", name="Save draft").click()
    sela.goto(edited_page.replace("/edit/", "/history/"))
    assert sela.get_by_role("cell", name="tomasi").count()  # his text can be had back


# As Word puts it on the clipboard, shortened.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style>
</head><body lang=EN-AU><!--StartFragment-->
<h2><span lang=EN-AU style='mso-fareast-language:EN-US'>Outcome<o:p></o:p></span></h2>
<p class=MsoNormal><span style='font-family:"Times New Roman";color:red'>The <b>Secretariat</b> met on <u>Monday</u>:
<a href="https://www.wcoomd.org/">WCO</a>.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>First point<o:p></o:p></p>
<p class=MsoNormal><img width=9 height=5 src="file:///C:/Temp/clip_image001.png"></p><!--EndFragment--></body></html>"""
PASTE = """(html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', 'Outcome');
  const paste = new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true});
  document.querySelector('.public-DraftEditor-content').dispatchEvent(paste);
}"""


def test_a_text_from_word_leaves_no_rubbish(site, staff, edited_page):
    page = staff("sela", edited_page)
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text").click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()

    page.evaluate(PASTE, FROM_WORD)
    expect(page.locator("[name=body_en-0-value]")).to_have_value(re.compile("First point"))
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    page.goto(f"{site.url}/en/a-page-to-edit/")

    html = page.locator(".body > div").inner_html()
    assert re.sub(r' data-block-key="\w+"', "", html).strip() == (
        "<h2>Outcome</h2>"
        '<p>The <b>Secretariat</b> met on Monday: <a href="https://www.wcoomd.org/">WCO</a>.</p>'
        "<ul><li>First point</li></ul>"
    )


def test_the_accessibility_checker_of_wagtail_is_on_and_finds_nothing(site, staff, edited_page):
    """Each page gets one mistake on its way, so that a count of one says: the checker ran, and found nothing else."""

    def add_mistake(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", '<img alt="a.jpg" src="data:,"></main>'))

    # What a service worker asks for passes by the route.
    page = staff("sela", f"{site.url}/admin/", service_workers="block")
    page.route(re.compile(r"/(en|fr)/"), add_mistake)
    for path in (
        "/en/",
        "/fr/",
        "/fr/actualites/",
        "/en/news/palau-celebrates-customs-officer/",
        "/fr/evenements/",
        "/en/members/",
        "/fr/membres/etats-federes-de-micronesie/",
        "/en/priorities/trade-management-and-facilitation/",
        "/fr/a-propos/",
        "/en/contact/",
    ):
        page.goto(site.url + path)
        expect(page.locator("#checker-trigger [data-content-checker-count]")).to_have_text("1", timeout=TIMEOUT)
