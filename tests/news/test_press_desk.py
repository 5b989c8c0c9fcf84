"""Numbers of releases, corrections, attachments and the embargo, in the admin's forms."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from news.models import NewsReleasePage
from oco_site.models import SiteDocument
from tests.builders import build_priority, build_release, build_series
from tests.news.acts import add_url, errors, release_form
from tests.oco_site.acts import read, words


def proposed(response):
    form = response.context["form"]
    return form["series"].value(), form["number"].value(), form.fields["number"].help_text


def test_the_form_of_a_new_release_proposes_the_next_number(admin, staff, news_index):
    this_year = timezone.localdate()
    press, web = build_series("PR"), build_series("WP")
    build_release(news_index, series=press, number=41, date=date(this_year.year - 1, 6, 1))
    build_release(news_index, series=press, number=7, date=this_year, number_year=this_year.year)

    series, number, told = proposed(staff.get(add_url(news_index)))

    year = f"{this_year.year % 100:02}"
    assert (series, number) == (press.pk, 8)
    told_in = {"english_admin": "Next: ", "french_admin": "Prochains numéros\u00a0: "}[admin]
    assert told.endswith(f"{told_in}PR 08/{year}, {web} 01/{year}.")


def test_a_release_that_exists_gets_no_proposal(english_admin, news_index):
    build_release(news_index, series=build_series(), number=1)
    release = build_release(news_index)

    assert proposed(english_admin.get(f"/admin/pages/{release.pk}/edit/"))[:2] == (None, None)


def test_a_number_that_waits_in_another_draft_is_refused(english_admin, news_index):
    series = build_series("PR")
    drafted = build_release(news_index, "Drafted")
    drafted.series, drafted.number, drafted.number_year = series, 5, 2021
    drafted.save_revision()

    response = english_admin.post(add_url(news_index), release_form(series=series.pk, number="5"))

    assert errors(response) == {"number"}
    assert NewsReleasePage.objects.count() == 1


@pytest.mark.parametrize("publish", [True, False])
def test_a_number_that_is_taken_between_check_and_saving_is_a_message_on_the_form(
    monkeypatch, admin, staff, news_index, publish
):  # fmt: skip
    series = build_series("PR")
    check = NewsReleasePage.validate_constraints  # the last of the checks
    rivals = iter([{"series": series, "number": 5}])

    def check_and_be_overtaken(page, **kwargs):
        check(page, **kwargs)
        for rival in rivals:
            build_release(news_index, "The first", **rival)

    monkeypatch.setattr(NewsReleasePage, "validate_constraints", check_and_be_overtaken)

    form = release_form(publish=publish, title="The second", series=series.pk, number="5")
    response = staff.post(add_url(news_index), form)

    assert errors(response) == {"number"}
    assert response.context["form"]["title"].value() == "The second"  # nothing that was typed is lost
    assert [page.title for page in NewsReleasePage.objects.all()] == ["The first"]


# The press desk -------------------------------------------------------------------------------------------------------


def test_corrections_and_attachments_are_made_in_the_form(client, english_admin, news_index):
    document = SiteDocument.objects.create(title="Fact sheet", file=ContentFile(b"x", name="sheet.txt"))
    correction = {"date": "2021-09-01", "text_en": "The name was wrong.", "text_fr": ""}

    english_admin.post(
        add_url(news_index), release_form(attachments=[{"document": document.pk}], corrections=[correction])
    )

    page = read(client, "/en/news/a-release/")
    assert words(page.select_one("section.notice")) == "Corrected on 1 September 2021: The name was wrong."
    assert page.select_one("ul.docs a")["href"] == document.url


def test_a_correction_without_english_is_refused(staff, news_index):
    correction = {"date": "2021-09-01", "text_en": "", "text_fr": "Le nom."}

    response = staff.post(add_url(news_index), release_form(corrections=[correction]))

    assert response.status_code == 200
    assert not NewsReleasePage.objects.exists()


def test_title_and_summary_say_how_long_they_should_be(admin, staff, news_index):
    fields = staff.get(add_url(news_index)).context["form"].fields

    told = {"english_admin": "Best up to 65 characters.", "french_admin": "De préférence 65 caractères au plus."}[admin]
    assert [fields[name].help_text.endswith(told) for name in ("title", "title_fr")] == [True, True]
    assert [fields[name].widget.attrs["data-best-length"] for name in ("title_fr", "summary_en", "summary_fr")] == [
        65, 200, 200,
    ]  # fmt: skip


def test_scheduled_publishing_says_which_zone_it_means(admin, staff, news_index):
    fields = staff.get(add_url(news_index)).context["form"].fields

    assert {fields[name].help_text for name in ("go_live_at", "expire_at")} == {
        {
            "english_admin": "Times are those of Pacific/Fiji (UTC+12).",
            "french_admin": "Les heures sont celles du fuseau Pacific/Fiji (UTC+12).",
        }[admin]
    }


def downloaded(asker, document):
    response = asker.get(document.url)
    b"".join(response)  # which closes its file
    return response.status_code


def test_a_document_in_the_draft_of_a_public_release_waits_with_the_draft(client, english_admin, news_index):
    release = build_release(news_index)
    document = SiteDocument.objects.create(title="Annex", file=ContentFile(b"x", name="annex.txt"))
    form = release_form(slug=release.slug, attachments=[{"document": document.pk}], publish=False)

    english_admin.post(f"/admin/pages/{release.pk}/edit/", form)
    assert [downloaded(asker, document) for asker in (client, english_admin)] == [404, 200]
    NewsReleasePage.objects.get().latest_revision.publish()

    assert downloaded(client, document) == 200


def test_an_embargoed_release_is_nowhere_to_be_found(client, english_admin, news_index, priorities_index):
    trade = build_priority(priorities_index, slug="trade")
    document = SiteDocument.objects.create(title="Zanzibar treaty", file=ContentFile(b"x", name="treaty.txt"))
    in_an_hour = timezone.localtime() + timedelta(hours=1)
    form = release_form(
        title="Zanzibar joins", slug="zanzibar", series=build_series().pk, number="9",
        attachments=[{"document": document.pk}], go_live_at=in_an_hour.strftime("%Y-%m-%d %H:%M"),
    )  # fmt: skip
    english_admin.post(add_url(news_index), form | {"priorities": [trade.pk]})
    release = NewsReleasePage.objects.get()
    assert (release.live, release.approved_schedule) == (False, True)

    pages = [
        "/en/",
        "/fr/",
        "/en/news/",
        "/en/news/2021/",
        "/en/priorities/trade/",
        "/en/news/feed.atom",
        "/sitemap.xml",
    ]
    searches = [f"/en/search/?q={query}" for query in ("zanzibar", "PR+09/21", "treaty")]
    texts = {path: client.get(path).content.decode() for path in [*pages, *searches]}
    secrets = ("Zanzibar joins", "Zanzibar treaty", "/news/zanzibar/")
    assert [path for path, text in texts.items() if any(secret in text for secret in secrets)] == []
    assert [client.get(f"/{path}zanzibar/").status_code for path in ("en/news/", "fr/actualites/")] == [404, 404]
    assert [downloaded(asker, document) for asker in (client, english_admin)] == [404, 200]

    release = release.get_latest_revision_as_object()
    release.go_live_at = None
    release.save_revision().publish()

    assert downloaded(client, document) == 200
    shown = read(client, "/en/search/?q=treaty").select(".results h2")
    assert [words(title) for title in shown] == ["Zanzibar treaty"]
