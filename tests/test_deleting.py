"""Deleting what something refers to: the admin says where it is used, and refuses or leaves every page whole."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile

from events.kinds import CourseStream
from oco_site.models import GlossaryTerm, SiteDocument
from tests.builders import (
    build_event,
    build_event_type,
    build_image,
    build_member,
    build_priority,
    build_release,
    build_series,
)
from tests.oco_site.acts import ADMINS, words

pytestmark = pytest.mark.usefixtures("as_published")

REFUSED = {
    "english_admin": "prevent it from being deleted",
    "french_admin": "l'empêche d'être supprimé",
}


def build_document():
    file = ContentFile(b"%PDF-1.7", name="report.pdf")
    return SiteDocument.objects.create(title="Report", title_fr="Rapport", language="en-fr", file=file)


def used_type(releases, events):
    kind = build_event_type()
    return kind, f"/admin/snippets/events/eventtype/delete/{kind.pk}/", build_event(events, event_type=kind)


def used_stream(releases, events):
    stream = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")
    return stream, f"/admin/snippets/events/coursestream/delete/{stream.pk}/", build_event(events, streams=[stream])


def used_series(releases, events):
    series = build_series()
    address = f"/admin/snippets/news/releaseseries/delete/{series.pk}/"
    return series, address, build_release(releases, series=series, number=1)


def used_member(releases, events):
    member = build_member(releases.get_parent().get_children().get(slug="members").specific)
    return member, f"/admin/pages/{member.pk}/delete/", build_event(events, members=[member])


def used_priority(releases, events):
    priority = build_priority(releases.get_parent().get_children().get(slug="priorities").specific)
    return priority, f"/admin/pages/{priority.pk}/delete/", build_release(releases, priorities=[priority])


def usage_told_on(staff, address):
    """The words of the question whether to delete, and of the list of uses that it links to."""
    page = BeautifulSoup(staff.get(address).content, "html.parser")
    link = page.find("a", href=lambda href: href and "describe_on_delete" in href)
    return words(page.main), words(BeautifulSoup(staff.get(link["href"]).content, "html.parser").main)


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("used", [used_type, used_stream, used_series, used_member, used_priority])
def test_what_a_page_stands_on_cannot_be_deleted(
    request, client, admin, used, news_index, events_index, members_index, priorities_index
):
    staff = request.getfixturevalue(admin)
    thing, address, page = used(news_index, events_index)

    question, uses = usage_told_on(staff, address)
    refusal = staff.post(address)

    assert REFUSED[admin] in question
    assert page.title in uses
    assert refusal.status_code == 302
    assert refusal.headers["Location"] == "/admin/"
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_deleted_file_is_missed_by_no_page(request, client, admin, kind, news_index):
    staff = request.getfixturevalue(admin)
    if kind == "image":
        file = build_image()
        address = f"/admin/images/{file.pk}/delete/"
        page = build_release(news_index, image=file, body_en=[("image", {"image": file}), ("text", "<p>Text</p>")])
    else:
        file = build_document()
        address = f"/admin/documents/delete/{file.pk}/"
        link = f'<p>Text <a linktype="document" id="{file.pk}">linked</a></p>'
        page = build_release(news_index, body_en=[("documents", [file]), ("text", link)])
        page.attachments.create(document=file)
        page.save_revision().publish()

    _question, uses = usage_told_on(staff, address)
    deleted = staff.post(address)

    assert page.title in uses
    assert deleted.status_code == 302
    assert not type(file).objects.exists()
    for path in (page.url, "/fr" + page.url.removeprefix("/en"), "/en/news/", "/en/news/feed.atom"):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200
        assert "A release" in answer.content.decode()
        assert "report" not in answer.content.decode().casefold()
        assert "<figure" not in answer.content.decode()
    assert staff.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("admin", ADMINS)
def test_a_term_of_the_glossary_can_go(request, admin, home):
    staff = request.getfixturevalue(admin)
    term = GlossaryTerm.objects.create(acronym_en="OPSCA", meaning_en="A forum")

    staff.post(f"/admin/snippets/oco_site/glossaryterm/delete/{term.pk}/")

    assert not GlossaryTerm.objects.exists()
