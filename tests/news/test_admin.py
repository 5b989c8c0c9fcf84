"""News releases in the admin: the edit form in both of its languages, previews, copies, series."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from news.models import NewsReleasePage, ReleaseSeries
from tests.builders import build_image, build_member, build_priority, build_release, build_series, text
from tests.news.acts import add_url, errors, release_form
from tests.oco_site.acts import assert_staff_read, read, words


def test_a_release_is_made_with_both_languages(client, staff, news_index, members_index, priorities_index):
    fiji, leadership, image = (
        build_member(members_index, title_fr="Fidji"),
        build_priority(priorities_index, title_fr="Une"),
        build_image(),
    )
    form = release_form(
        title="Godart heads Customs",
        slug="godart",
        title_fr="Godard dirige les douanes",
        slug_fr="godard",
        place_en="Suva, Fiji",
        place_fr="Suva, Fidji",
        summary_en="The Secretariat congratulates.",
        summary_fr="Le Secrétariat félicite.",
        series=build_series("WP").pk,
        number="7",
        image=image.pk,
        lead="on",
        bodies={"body_en": "<p>English text</p>", "body_fr": "<p>Texte français</p>"},
    )
    form |= {"members": [fiji.pk], "priorities": [leadership.pk]}

    response = staff.post(add_url(news_index), form)

    assert response.status_code == 302, response.context["form"].errors
    release = NewsReleasePage.objects.get()
    assert (release.number_year, release.image, release.lead) == (2021, image, True)
    assert (list(release.members.all()), list(release.priorities.all())) == ([fiji], [leadership])
    english, french = read(client, "/en/news/godart/"), read(client, "/fr/actualites/godard/")
    assert words(english.select_one(".prose")) == "Suva, Fiji, 26 August 2021 English text"
    assert words(french.select_one(".prose")) == "Suva, Fidji, 26 août 2021 Texte français"
    assert words(french.select_one("h1")) == "Godard dirige les douanes"
    assert not french.select('main [lang="en"]:not(.alt-lang)')
    assert words(read(client, "/fr/actualites/").select_one(".story > p:not(.ref)")) == "Le Secrétariat félicite."


def test_saving_again_in_the_other_admin_changes_neither_language(client, english_admin, french_admin, news_index):
    both = {"body_en": "<p>English text</p>", "body_fr": "<p>Texte français</p>"}
    form = release_form(title_fr="Un", slug_fr="un", summary_en="Said.", summary_fr="Dit.", bodies=both)
    english_admin.post(add_url(news_index), form)
    release = NewsReleasePage.objects.get()

    french_admin.post(f"/admin/pages/{release.pk}/edit/", form | {"number_year": "2021"})

    release.refresh_from_db()
    assert (release.title, release.title_fr) == ("A release", "Un")
    assert (release.summary_en, release.summary_fr) == ("Said.", "Dit.")
    assert words(read(client, "/en/news/a-release/").select_one(".body")) == "English text"
    assert words(read(client, "/fr/actualites/un/").select_one(".body")) == "Texte français"


def test_the_date_of_a_new_release_is_today_in_suva(monkeypatch, staff, news_index):
    # One o'clock of the next day in Suva; yesterday, so that the session of now holds.
    now = (datetime.now(UTC) - timedelta(days=1)).replace(hour=13)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    response = staff.get(add_url(news_index))

    assert response.context["form"]["date"].value() == now.date() + timedelta(days=1)


@pytest.mark.parametrize("year", [{"date": "2021-08-27"}, {"date": "", "number_year": "2021"}])
def test_a_number_already_used_is_refused_and_the_other_release_named(admin, staff, news_index, year):
    series = build_series("PR")
    build_release(news_index, "Heads of Customs meet", series=series, number=27, number_year=2021)

    response = staff.post(add_url(news_index), release_form(series=series.pk, number="27", **year))

    assert errors(response) == {"number"}
    assert {
        "english_admin": "PR 27/21 is already used, by ‘Heads of Customs meet’.",
        "french_admin": "PR 27/21 est déjà attribué à « Heads of Customs meet ».",
    }[admin] in words(BeautifulSoup(response.content, "html.parser"))
    assert NewsReleasePage.objects.count() == 1


def test_a_number_is_free_in_another_year_and_in_another_series(staff, news_index):
    series, other = build_series("PR"), build_series("WP")
    build_release(news_index, series=series, number=27, number_year=2021)

    for fields in ({"series": series.pk, "date": "2022-01-03"}, {"series": other.pk}):
        slug = f"free-{fields['series']}"
        response = staff.post(add_url(news_index), release_form(number="27", slug=slug, **fields))
        assert response.status_code == 302, response.context["form"].errors

    assert sorted(each.reference for each in NewsReleasePage.objects.all()) == ["PR 27/21", "PR 27/22", "WP 27/21"]


def test_a_typed_year_of_the_number_stands_beside_another_date(client, staff, news_index):
    form = release_form(series=build_series("WP").pk, number="6", number_year="2012", date="2021-08-10")

    staff.post(add_url(news_index), form)

    page = read(client, "/en/news/a-release/")
    assert words(page.select_one("header .ref")) == "News releaseWP 06/1210 August 2021"


@pytest.mark.parametrize(
    ("typed", "dates", "reference"),
    [
        ("2012", ("2012-09-03", "2021-08-10"), "PR 41/21"),  # the year came from the date, so it follows it
        ("2012", ("2012-09-03", ""), "PR 41/12"),
        ("2012", ("2021-08-10", "2022-08-10"), "PR 41/12"),
        ("2020", ("2012-09-03", "2021-08-10"), "PR 41/20"),
    ],
)
def test_the_year_of_the_number_follows_a_corrected_date_unless_it_was_typed(
    english_admin, news_index, typed, dates, reference
):
    before, after = dates
    series = build_series()
    release = build_release(news_index, series=series, number=41, number_year=2012, date=date.fromisoformat(before))
    form = release_form(series=series.pk, number="41", number_year=typed, date=after)

    response = english_admin.post(f"/admin/pages/{release.pk}/edit/", form)

    assert response.status_code == 302, response.context["form"].errors
    release.refresh_from_db()
    assert release.reference == reference


@pytest.mark.parametrize("publish", [True, False])
def test_a_number_without_series_is_refused(admin, staff, news_index, publish):
    response = staff.post(add_url(news_index), release_form(number="27", publish=publish))

    assert errors(response) == {"series"}
    assert_staff_read(response, "A number needs its series.", admin)


def test_a_number_without_date_and_year_is_refused(admin, staff, news_index):
    form = release_form(series=build_series().pk, number="27", date="")

    response = staff.post(add_url(news_index), form)

    assert errors(response) == {"number_year"}
    assert_staff_read(response, "A number without a date needs its year.", admin)


def test_a_number_of_nought_is_refused(staff, news_index):
    response = staff.post(add_url(news_index), release_form(series=build_series().pk, number="0"))

    assert errors(response) == {"number"}


def test_a_text_in_french_alone_is_refused_on_publishing(admin, staff, news_index):
    form = release_form(bodies={"body_fr": "<p>Texte</p>"}, title_fr="Un", slug_fr="un")
    response = staff.post(add_url(news_index), form)

    assert errors(response) == {"body_en"}
    assert_staff_read(response, "The English is required before this page can be published.", admin)
    assert not NewsReleasePage.objects.exists()


def test_a_draft_may_wait_for_its_english(staff, news_index):
    response = staff.post(add_url(news_index), release_form(publish=False, bodies={"body_fr": "<p>Texte</p>"}))

    assert response.status_code == 302, response.context["form"].errors
    draft = NewsReleasePage.objects.get()
    assert (draft.live, words_of(draft.body_fr), words_of(draft.body_en)) == (False, "Texte", "")


def words_of(body):
    return " ".join(block.value.source.partition(">")[2].removesuffix("</p>") for block in body)


def test_two_releases_may_have_no_number(staff, news_index):
    for slug in ("one", "two"):
        response = staff.post(add_url(news_index), release_form(slug=slug, date=""))
        assert response.status_code == 302, response.context["form"].errors

    assert [(each.number, each.date) for each in NewsReleasePage.objects.all()] == [(None, None), (None, None)]


def test_a_series_alone_is_no_number(staff, news_index):
    for slug in ("one", "two"):
        staff.post(add_url(news_index), release_form(slug=slug, series=build_series().pk))

    assert [each.reference for each in NewsReleasePage.objects.all()] == ["", ""]


def test_a_copy_has_no_number_and_its_own_address(staff, news_index):
    original = build_release(
        news_index, "One", title_fr="Un", slug="one", series=build_series(), number=27, number_year=2021
    )
    form = {"new_title": "Two", "new_slug": "two", "new_parent_page": news_index.pk}

    response = staff.post(f"/admin/pages/{original.pk}/copy/", form)

    assert response.status_code == 302
    copied = NewsReleasePage.objects.exclude(pk=original.pk).get()
    assert (copied.title, copied.number, copied.number_year) == ("Two", None, None)
    assert copied.slug_fr != original.slug_fr
    assert words_of(copied.body_en) == "Text of the release."


@pytest.mark.usefixtures("as_published")
def test_a_series_with_releases_is_not_deleted(staff, news_index):
    series = build_series()
    build_release(news_index, series=series, number=27, number_year=2021)

    response = staff.post(f"/admin/snippets/news/releaseseries/delete/{series.pk}/", follow=True)

    assert response.status_code == 200
    assert ReleaseSeries.objects.filter(pk=series.pk).exists()
    assert NewsReleasePage.objects.get().reference == "PR 27/21"


def test_a_series_without_releases_is_deleted(staff, db):
    series = build_series()

    staff.post(f"/admin/snippets/news/releaseseries/delete/{series.pk}/")

    assert not ReleaseSeries.objects.exists()


def test_a_prefix_that_exists_is_refused(admin, staff, db):
    build_series("PR")

    response = staff.post("/admin/snippets/news/releaseseries/add/", {"prefix": "PR", "name_en": "", "name_fr": ""})

    assert_staff_read(response, "There is already a series with this prefix.", admin)


@pytest.mark.parametrize(("mode", "heading", "day"), [("en", "One", "26 August 2021"), ("fr", "Un", "26 août 2021")])
def test_a_draft_is_previewed_in_each_language(staff, news_index, mode, heading, day):
    release = build_release(news_index, "One", title_fr="Un", body_fr=text("<p>Texte</p>"), date=date(2021, 8, 26))
    url = f"/admin/pages/{release.pk}/edit/preview/"
    form = release_form(
        title=release.title,
        slug=release.slug,
        title_fr=release.title_fr,
        slug_fr=release.slug_fr,
        bodies={"body_en": "<p>New text</p>", "body_fr": "<p>Nouveau texte</p>"},
    )
    assert staff.post(url, form).json() == {"is_valid": True, "is_available": True}

    page = read(staff, f"{url}?mode={mode}")

    assert page.html["lang"] == mode
    assert words(page.h1) == heading
    assert words(page.select_one(".body")) == {"en": "New text", "fr": "Nouveau texte"}[mode]
    assert words(page.select_one("header time")) == day
