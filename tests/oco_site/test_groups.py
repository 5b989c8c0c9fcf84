"""What each group can reach in the admin, and that the command which makes the groups can be run again."""

import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.contrib.settings.registry import registry as setting_models
from wagtail.documents import get_document_model
from wagtail.models import Page, Site, Task, Workflow, WorkflowPage
from wagtail.snippets.models import get_snippet_models

from oco_site.groups import ADMINISTRATORS, AUTHORS, PUBLISHERS
from tests.builders import build_event, build_image, build_release
from tests.oco_site.people import client_of, person

LETTERS = {"author": "a", "publisher": "p", "administrator": "A"}
ROLES = list(LETTERS)
# Who reaches what: the letters of the roles.
ADDRESSES = {
    "/admin/": "apA",
    "/admin/account/": "apA",
    "/admin/pages/{home}/": "ap",
    "/admin/pages/add/news/newsreleasepage/{news}/": "ap",
    "/admin/pages/{release}/edit/": "ap",
    "/admin/pages/{release}/history/": "ap",
    "/admin/pages/{release}/unpublish/": "p",
    "/admin/pages/{release}/delete/": "p",
    "/admin/pages/{release}/move/": "p",
    "/admin/pages/{draft}/delete/": "ap",
    "/admin/events/import/": "ap",
    "/admin/events/{event}/copy/": "ap",
    "/admin/events/": "ap",
    "/admin/images/": "apA",
    "/admin/images/add/": "apA",
    "/admin/images/{image}/": "p",
    "/admin/images/{image}/delete/": "p",
    "/admin/documents/": "ap",
    "/admin/documents/edit/{document}/": "p",
    "/admin/snippets/": "p",
    "/admin/redirects/": "pA",
    "/admin/redirects/import/": "pA",
    "/admin/settings/oco_site/sitesettings/{site}/": "A",
    "/admin/users/": "A",
    "/admin/users/new/": "A",
    "/admin/groups/": "",
    "/admin/sites/": "",
    "/admin/collections/": "",
    "/admin/workflows/list/": "",
    "/admin/reports/site-history/": "apA",  # tells each of what they may see
    "/admin/reports/workflow/": "ap",
    "/admin/reports/aging-pages/": "ap",
    "/admin/reports/locked/": "p",
}


@pytest.fixture
def places(home, news_index, events_index):
    call_command("set_up_groups")
    uploaded = ContentFile(b"%PDF-1.4", name="terms.pdf")
    return {
        "home": home.pk,
        "news": news_index.pk,
        "release": build_release(news_index).pk,
        "draft": build_release(news_index, live=False).pk,
        "event": build_event(events_index).pk,
        "image": build_image().pk,
        "document": get_document_model().objects.create(title="Terms", file=uploaded).pk,
        "site": Site.objects.get().pk,
    }


def test_each_group_reaches_what_it_may_use_and_nothing_else(places):
    clients = {role: client_of(person(role)) for role in ROLES}
    addresses = ADDRESSES | {
        f"/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/": "p" for model in get_snippet_models()
    }
    found = {}
    for address in addresses:
        answers = {role: client.get(address.format(**places)) for role, client in clients.items()}
        found[address] = "".join(LETTERS[role] for role in ROLES if answers[role].status_code == 200)
        assert all(answer.status_code == 200 or refused(answer) for answer in answers.values()), (address, answers)

    assert found == addresses


def refused(answer):
    return answer.status_code == 302 and answer.url == "/admin/"


@pytest.mark.parametrize("role", ROLES)
def test_a_menu_offers_nothing_that_is_refused(places, role):
    client = client_of(person(role))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    offered = set(links_of(json.loads(page.select_one("#wagtail-sidebar-props").string)))

    assert "/admin/account/" in offered
    for address in sorted(offered - {"/admin/logout/"}):
        assert not refused(client.get(address)), address


def links_of(part):
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from links_of(each)
    elif isinstance(part, str) and part.startswith("/admin/"):
        yield part


def test_every_snippet_and_setting_is_somebodys(places):
    publishers, administrators = Group.objects.get(name=PUBLISHERS), Group.objects.get(name=ADMINISTRATORS)

    def owners(group):
        return {permission.content_type.model_class() for permission in group.permissions.all()}

    assert set(get_snippet_models()) <= owners(publishers)
    assert set(setting_models) <= owners(administrators)


def rights():
    return [
        (
            group.name,
            sorted(group.permissions.values_list("pk", flat=True)),
            sorted(group.page_permissions.values_list("page", "permission")),
            sorted(group.collection_permissions.values_list("collection", "permission")),
        )
        for group in Group.objects.order_by("name")
    ]


def test_the_command_gives_back_what_was_changed_by_hand_and_leaves_the_rest(home):
    call_command("set_up_groups")
    first = rights()
    authors = Group.objects.get(name=AUTHORS)
    authors.page_permissions.all().delete()
    authors.permissions.add(*Group.objects.get(name=PUBLISHERS).permissions.all())
    translators = Group.objects.create(name="Translators")
    own = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowPage.objects.filter(page=home).update(workflow=own)

    call_command("set_up_groups")

    assert rights() == sorted([*first, (translators.name, [], [], [])])
    assert home.get_workflow() == own
    assert Workflow.objects.count() == 2
    assert Task.objects.count() == 1


def test_groups_of_wagtail_itself_go_only_while_nobody_is_in_them(home):
    editors = Group.objects.get(name="Editors")
    editors.user_set.add(get_user_model().objects.create(username="early"))

    call_command("set_up_groups")

    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == [
        ADMINISTRATORS,
        AUTHORS,
        "Editors",
        PUBLISHERS,
    ]


def test_without_a_home_page_the_command_says_what_is_missing(db):
    Page.objects.filter(depth__gt=1).delete()

    with pytest.raises(CommandError, match="load_seed_content makes one"):
        call_command("set_up_groups", stdout=StringIO())
