import pytest
from django.core.files.base import ContentFile

from oco_site.models import ContactPage, SiteDocument, SiteMapPage, SiteSettings
from tests.builders import add, build_image, build_member, build_standard_page, text
from tests.oco_site.acts import read, words


def fill_settings(home, **fields):
    settings = SiteSettings.for_site(home.sites_rooted_here.get())
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()


# Home -------------------------------------------------------------------------------------------------------------


def test_the_home_page_opens_with_the_organisation_and_its_vision_in_each_language(client, home):
    fill_settings(
        home, organisation_en="Customs Org", organisation_fr="Org des douanes", short_name="OCO",
        vision_en="Navigating borders", vision_fr="D’une frontière à l’autre",
        vision_second_en="Unifying", vision_second_fr="Unir",
    )  # fmt: skip

    def hero(path):
        section = read(client, path).find(class_="hero")
        return [words(section.find(class_=name)) for name in ("org", "sub")] + [section.h1.text]

    assert hero("/en/") == ["Customs Org (OCO) Secretariat", "Unifying", "Navigating borders"]
    assert hero("/fr/") == ["Secrétariat de l’Org des douanes (OCO)", "Unir", "D’une frontière à l’autre"]


@pytest.mark.parametrize(("members", "number"), [(0, "0"), (2, "2")])
def test_the_introduction_of_the_home_page_counts_the_members(client, home, members_index, members, number):
    home.introduction_en, home.introduction_fr = "<p>We are <b>{members}</b>.</p>", "<p>Nous sommes {members}.</p>"
    home.save_revision().publish()
    for _n in range(members):
        build_member(members_index)

    assert words(read(client, "/en/").find(class_="intro")) == f"We are {number}."
    assert words(read(client, "/fr/").find(class_="intro")) == f"Nous sommes {number}."
    assert read(client, "/en/").find(class_="intro").b.text == number


@pytest.mark.parametrize("path", ["/en/", "/fr/"])
def test_empty_settings_and_an_empty_home_page_leave_no_empty_box(client, home, path):
    page = read(client, path)

    boxes = page.find_all(["p", "h1", "h2", "h3", "ul", "ol", "dl", "address", "li", "section", "figure"])
    assert [str(box) for box in boxes if not box.get_text(strip=True)] == []
    assert [section.get("class") for section in page.main.find_all("section")] == [["hero"]]
    assert page.find("nav", id="nav") is None


# Standard page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def every_block(home):
    """A page whose body has every block in both languages."""
    linked = build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", slug_fr="vie-privee")
    image = build_image(caption_en="At work", caption_fr="Au travail", credit_en="OCO", credit_fr="OCO")
    file = ContentFile(b"x" * 2048, name="report.pdf")
    document = SiteDocument.objects.create(title="Report", title_fr="Rapport", file=file, language="fr")

    def body(paragraph, quotation, action, caption):
        return [
            ("text", f'<h2>{paragraph}</h2><p><a linktype="page" id="{linked.pk}">{paragraph}</a></p>'),
            ("image", {"image": image, "caption": caption}),
            ("quote", {"quote": quotation, "source": "A. Person"}),
            ("documents", [document]),
            ("button", {"text": action, "page": linked, "url": ""}),
            ("button", {"text": "WCO", "page": None, "url": "https://www.wcoomd.org/"}),
        ]

    return build_standard_page(
        home, "About", slug="about", title_fr="À propos", slug_fr="a-propos",
        body_en=body("Text", "We sail.", "Read", ""), body_fr=body("Texte", "Nous naviguons.", "Lire", "En réunion"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "texts", "link"),
    [
        ("/en/about/", ["Text", "At workOCO", "We sail.A. Person", "Report PDF, 2.0 KB, in French"], "/en/privacy/"),
        (
            "/fr/a-propos/",
            ["Texte", "En réunionOCO", "Nous naviguons.A. Person", "Rapport PDF, 2,0 Kio, en français"],
            "/fr/vie-privee/",
        ),
    ],
    ids=["en", "fr"],
)
def test_a_body_shows_every_block_in_the_language_of_the_page(client, every_block, path, texts, link):
    body = read(client, path).find(class_="body")

    elements = [body.h2, body.figcaption, body.blockquote, body.find(class_="docs").li]
    assert [words(element).replace("\xa0", " ") for element in elements] == texts
    assert [a["href"] for a in body.find_all("a", class_="btn")] == [link, "https://www.wcoomd.org/"]
    assert body.p.a["href"] == link
    picture = body.figure.picture
    assert {source["type"] for source in picture.find_all("source")} == {"image/webp"}
    assert (picture.img["alt"], picture.img["loading"]) == (
        "Agents à un bureau" if path.startswith("/fr/") else "Officers at a desk",
        "lazy",
    )


