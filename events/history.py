"""What subscribers were told of an event: the states in which it was published, and what changed between them."""

import hashlib
import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from events.wording import town_of
from oco_site.dates import utc_offset

CHANGES_KEPT = timedelta(days=90)


class PublishedState(models.Model):
    """A published state of an event's dates, times, place and status: a row for each of its sequence numbers.

    The row stands outside of the page's revisions, so that publishing an old revision, or copying the page, brings no
    old history back. Dates are inclusive; times are in `time_zone`, both empty for whole days.
    """

    class Change(models.TextChoices):
        NEW = "new", _("new")
        MOVED = "moved", _("moved")
        PLACE = "place", _("new place")
        CONFIRMED = "confirmed", _("confirmed")
        TENTATIVE = "tentative", _("tentative")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey("events.EventPage", on_delete=models.CASCADE, related_name="published_states")
    sequence = models.PositiveIntegerField()  # RFC 5545, 3.8.7.4
    published_at = models.DateTimeField(default=timezone.now, db_index=True)
    change = models.CharField(max_length=10, choices=Change.choices)
    start_date = models.DateField()
    end_date = models.DateField()
    start_time = models.TimeField(null=True)
    end_time = models.TimeField(null=True)
    time_zone = models.CharField(max_length=64)
    place = models.JSONField(default=list)  # in English, in French, the host country's number, the online address
    status = models.CharField(max_length=10)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["event", "sequence"], name="one_state_a_sequence_number")]

    def __str__(self):
        return f"{self.event_id}, {self.sequence}: {self.change}"

    @property
    def when(self):
        """Two states with the same are at the same time. The zone of whole days is nobody's clock."""
        zone = self.time_zone if self.start_time else ""
        return self.start_date, self.end_date, self.start_time, self.end_time, zone

    @property
    def published_on(self):
        """The date in Suva."""
        return timezone.localdate(self.published_at)

    @property
    def is_all_day(self):
        return self.start_time is None

    @property
    def starts_at(self):
        return datetime.combine(self.start_date, self.start_time or time.min, ZoneInfo(self.time_zone))

    @property
    def ends_at(self):
        """Of a state that has hours."""
        return datetime.combine(self.end_date, self.end_time, ZoneInfo(self.time_zone))

    @property
    def zone_label(self):
        """The zone of the times, as an event names it: Auckland, UTC+13."""
        return f"{town_of(self.time_zone)}, {utc_offset(self.time_zone, self.starts_at)}"

    @property
    def before(self):
        """The state before, where this one has other days or hours."""
        states = [state for state in self.event.published_states.all() if state.sequence < self.sequence]
        return states[-1] if states and states[-1].when != self.when else None

    def change_from(self, before):
        """What a reader is told of the step from the state before (None: there was none); "" if nothing changed."""
        if before is None:
            return self.Change.NEW
        if self.status != before.status and self.status in (self.Change.CANCELLED, self.Change.POSTPONED):
            return self.Change(self.status)
        if self.when != before.when:
            return self.Change.MOVED
        if self.status != before.status:
            return self.Change(self.status)
        return self.Change.PLACE if self.place != before.place else ""


def state_of(event):
    """The state of an event page as it stands, not saved."""
    return PublishedState(
        event=event,
        **{name: getattr(event, name) for name in ("start_date", "end_date", "start_time", "end_time", "time_zone")},
        place=[event.place_en or "", event.place_fr or "", event.host_country_id, event.online_url],
        status=event.status,
    )


def record_publication(event):
    """Keep the state of a live event that has just been saved, if it differs from the last that was published."""
    before = PublishedState.objects.select_for_update().filter(event=event).order_by("sequence").last()
    state = state_of(event)
    state.change = state.change_from(before)
    if state.change:
        state.sequence = before.sequence + 1 if before else 0
        state.published_at = event.changed_at
        state.save()


def content_digest(event):
    """A fingerprint of all that staff edit on an event page: two equal ones say the same to every reader."""
    own = [field for field in event._meta.local_fields if field.editable and field.name not in event.translated_fields]
    names = ("title", "title_fr", "slug", "slug_fr", "seo_title", "search_description")
    fields = [*own, *(event._meta.get_field(name) for name in names)]
    values = {field.name: _stored_value(field, event) for field in fields if not field.auto_created}
    for name in ("streams", "members"):
        values[name] = sorted(each.pk for each in getattr(event, name).all())
    values["documents"] = [each.document_id for each in event.documents.all()]
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _stored_value(field, event):
    value = field.value_from_object(event)
    if isinstance(field, StreamField):
        return _without_ids(field.stream_block.get_prep_value(value))
    return "" if value is None else value  # a form gives "" where an import left a text unset


def _without_ids(value):
    """Blocks without the identifiers that the editor's script gives them."""
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value
