import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import nested_form_data, streamfield

from oco_site.models import ContactPage, SiteMapPage, StandardPage
from tests.builders import add, build_standard_page, page_form, text
from tests.oco_site.acts import ADMINS, assert_staff_read, edit_standard_page, french, read, words

NAMES = {"title": "Old", "slug": "old", "title_fr": "Ancien", "slug_fr": "ancien"}


def texts(*names, english, french_):
    return {f"{name}_{language}": value for name in names for language, value in (("en", english), ("fr", french_))}


def page_to_edit(kind, home):
    """A page of each type with texts in both languages: the page, its fields of one line, rich texts and bodies."""
    lines, rich, bodies = {
        "home": (("introduction_heading",), ("introduction",), ()),
        "standard": (("introduction",), (), ("body",)),
        "contact": ((), (), ("body",)),
        "site map": ((), (), ()),
    }[kind]
    fields = NAMES | texts(*lines, english="Old", french_="Ancien")
    fields |= texts(*rich, english="<p>Old</p>", french_="<p>Ancien</p>")
    fields |= texts(*bodies, english=text("<p>Old</p>"), french_=text("<p>Ancien</p>"))
    if kind == "home":
        for name, value in fields.items():
            setattr(home, name, value)
        home.save_revision().publish()
        return home, lines, rich, bodies
    page_class = {"standard": StandardPage, "contact": ContactPage, "site map": SiteMapPage}[kind]
    return add(home, page_class(**fields)), lines, rich, bodies


def in_language(page, name, language):
    """What a field holds in a language, as plain as a reader sees it."""
    value = getattr(page, f"{name}_{language}", None)
    if value is None:
        value = getattr(page, name if language == "en" else f"{name}_fr")
    return words(BeautifulSoup(str(value), "html.parser"))


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize("kind", ["home", "standard", "contact", "site map"])
def test_a_new_text_in_one_language_leaves_the_other_as_it_was(request, admin, language, other, kind, home):
    staff = request.getfixturevalue(admin)
    page, lines, rich, bodies = page_to_edit(kind, home)
    before = {"en": "Old", "fr": "Ancien"}
    after = before | {language: "New"}
    html = {code: f"<p>{words_}</p>" for code, words_ in after.items()}
    form = page_form(
        *texts(*bodies, english="", french_=""),
        bodies=texts(*bodies, english=html["en"], french_=html["fr"]),
        rich_texts=texts(*rich, english=html["en"], french_=html["fr"]),
        **NAMES | {"title": after["en"], "title_fr": after["fr"]},
        **texts(*lines, english=after["en"], french_=after["fr"]),
    )

    response = staff.post(f"/admin/pages/{page.pk}/edit/", form)

    assert response.status_code == 302, response.context["form"].errors
    page = type(page).objects.get(pk=page.pk)
    names = ("title", *lines, *rich, *bodies)
    assert {in_language(page, name, language) for name in names} == {"New"}
    assert {in_language(page, name, other) for name in names} == {before[other]}


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("kind", ["home", "standard", "contact", "site map"])
def test_a_page_is_previewed_in_both_languages_before_it_is_saved(request, admin, kind, home):
    staff = request.getfixturevalue(admin)
    page, lines, rich, bodies = page_to_edit(kind, home)
    url = f"/admin/pages/{page.pk}/edit/preview/"
    form = page_form(
        *texts(*bodies, english="", french_=""),
        rich_texts=texts(*rich, english="", french_=""),
        **NAMES | {"title": "Draft title", "title_fr": "Titre du brouillon"},
        **texts(*lines, english="Draft", french_="Brouillon"),
        publish=False,
    )
    assert staff.post(url, form).json() == {"is_valid": True, "is_available": True}

    def shown(query):
        preview = BeautifulSoup(staff.get(url + query).content, "html.parser")
        return preview.html["lang"], preview.h1.text, preview.find("a", class_="skip").text

    english = ("en", "Draft title", "Skip to main content")
    in_french = ("fr", "Titre du brouillon", "Aller au contenu principal")
    assert shown("?mode=en") == english
    assert shown("?mode=fr") == in_french
    assert shown("") == (in_french if admin == "french_admin" else english)


@pytest.mark.parametrize("admin", ADMINS)
def test_the_edit_form_has_a_tab_for_each_language_and_one_for_both(request, admin, home):
    staff = request.getfixturevalue(admin)

    page = BeautifulSoup(staff.get(f"/admin/pages/{home.pk}/edit/").content, "html.parser")

    tabs = [words(tab).removesuffix(" ()") for tab in page.find(attrs={"data-edit-form": True}).find_all(role="tab")]
    assert tabs == ["English", "Français", french("Both languages") if admin == "french_admin" else "Both languages"]


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(("kind", "missing", "field"), [("contact", "title", "title"), ("standard", "title", "title")])
def test_french_without_english_is_refused_where_english_is_required(request, admin, kind, missing, field, home):
    staff = request.getfixturevalue(admin)
    page, lines, rich, bodies = page_to_edit(kind, home)
    fields = NAMES | texts(*lines, english="New", french_="Nouveau") | {missing: ""}

    response = staff.post(
        f"/admin/pages/{page.pk}/edit/",
        page_form(
            *texts(*bodies, english="", french_=""), rich_texts=texts(*rich, english="", french_=""), **fields
        ),
    )  # fmt: skip

    assert list(response.context["form"].errors) == [field]
    assert ("This field is required." in response.content.decode()) is (admin == "english_admin")
    assert ("Champ requis." in response.content.decode()) is (admin == "french_admin")