def test_no_link_of_a_french_page_leads_through_a_redirect(client, home, every_block):
    add(home, SiteMapPage(title="Site map", slug="site-map", title_fr="Plan du site", footer_column="site"))
    every_block.show_in_menus = True
    every_block.save_revision().publish()

    for path in ("/fr/a-propos/", "/fr/plan-du-site/", "/fr/nulle-part/"):
        page = client.get(path).content.decode()
        links = [part.split('"')[0] for part in page.split('<a href="/')[1:]]
        assert "fr/a-propos/" in links
        assert {link: client.get(f"/{link}").status_code for link in links if link.startswith(("fr/", "en/"))} == (
            dict.fromkeys((link for link in links if link.startswith(("fr/", "en/"))), 200)
        )


def test_staff_text_is_never_markup(client, home):
    build_standard_page(
        home, "<b>Bold</b>", slug="bold", introduction_en="<script>x</script>", body_en=[("quote", {"quote": "<i>q"})]
    )

    page = client.get("/en/bold/").content.decode()

    for raw in ("<b>Bold", "<script>x", "<i>q"):
        assert raw not in page
    assert page.count("&lt;b&gt;Bold&lt;/b&gt;") >= 2


# Contact ----------------------------------------------------------------------------------------------------------


def test_the_contact_page_shows_the_contacts_of_the_settings_and_its_own_text(client, home):
    fill_settings(
        home, place_en="Suva, Fiji", place_fr="Suva, Fidji", address="Box 1\nSuva", telephone="+679 1",
        email="info@example.org", media_email="media@example.org",
    )  # fmt: skip
    add(
        home,
        ContactPage(
            title="Contact", slug="contact", title_fr="Nous contacter", slug_fr="contact-fr",
            body_en=text("<p>Write.</p>"), body_fr=text("<p>Écrivez.</p>"),
        ),
    )  # fmt: skip

    def shown(path):
        page = read(client, path)
        facts = page.find("dl", class_="facts")
        return words(page.find(class_="body")), {words(d.dt): words(d.dd) for d in facts.find_all("div")}

    assert shown("/en/contact/") == (
        "Write.",
        {
            "Secretariat": "Suva, Fiji",
            "Address": "Box 1Suva",
            "Telephone": "+679 1",
            "E-mail": "info@example.org",
            "Media enquiries": "media@example.org",
        },
    )
    assert shown("/fr/contact-fr/") == (
        "Écrivez.",
        {
            "Secrétariat": "Suva, Fidji",
            "Adresse": "Box 1Suva",
            "Téléphone": "+679 1",
            "Courriel": "info@example.org",
            "Contact presse": "media@example.org",
        },
    )


@pytest.mark.parametrize("path", ["/en/contact/", "/fr/contact/"])
def test_a_contact_page_without_contacts_has_no_empty_list(client, home, path):
    add(home, ContactPage(title="Contact", slug="contact"))

    assert read(client, path).main.find("dl") is None


# Site map ---------------------------------------------------------------------------------------------------------


def test_the_site_map_shows_public_pages_as_a_tree_in_the_language_of_the_page(client, home, news_index):
    about = build_standard_page(home, "About", slug="about", title_fr="À propos", slug_fr="a-propos")
    build_standard_page(about, "Team", slug="team")
    build_standard_page(home, "Draft", slug="draft").unpublish()
    closed = build_standard_page(home, "Closed", slug="closed")
    build_standard_page(closed, "Below", slug="below")
    closed.view_restrictions.create(restriction_type="login")
    add(home, SiteMapPage(title="Site map", slug="site-map", title_fr="Plan du site", slug_fr="plan-du-site"))

    def tree(element):
        return [
            (item.a.text, item.a["href"], item.a.get("lang"), tree(item.ul) if item.ul else [])
            for item in element.find_all("li", recursive=False)
        ]

    assert tree(read(client, "/fr/plan-du-site/").find(class_="sitemap").ul) == [
        ("Actualités", "/fr/actualites/", None, []),
        ("À propos", "/fr/a-propos/", None, [("Team", "/fr/a-propos/team/", "en", [])]),
        ("Plan du site", "/fr/plan-du-site/", None, []),
    ]


def test_the_site_map_lists_members_by_their_names_in_the_reader_s_language(client, home, members_index):
    add(home, SiteMapPage(title="Site map", slug="site-map", title_fr="Plan du site", slug_fr="plan-du-site"))
    for name, in_french in (
        ("Marshall Islands", "Îles Marshall"),
        ("Fiji", "Fidji"),
        ("Palau", "Palaos"),
        ("Cook Islands", "Îles Cook"),
    ):
        build_member(members_index, name, title_fr=in_french)

    def listed(path):
        return [words(link) for link in read(client, path).select("nav.sitemap ul ul a")]

    assert listed("/en/site-map/") == ["Cook Islands", "Fiji", "Marshall Islands", "Palau"]
    assert listed("/fr/plan-du-site/") == ["Fidji", "Îles Cook", "Îles Marshall", "Palaos"]
