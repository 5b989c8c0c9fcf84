"""'How to …' in the admin: what staff do, step by step, in the language of their admin.

Each section is a template a language, `templates/admin/guide/<language>/<section>.html`. What stands there in <b> are
the admin's own words, which a test looks up; `make guide` takes the pictures anew.
"""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

TITLE = _("How to …")
SECTIONS = {
    "start": (_("Find your way"), "home"),
    "publish": (_("Publish a release"), "doc-full"),
    "correct": (_("Correct what is published"), "edit"),
    "event": (_("Add an event"), "date"),
    "move": (_("Move, postpone or cancel an event"), "calendar-alt"),
    "programme": (_("Import a programme"), "upload"),
    "translate": (_("Translate into French"), "globe"),
    "schedule": (_("Publish at a set hour"), "clock"),
    "restore": (_("Restore an earlier version"), "history"),
    "member": (_("Add a member"), "group"),
    "setting": (_("Change a setting, put up a notice"), "cog"),
    "sign-in": (_("Sign in with the code of your telephone"), "key"),
    "invite": (_("Invite a colleague"), "user"),
}


def guide(request):
    sections = [
        {"id": name, "heading": heading, "icon": icon, "template": f"admin/guide/{get_language()}/{name}.html"}
        for name, (heading, icon) in SECTIONS.items()
    ]
    breadcrumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": TITLE}]
    return render(
        request,
        "admin/guide.html",
        {"sections": sections, "header_title": TITLE, "header_icon": "help", "breadcrumbs_items": breadcrumbs},
    )


def guide_urls():
    return [path("guide/", guide, name="guide")]


def guide_in_menu():
    return MenuItem(
        TITLE, reverse("guide"), name="guide", icon_name="help", order=10900
    )  # just above Wagtail's own help