@pytest.mark.parametrize("admin", ADMINS)
def test_french_text_without_a_french_title_is_refused(request, admin, home):
    staff = request.getfixturevalue(admin)
    page = build_standard_page(home, "About", slug="about")

    response = staff.post(
        f"/admin/pages/{page.pk}/edit/",
        page_form(
            "body_en", "body_fr", title="About", slug="about", introduction_en="",
            bodies={"body_fr": "<p>Le texte français</p>"},
        ),
    )  # fmt: skip

    assert list(response.context["form"].errors) == ["title_fr"]
    assert_staff_read(response, "There is French text on this page: it needs a French title, too.", admin)


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(("slug", "slug_fr", "field"), [("search", "x", "slug"), ("x", "recherche", "slug_fr")])
def test_an_address_that_belongs_to_a_view_is_refused(request, admin, home, slug, slug_fr, field):
    staff = request.getfixturevalue(admin)
    form = page_form("body_en", "body_fr", title="X", title_fr="X", slug=slug, slug_fr=slug_fr, introduction_en="")

    response = staff.post(f"/admin/pages/add/oco_site/standardpage/{home.pk}/", form)

    assert list(response.context["form"].errors) == [field]
    assert_staff_read(response, "This address belongs to another part of the site.", admin)


def test_french_staff_see_french_titles_in_the_admin(french_admin, home):
    page = build_standard_page(home, "Privacy", title_fr="Vie privée")

    form = BeautifulSoup(french_admin.get(f"/admin/pages/{page.pk}/edit/").content, "html.parser")

    assert "Vie privée" in words(form.title)


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("filled", ["neither", "both"])
def test_a_button_needs_a_page_or_an_address_and_not_both(request, admin, filled, home):
    staff = request.getfixturevalue(admin)
    target = {"page": "", "url": ""} if filled == "neither" else {"page": home.pk, "url": "https://www.wcoomd.org/"}
    form = page_form("body_fr", title="New", slug="new")
    form |= nested_form_data({"body_en": streamfield([("button", {"text": "Go", **target})])})

    response = staff.post(f"/admin/pages/add/oco_site/standardpage/{home.pk}/", form)

    assert_staff_read(response, "Choose a page or type an address, one of the two.", admin)
    assert not StandardPage.objects.exists()


@pytest.mark.parametrize(
    ("page_type", "parent_type"),
    [
        ("homepage", "home"),
        ("standardpage", "news"),
        ("standardpage", "contact"),
        ("contactpage", "standard"),
        ("contactpage", "home with a contact page"),
        ("sitemappage", "standard"),
        ("sitepage", "home"),
    ],
)
def test_a_page_in_the_wrong_place_cannot_be_made(
    request, english_admin, home, news_index, page_type, parent_type
):  # fmt: skip
    parents = {
        "home": lambda: home,
        "news": lambda: news_index,
        "standard": lambda: build_standard_page(home),
        "contact": lambda: add(home, ContactPage(title="Contact", slug="contact")),
        "home with a contact page": lambda: add(home, ContactPage(title="Contact", slug="contact")).get_parent(),
    }
    parent = parents[parent_type]()
    children = parent.get_children().count()
    form = page_form("body_en", "body_fr", title="New", slug="new")

    response = english_admin.post(f"/admin/pages/add/oco_site/{page_type}/{parent.pk}/", form)

    assert response.status_code in (302, 403, 404)
    parent.refresh_from_db()
    assert parent.get_children().count() == children


@pytest.mark.parametrize("admin", ADMINS)
def test_the_offered_types_below_home_are_the_ones_that_belong_there(request, admin, home):
    staff = request.getfixturevalue(admin)
    add(home, SiteMapPage(title="Site map", slug="site-map"))

    offered = staff.get(f"/admin/pages/{home.pk}/add_subpage/").context["page_types"]

    assert {model for _name, app, model, _icon, *_rest in offered if app == "oco_site"} == {
        "standardpage",
        "contactpage",
        "glossarypage",
    }


def test_a_page_is_put_into_the_menu_and_the_footer_with_its_form(client, english_admin, home):
    page = build_standard_page(home, "About", slug="about")
    assert read(client, "/en/").find("nav", id="nav") is None

    edit_standard_page(english_admin, page, show_in_menus="on", footer_column="contact")

    english = read(client, "/en/")
    assert [a["href"] for a in english.find("nav", id="nav").find_all("a")] == ["/en/about/"]
    assert [words(column) for column in english.footer.find_all("h2")] == ["Contact"]
    assert [a["href"] for a in english.footer.find_all("a")] == ["/en/about/"]
