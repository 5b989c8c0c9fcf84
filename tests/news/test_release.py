"""The page of one news release, as the public reads it."""

from datetime import date
from io import BytesIO

import pillow_heif
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Site

from members.chart import MEMBERS_VIEW, chart_views
from members.models import CHART
from news.models import Attachment, Correction
from oco_site.models import SiteDocument, SiteImage, SiteSettings
from tests.builders import build_image, build_member, build_priority, build_release, build_series, text
from tests.oco_site.acts import read, words


@pytest.fixture
def about(home):
    site = Site.objects.get(is_default_site=True)
    fields = {"short_name": "OCO", "media_email": "media@example.org"}
    texts = {"about_en": "<p>We have {members} members.</p>", "about_fr": "<p>Nous avons {members} membres.</p>"}
    return SiteSettings.objects.update_or_create(site=site, defaults=fields | texts)[0]


@pytest.fixture
def release(news_index, members_index, priorities_index):
    """A release with everything, in both languages."""
    return build_release(
        news_index,
        "Godart heads New Caledonia Customs",
        title_fr="Godard dirige les douanes",
        slug="godart",
        slug_fr="godard",
        series=build_series("WP"),
        number=7,
        number_year=2021,
        place_en="Suva, Fiji",
        place_fr="Suva, Fidji",
        summary_fr="Le Secrétariat félicite.",
        body_fr=text("<p>Texte du communiqué.</p>"),
        members=[
            build_member(members_index, "New Caledonia", title_fr="Nouvelle-Calédonie", slug="new-caledonia"),
            build_member(members_index, "Fiji", title_fr="Fidji", slug="fiji"),
        ],
        priorities=[build_priority(priorities_index, slug="one", title_fr="Direction", slug_fr="un")],
    )


def facts(page):
    return {words(row.dt): words(row.dd) for row in page.select("dl.facts > div")}


def test_a_release_shows_number_date_and_facts_in_both_languages(client, release, about):
    english, french = read(client, "/en/news/godart/"), read(client, "/fr/actualites/godard/")

    assert words(english.select_one("header .ref")) == "News releaseWP 07/2126 August 2021"
    assert facts(english) == {
        "Release": "WP 07/21",
        "Date": "26 August 2021",
        "Place": "Suva, Fiji",
        "Languages": "English and French",
        "Members": "New Caledonia, Fiji",
        "Topic": "Customs Leadership",
        "Media contact": "media@example.org",
    }
    assert words(french.select_one("header .ref")) == "Communiqué de presseWP 07/2126 août 2021"
    assert facts(french) == {
        "Communiqué": "WP 07/21",
        "Date": "26 août 2021",
        "Lieu": "Suva, Fidji",
        "Langues": "Anglais et français",
        "Membres": "Nouvelle-Calédonie, Fidji",
        "Thème": "Direction",
        "Contact presse": "media@example.org",
    }


def test_members_and_topics_are_links_in_the_reader_s_language(client, release):
    links = read(client, "/fr/actualites/godard/").select("dl.facts a")

    assert [link["href"] for link in links] == [
        "/fr/membres/nouvelle-caledonie/",
        "/fr/membres/fidji/",
        "/fr/priorites/un/",
    ]


def test_only_what_a_reader_can_open_is_linked(client, release, news_index):
    draft, restricted = release.members.all()
    topic = release.priorities.get()
    draft.unpublish()
    restricted.view_restrictions.create(restriction_type="login")
    topic.unpublish()

    page, listed = read(client, "/en/news/godart/"), read(client, "/en/news/")
    feed = client.get("/en/news/feed.atom").content.decode()

    assert not {"Members", "Member", "Topic"} & set(facts(page))
    assert view(page) == MEMBERS_VIEW
    assert not listed.select(".story .about")
    assert "Customs Leadership" not in feed


def test_place_and_date_open_the_text_where_there_is_a_place(client, release, news_index):
    build_release(news_index, slug="no-place")
    build_release(news_index, slug="no-date", place_en="Suva, Fiji", date=None)

    dateline = read(client, "/fr/actualites/godard/").select_one(".prose .dateline")

    assert words(dateline) == "Suva, Fidji, 26 août 2021"
    assert not read(client, "/en/news/no-place/").select(".dateline")
    assert not read(client, "/en/news/no-date/").select(".dateline")


def test_facts_that_are_not_known_leave_no_row(client, news_index):
    build_release(news_index, slug="bare", date=None)

    page = read(client, "/en/news/bare/")

    assert facts(page) == {"Languages": "English"}
    assert words(page.select_one("header .ref")) == "News release"
    assert not page.select(".notes")


