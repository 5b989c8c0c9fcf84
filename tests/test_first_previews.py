"""A page of each type is previewed before it is saved for the first time, when nothing can point at it yet."""

import pytest
from django.contrib.contenttypes.models import ContentType

from events.models import EventPage
from members.models import MemberPage
from news.models import NewsReleasePage
from oco_site.models import StandardPage
from priorities.models import PriorityPage
from tests.builders import build_event, build_release, page_form

FORMS = {
    NewsReleasePage: {"date": "2026-11-24", "inlines": {"attachments": (), "corrections": ()}},
    EventPage: {
        "start_date": "2026-11-24", "start_time": "09:00", "end_time": "10:00", "status": "confirmed",
        "audience": "members", "inlines": {"documents": ()},
    },
    MemberPage: {
        "iso_code": "PW", "sub_region": "057", "latitude": "7.345", "longitude": "134.485", "pin_place": "Koror",
        "time_zone": "Pacific/Palau", "status": "member",
    },
    PriorityPage: {"number": 1, "inlines": {"strategies": ()}},
    StandardPage: {},
}  # fmt: skip


@pytest.fixture
def parents(home, news_index, events_index, members_index, priorities_index):
    build_release(news_index)  # what the lists of a page could show
    build_event(events_index)
    return {
        NewsReleasePage: news_index,
        EventPage: events_index,
        MemberPage: members_index,
        PriorityPage: priorities_index,
        StandardPage: home,
    }


@pytest.mark.parametrize("page_class", FORMS)
def test_a_new_page_is_previewed_in_both_languages(english_admin, parents, page_class):
    name = ContentType.objects.get_for_model(page_class)
    preview = f"/admin/pages/add/{name.app_label}/{name.model}/{parents[page_class].pk}/preview/"
    bodies = {"body_en": "<p>Text</p>", "body_fr": "<p>Texte</p>"}
    names = {"title": "New", "title_fr": "Nouveau", "slug": "new", "slug_fr": "nouveau"}
    form = page_form(*bodies, bodies=bodies, publish=False, **names, **FORMS[page_class])

    answer = english_admin.post(preview, form).json()
    pages = {mode: english_admin.get(f"{preview}?mode={mode}") for mode in ("en", "fr")}

    assert answer == {"is_valid": True, "is_available": True}
    assert {mode: page.status_code for mode, page in pages.items()} == {"en": 200, "fr": 200}
    assert ">New</h1>" in pages["en"].content.decode()
    assert ">Nouveau</h1>" in pages["fr"].content.decode()
