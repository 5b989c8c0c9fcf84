"""What a confirmed import does to the calendar: all of it, or nothing."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.intake import KnownEvent, Status
from events.models import EventPage


class LineError(Exception):
    """A line that cannot be saved, and why, in the language of the staff."""

    def __init__(self, line, reason):
        super().__init__(_("Line %(number)d: %(reason)s") % {"number": line.number, "reason": reason})


def known_events(index, year):
    """The events of the programme of a year below an index, as their latest versions stand, drafts included."""
    events = EventPage.objects.child_of(index).filter(programme_year=year).defer_streamfields()
    return [_known(event) for event in events.select_related("latest_revision")]


def _known(event):
    draft = event.latest_revision.content if event.latest_revision else {}
    return KnownEvent(
        pk=event.pk,
        title=str(event),
        source=draft.get("source_line", event.source_line),
        start=date.fromisoformat(draft.get("start_date", event.start_date.isoformat())),
        end=date.fromisoformat(draft.get("end_date", event.end_date.isoformat())),
        status=draft.get("status", event.status),
    )


@transaction.atomic
def carry_out(planned_lines, index, maker, start_year, user, publish):
    """Make the new events and move the changed ones. Returns (planned line, event page) of each.

    The caller has matched the lines in the same transaction. Raises LineError, and then nothing is saved.
    """
    done = []
    for planned in planned_lines:
        try:
            if planned.status == Status.NEW:
                done.append((planned, _add(maker.event(planned.line, start_year), index, user, publish)))
            elif planned.status == Status.CHANGED:
                done.append((planned, _move(planned, user, publish)))
        except ValidationError as error:
            raise LineError(planned.line, " ".join(error.messages)) from error
    return done


def _add(event, index, user, publish):
    event.live, event.owner = False, user
    index.add_child(instance=event)
    log(instance=event, action="wagtail.create", user=user, content_changed=True)
    revision = event.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    return event


def _move(planned, user, publish):
    """Give an event the dates and the line. What staff wrote stays, and so does a draft that waits for publishing."""
    event = EventPage.objects.get(pk=planned.event.pk)
    permissions, lock = event.permissions_for_user(user), event.get_lock()
    if not permissions.can_edit() or (publish and not permissions.can_publish()):
        raise LineError(planned.line, _("you may not change ‘%(event)s’.") % {"event": event})
    if lock and lock.for_user(user):
        raise LineError(planned.line, _("‘%(event)s’ is locked. Unlock it, or leave the line out.") % {"event": event})
    draft = event.get_latest_revision_as_object()
    versions = [event, draft] if publish and event.live and event.has_unpublished_changes else [draft]
    for version in versions:
        version.start_date, version.end_date = planned.line.start, planned.line.end
        version.source_line = planned.line.source
        version.status = planned.status_after(version.status)
        revision = version.save_revision(user=user, log_action=True)
        if publish and version is versions[0]:
            revision.publish(user=user)
    return draft