def test_the_other_language_is_offered_before_the_text(client, release):
    for path, language, address, offer in (
        (
            "/en/news/godart/",
            "fr",
            "/fr/actualites/godard/",
            "Lire ce communiqué en français : Godard dirige les douanes",
        ),
        (
            "/fr/actualites/godard/",
            "en",
            "/en/news/godart/",
            "Read this release in English: Godart heads New Caledonia Customs",
        ),
    ):
        page = read(client, path)
        link = page.select_one("header .alt-lang a")

        assert (words(link), link["href"], link["hreflang"], link.parent["lang"]) == (
            offer,
            address,
            language,
            language,
        )
        assert link.find_next(class_="body") is not None


def test_a_release_in_english_only_says_so_under_fr_and_is_marked_as_english(client, news_index):
    build_release(news_index, "Palau celebrates", slug="palau", body_en=text("<p>Every training counts.</p>"))

    french, english = read(client, "/fr/actualites/palau/"), read(client, "/en/news/palau/")

    assert words(french.select_one("header .alt-lang")) == "Ce communiqué n’a été publié qu’en anglais."
    assert [words(each) for each in french.select("main h1[lang=en], main .body[lang=en]")] == [
        "Palau celebrates",
        "Every training counts.",
    ]
    assert facts(french)["Langues"] == "Anglais"
    assert french.html["lang"] == "fr"
    assert french.select_one("link[rel=canonical]")["href"] == "http://localhost:8000/en/news/palau/"
    assert not english.select("header .alt-lang")
    assert not english.select("main [lang]")


def test_the_note_about_the_organisation_counts_the_members_of_the_release_s_day(
    client, about, news_index, members_index
):
    for joined in (None, date(2021, 8, 26), date(2025, 5, 19)):
        build_member(members_index, joined=joined)
    build_member(members_index, status="partner")
    build_release(news_index, slug="then", date=date(2021, 8, 26))
    build_release(news_index, slug="before", date=date(2021, 8, 25))
    build_release(news_index, slug="undated", date=None)

    def note(path):
        return words(read(client, path).select_one(".notes"))

    assert note("/en/news/then/") == "About the OCO We have 2 members."
    assert note("/fr/actualites/then/") == "À propos de l’OCO Nous avons 2 membres."
    assert note("/en/news/before/") == "About the OCO We have 1 members."
    assert note("/en/news/undated/") == "About the OCO We have 3 members."


def view(page):
    """Of the chart beside a release, in chart units."""
    return tuple(map(float, page.select_one(".release-side .plate .chart")["viewbox"].split()))


def test_without_a_picture_the_chart_of_the_first_member_stands_there(client, release, news_index):
    build_release(news_index, slug="regional")

    own, regional = read(client, "/fr/actualites/godard/"), read(client, "/en/news/regional/")

    assert view(own) == chart_views(CHART)["v-new-caledonia"]
    assert own.select_one("svg[hidden] #chart path")
    assert words(own.select_one(".release-side .cap i")) == "Nouvelle-Calédonie"
    assert view(regional) == MEMBERS_VIEW
    assert not regional.select(".release-side .cap")


def test_a_picture_has_its_alternative_text_caption_and_credit_in_the_reader_s_language(client, release):
    release.image = build_image(
        description_en="Officers at a desk",
        description_fr="Agents à un bureau",
        caption_en="At work",
        caption_fr="Au travail",
        credit_en="Photo: Palau Customs",
    )
    release.save_revision().publish()

    english = read(client, "/en/news/godart/").select_one(".release-side")
    french = read(client, "/fr/actualites/godard/").select_one(".release-side")

    assert (english.img["alt"], words(english.select_one(".cap"))) == (
        "Officers at a desk",
        "At workPhoto: Palau Customs",
    )
    assert (french.img["alt"], words(french.select_one(".cap span"))) == ("Agents à un bureau", "Au travail")
    assert words(french.select_one('.cap [lang="en"]')) == "Photo: Palau Customs"
    assert [source["type"] for source in english.picture.select("source")] == ["image/avif", "image/webp"]
    assert (english.img["src"].rpartition(".")[2], english.img["width"], english.img["height"]) == ("jpg", "480", "320")
    assert english.select_one("a[download]")["href"] == release.image.file.url


def test_search_engines_get_the_summary_else_the_number_and_the_date(client, release, news_index):
    numbered = {"series": build_series("PR"), "number": 27, "number_year": 2021}
    build_release(news_index, slug="plain", place_en="Suva, Fiji", **numbered)

    def description(path):
        return read(client, path).select_one("meta[name=description]")["content"]

    assert description("/fr/actualites/godard/") == "Le Secrétariat félicite."
    assert description("/en/news/plain/") == "PR 27/21, 26 August 2021"
    assert description("/fr/actualites/plain/") == "PR 27/21, 26 août 2021"


