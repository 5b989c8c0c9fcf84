"""Publishing and unpublishing at a set hour, and how staff see that it works.

`manage.py run_scheduled_jobs` does what is due, once; a timer calls it every minute (the Makefile's `run`, systemd in
production).
"""

import logging
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from oco_site.base import SitePage

logger = logging.getLogger(__name__)
LATE = timedelta(minutes=10)  # after this, whoever publishes is told


class ScheduledRun(models.Model):
    """One row: when the job last came to its end, whatever became of single pages."""

    finished_at = models.DateTimeField()

    @classmethod
    def record(cls):
        cls.objects.update_or_create(pk=1, defaults={"finished_at": timezone.now()})

    @classmethod
    def last(cls, now):
        """The row, or None before the first run; and whether the next is overdue."""
        run = cls.objects.first()
        return run, run is None or run.finished_at < now - LATE


def do_what_is_due():
    """Unpublish and publish the pages whose hour has come. Returns how many failed.

    As Wagtail's publish_scheduled, which it replaces: there, the first page that fails keeps all others waiting, at
    each run. Two runs at once are harmless: each page is taken under a lock, and asked again whether it is still due.
    """
    now = timezone.now()
    expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    failures = _each(expired, lambda page: page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))
    failures += _each(due, lambda revision: revision.publish(log_action="wagtail.publish.scheduled"))
    ScheduledRun.record()
    return failures


def _each(queryset, act):
    failures = 0
    for pk in list(queryset.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                for item in queryset.select_for_update().filter(pk=pk):
                    act(item)
        except Exception:  # whatever it is, the next page must not wait for it
            logger.exception("Not carried out at its hour: %s %s", queryset.model.__name__, pk)
            failures += 1
    return failures


def overdue_pages(now):
    """Pages that should have been published or taken off by now, and were not."""
    limit = now - LATE
    waiting = Revision.page_revisions.filter(approved_go_live_at__lt=limit).values_list("object_id", flat=True)
    overdue = models.Q(pk__in=[int(pk) for pk in waiting]) | models.Q(live=True, expire_at__lt=limit)
    return SitePage.objects.filter(overdue).order_by("path")


class ScheduleState(Component):
    """On the admin's first screen, for those who publish: when the job last ran. Above all else if it did not."""

    name = "schedule_state"
    template_name = "oco_site/admin/schedule_state.html"

    @cached_property
    def state(self):
        now = timezone.now()
        run, is_late = ScheduledRun.last(now)
        return {"run": run, "is_late": is_late, "overdue": list(overdue_pages(now))}

    @property
    def order(self):
        return 1 if self.state["is_late"] or self.state["overdue"] else 900

    def get_context_data(self, parent_context):
        return self.state


def add_schedule_state(request, panels):
    if page_permission_policy.user_has_permission(request.user, "publish"):
        panels.append(ScheduleState())
