"""What staff do in the admin to import a programme, and what they read."""

from datetime import date
from html import unescape

from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from tests.builders import build_event

URL = "/admin/events/import/"
ADMINS = ["english_admin", "french_admin"]
OLD, NEW = "25-Oct ISWG Meeting", "28-Oct ISWG Meeting"


def page_text(response):
    return " ".join(unescape(response.content.decode()).split())


def preview(staff, text, start_year="2026", **choices):
    return staff.post(URL, {"text": text, "start_year": start_year, "preview": "yes"} | choices)


def fields_of(response):
    """What the form of a preview holds, ready to be posted."""
    form, plan_form = response.context["form"], response.context["plan_form"]
    fields = {bound.name: bound.value() for bound in (*form, *plan_form)}
    return {name: "" if value is None else value for name, value in fields.items()}


def confirm(staff, response, publish="yes", **choices):
    """Press 'Import' on a preview, with some choices changed."""
    choices = {name.replace("_", "-"): value for name, value in choices.items()}
    return staff.post(URL, fields_of(response) | {"publish": publish, "confirm": "yes"} | choices)


def statuses(response):
    return {status: number for status, number in response.context["counts"].items() if number}


def published(index, source=OLD, **fields):
    fields = {"start_date": date(2026, 10, 25), "source_line": source, "programme_year": 2026} | fields
    return build_event(index, "ISWG meeting", **fields)


def staff_with(index, *permissions):
    """A signed-in editor with permissions on the calendar alone."""
    group = Group.objects.create(name="Calendar")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in permissions:
        permission = Permission.objects.get(codename=f"{name}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    user = group.user_set.create(username="editor")
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client
