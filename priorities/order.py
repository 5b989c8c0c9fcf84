"""The order of the priorities: each has a number of its own, and one that takes another's moves those between."""

from django.db.models import F, Q
from wagtail.models import Revision


def make_room(priorities, number, before):
    """Move the priorities from `number` on towards `before`, the number that becomes free, by one.

    `priorities`: all but the one that takes the number. What waits to be published of a moved one moves with it, unless
    somebody has typed another number there.
    """
    step = 1 if number < before else -1
    between = range(number, before, step)
    moved = list(priorities.filter(number__in=between).order_by("number"))
    for page in moved:
        _move_waiting(page, page.number + step)
    priorities.filter(pk__in=[page.pk for page in moved]).update(number=F("number") + step)


def _move_waiting(page, number):
    """In the revisions that may yet be published."""
    waiting = Revision.page_revisions.filter(object_id=str(page.pk))
    for revision in waiting.filter(Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
        if revision.content.get("number") == page.number:
            revision.content["number"] = number
            revision.save(update_fields=["content"])
