"""The first screen of the admin: tasks, what waits, and where everything is changed, for who may do it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.settings.registry import registry
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from oco_site.models import HomePage
from tests.builders import build_event, build_release, build_standard_page
from tests.oco_site.acts import ADMINS, french, read, words

SITE = ("home", "news_index", "events_index", "members_index", "priorities_index")


def panel(staff, name):
    return read(staff, "/admin/").find("section", id=f"{name}-section")


def links(element):
    return {a["href"]: words(a) for a in element.find_all("a") if not a["href"].startswith("#")}


@pytest.mark.usefixtures(*SITE)
@pytest.mark.parametrize("admin", ADMINS)
def test_the_table_names_every_editable_thing_and_leads_to_it(request, admin, home):
    staff = request.getfixturevalue(admin)
    pages = [home, *home.get_children(), build_standard_page(home, "Privacy", title_fr="Vie privée")]

    table = panel(staff, "where-to-change").table

    found = links(table)
    everything = [
        *(reverse("wagtailadmin_pages:edit", args=(page.pk,)) for page in pages),
        *(reverse(model.snippet_viewset.get_url_name("list")) for model in get_snippet_models()),
        *(reverse("wagtailsettings:edit", args=(model._meta.app_label, model._meta.model_name)) for model in registry),
        *(reverse(f"staff_{name}:index") for name in ("news", "events", "members", "priorities")),
        *(reverse(f"wagtail{name}:index") for name in ("images", "docs", "redirects", "users_users", "users_groups")),
        *(reverse(f"wagtailadmin_{name}:index") for name in ("workflows", "collections")),
        reverse("import_programme"),
    ]
    assert [address for address in everything if address not in found] == []
    assert ("Vie privée" if admin == "french_admin" else "Privacy") in found.values()
    assert {address: staff.get(address, follow=True).status_code for address in found} == dict.fromkeys(found, 200)


@pytest.mark.usefixtures(*SITE)
@pytest.mark.parametrize("admin", ADMINS)
def test_the_tasks_lead_to_their_forms(request, admin, news_index, events_index):
    staff = request.getfixturevalue(admin)
    names = ["New release", "New event", "Import a programme"]
    assert words(read(staff, "/admin/").h1) == "OCO"

    tasks = links(panel(staff, "staff-tasks"))

    assert tasks == dict(
        zip(
            [
                f"/admin/pages/add/news/newsreleasepage/{news_index.pk}/",
                f"/admin/pages/add/events/eventpage/{events_index.pk}/",
                "/admin/events/import/",
            ],
            map(french, names) if admin == "french_admin" else names,
            strict=True,
        )
    )
    assert [staff.get(address).status_code for address in tasks] == [200] * 3


def member_of(group):
    user = get_user_model().objects.create(username="author", is_staff=True)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures(*SITE)
def test_who_may_write_releases_only_is_shown_no_more(news_index, home):
    group = Group.objects.create(name="Press")
    permission = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=news_index, permission=permission)
    build_standard_page(home, "Privacy")
    build_release(news_index)
    author = member_of(group)

    assert list(links(panel(author, "staff-tasks")).values()) == ["New release"]
    found = links(panel(author, "where-to-change"))
    refused = ["/admin/settings/", "/admin/snippets/", "/admin/users/", "/admin/groups/", "/admin/redirects/",
               "/admin/images/", "/admin/documents/", "/admin/workflows/", "/admin/collections/",
               "/admin/events/import/"]  # fmt: skip
    assert [address for address in found for start in refused if address.startswith(start)] == []
    assert {address: author.get(address, follow=True).status_code for address in found} == dict.fromkeys(found, 200)
    assert words(panel(author, "what-waits").find_all("td")[-1]) == "1 page: missing"


def test_who_may_do_nothing_with_pages_is_told_of_none(home):
    client = member_of(Group.objects.create(name="Guests"))

    assert panel(client, "what-waits") is None
    assert list(links(panel(client, "where-to-change"))) == ["/admin/account/"]


@pytest.mark.parametrize("admin", ADMINS)
def test_what_waits_is_counted_with_links(request, admin, home, events_index):
    staff, now = request.getfixturevalue(admin), timezone.now()
    build_standard_page(home, "Leaving", title_fr="Partante", expire_at=now + timedelta(days=2))
    coming = build_event(events_index, "Com")
    coming.title, coming.title_fr, coming.go_live_at = "Coming", "À venir", now + timedelta(days=1)
    coming.save_revision().publish()
    build_standard_page(home, "English")
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Check")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft = build_standard_page(home, "Dra", title_fr="Br")
    draft.title, draft.title_fr = "Draft", "Brouillon"
    draft.save_revision()
    workflow.start(draft, get_user_model().objects.get())

    to_check, scheduled, lacking = panel(staff, "what-waits").find_all("td")

    in_french = admin == "french_admin"
    assert words(to_check.find("a", href="#awaiting-review-section")) == ("1 brouillon" if in_french else "1 draft")
    assert words(read(staff, "/admin/").select_one("#awaiting-review-section td.title")) == (
        "Brouillon" if in_french else "Draft"
    )
    happens = ["Coming is published", "Leaving is taken off the site"]
    if in_french:
        happens = ["À venir est publié", "Partante est retiré du site"]
    told = [words(row) for row in scheduled.find_all("li")]
    assert all(row.endswith(what) for row, what in zip(told, happens, strict=True)), told
    assert "Pacific/Fiji (UTC+12)" in words(scheduled)
    (address,) = links(lacking)
    assert words(lacking) == ("1 page : manquant" if in_french else "1 page: missing")
    assert [page.title for page in staff.get(address).context["pages"]] == ["English"]


@pytest.mark.parametrize("admin", ADMINS)
def test_the_first_screen_opens_before_there_is_any_content(request, admin):
    staff = request.getfixturevalue(admin)
    HomePage.objects.all().delete()

    assert staff.get("/admin/").status_code == 200
