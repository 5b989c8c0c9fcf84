"""The first screen of the admin: what staff do most, what waits for them, and where everything is changed."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, TaskState
from wagtail.permissions import page_permission_policy

from oco_site.base import SitePage
from oco_site.edit_forms import zone_note
from oco_site.french import FrenchState
from oco_site.staff_lists import FrenchBoard
from oco_site.ways import Way

MOST_SCHEDULED = 20  # that are listed


def _from_hooks(name, user):
    return [each for register in hooks.get_hooks(name) for each in register(user)]


class StaffTasks(Component):
    name = "staff_tasks"
    template_name = "admin/staff_tasks.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"tasks": [way for way in _from_hooks("register_staff_tasks", user) if way]}


class WhatWaits(Component):
    """Drafts to check, what is scheduled, and the pages that lack French, as far as the user may open them."""

    name = "what_waits"
    template_name = "admin/what_waits.html"
    order = 20

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}):
            return {}
        pages = SitePage.objects.filter(pk__in=page_permission_policy.explorable_instances(user).values("pk"))
        return {
            "has_pages": True,
            "to_check": TaskState.objects.reviewable_by(user).count(),
            "scheduled": _scheduled(pages),
            "zone": zone_note(),
            "french": _french_counts(pages),
            "board": Way(FrenchBoard.menu_label, _board()),
        }


def _board():
    return reverse("french_board:index")


def _french_counts(pages):
    """[(label, count, way to these pages), …] of the states in which there is something to do."""
    counts = dict(pages.order_by().values_list("french_state").annotate(Count("pk")))
    return [
        (state.label, counts[state], f"{_board()}?french_state={state}")
        for state in FrenchState
        if state != FrenchState.COMPLETE and state in counts
    ]


def _scheduled(pages):
    """[(moment, page, what happens then), …], the next first."""
    revisions = Revision.page_revisions.exclude(approved_go_live_at=None)
    moments = {int(pk): at for pk, at in revisions.values_list("object_id", "approved_go_live_at")}
    coming = [(moments[page.pk], page, _("is published")) for page in pages.filter(pk__in=moments)]
    going = [(page.expire_at, page, _("is taken off the site")) for page in pages.live().exclude(expire_at=None)]
    return sorted(coming + going, key=lambda each: each[0])[:MOST_SCHEDULED]


class WhereToChange(Component):
    """The table 'Where do I change …'."""

    name = "where_to_change"
    template_name = "admin/where_to_change.html"
    order = 280  # after what Wagtail shows of one's own drafts

    def get_context_data(self, parent_context):
        rows = _from_hooks("register_where_to_change", parent_context["request"].user)
        found = [(what, [way for way in ways if way]) for what, ways in rows]
        return {"rows": [row for row in found if row[1]]}