def test_a_neighbour_without_french_is_marked_as_english(client, release, news_index):
    build_release(news_index, "Old", slug="old", date=date(2020, 1, 1))

    link = read(client, "/fr/actualites/godard/").select_one(".sequel a")

    assert (words(link.span), words(link.b), link.b["lang"], link["href"]) == (
        "Plus ancien",
        "Old",
        "en",
        "/fr/actualites/old/",
    )


@pytest.mark.parametrize("path", ["/en/news/one/", "/fr/actualites/un/"])
@pytest.mark.parametrize("items", [1, 3])
def test_a_release_costs_the_same_queries_whatever_it_concerns(
    client, django_assert_num_queries, about, news_index, members_index, priorities_index, path, items
):
    build_release(
        news_index,
        slug="one",
        title_fr="Un",
        image=build_image(),
        members=[build_member(members_index) for _ in range(items)],
        priorities=[build_priority(priorities_index, number) for number in range(1, items + 1)],
    )
    for day in range(1, items + 1):
        build_release(news_index, date=date(2021, 8, day))
        build_release(news_index, date=date(2021, 9, day))
    client.get(path)

    with django_assert_num_queries(15):
        client.get(path)


def test_a_release_is_shared_by_plain_links_with_its_own_address(client, release):
    share = read(client, "/fr/actualites/godard/").select_one(".share")

    address = "http%3A%2F%2Flocalhost%3A8000%2Ffr%2Factualites%2Fgodard%2F"
    assert {words(link): link["href"] for link in share.select("a")} == {
        "Courriel": f"mailto:?subject=Godard%20dirige%20les%20douanes&body={address}",
        "WhatsApp": f"https://wa.me/?text=Godard%20dirige%20les%20douanes%20{address}",
        "Facebook": f"https://www.facebook.com/sharer/sharer.php?u={address}",
        "LinkedIn": f"https://www.linkedin.com/sharing/share-offsite/?url={address}",
    }
    assert [item.has_attr("hidden") for item in share.select("li:has(button)")] == [True] * 3  # until a script can


def test_corrections_are_dated_notes_above_the_text_the_newest_first(client, release):
    release.corrections = [
        Correction(date=date(2021, 9, 1), text_en="The name was wrong.", text_fr="Le nom était inexact."),
        Correction(date=date(2021, 9, 3), text_en="The year, too."),
    ]
    release.save_revision().publish()

    english = read(client, "/en/news/godart/").select_one("section.notice")
    french = read(client, "/fr/actualites/godard/").select_one("section.notice")

    assert [words(note) for note in english.select("p")] == [
        "Corrected on 3 September 2021: The year, too.",
        "Corrected on 1 September 2021: The name was wrong.",
    ]
    assert words(french.select("p")[1]).replace("\xa0", " ") == "Rectifié le 1er septembre 2021 : Le nom était inexact."
    assert words(french.select_one('[lang="en"]')) == "The year, too."
    assert "Corrected on 3 September 2021" in client.get("/en/news/feed.atom").content.decode()


def test_attachments_are_listed_with_type_and_size_for_both_languages(client, release):
    document = SiteDocument.objects.create(title="Fact sheet", file=ContentFile(b"x" * 2048, name="sheet.pdf"))
    release.attachments = [Attachment(document=document)]
    release.save_revision().publish()

    listed = read(client, "/fr/actualites/godard/").select_one("ul.docs li")

    assert words(listed).replace("\xa0", " ") == "Fact sheet PDF, 2,0 Kio, en anglais"
    assert (listed.a["href"], listed.a["lang"]) == (document.url, "en")


def test_a_photograph_as_phones_take_it_is_served_in_modern_formats(client, english_admin, release):
    photograph = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (1600, 1200), "teal")).save(photograph)
    form = {
        "title": "Desk", "description_en": "Officers", "description_fr": "Agents",
        "file": SimpleUploadedFile("desk.heic", photograph.getvalue(), "image/heic"),
    }  # fmt: skip
    english_admin.post("/admin/images/add/", form)
    release.image = SiteImage.objects.get()
    release.save_revision().publish()

    picture = read(client, "/en/news/godart/").select_one(".plate picture")

    assert [source["type"] for source in picture.select("source")] == ["image/avif", "image/webp"]
    assert picture.img["src"].endswith(".jpg")
