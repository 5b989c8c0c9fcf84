"""Events and workshops: days of a calendar, or instants in a zone of their own."""

import uuid
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.snippets.models import register_snippet

from events.forms import EventFilter
from events.wording import long_range
from oco_site.base import IndexPage, SitePage, SitePageQuerySet
from oco_site.dates import utc_offset
from oco_site.fields import BodyField, localized, time_zone_choices
from oco_site.panels import language_tabs, text_panels


@register_snippet
class EventType(models.Model):
    """What kind of event it is; the mark gives it a colour and a shape in lists."""

    class Mark(models.TextChoices):
        BARS = "c3", _("blue, bars")
        SQUARES = "c4", _("dark blue, four squares")
        TRIANGLE = "tf", _("green, triangle")
        DIAMOND = "cx", _("olive, diamond")
        DISC = "ws", _("brown, disc")
        SQUARE = "mt", _("violet, square")
        FRAME = "hd", _("grey, frame")

    slug = models.SlugField(_("name in addresses"), unique=True, help_text=_("Small letters and hyphens: cert-iii."))
    name = models.CharField(_("name"), max_length=60)
    mark = models.CharField(_("mark"), max_length=2, choices=Mark.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Small numbers come first in the key."))

    translated_fields = ("name",)
    panels = [*text_panels(translated_fields, "en", "fr"), "slug", "mark", "order"]

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("type of event")
        verbose_name_plural = _("types of events")

    def __str__(self):
        return str(localized(self, "name"))


@register_snippet
class CourseStream(models.Model):
    """A stream of a course, such as revenue or enforcement."""

    slug = models.SlugField(_("name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=60)

    translated_fields = ("name",)
    panels = [*text_panels(translated_fields, "en", "fr"), "slug"]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("course stream")
        verbose_name_plural = _("course streams")

    def __str__(self):
        return str(localized(self, "name"))


class EventQuerySet(SitePageQuerySet):
    """All-day events are judged by their days, timed ones by their instants; the reader's today and now are given."""

    def on_now(self, today, now):
        return self.filter(
            models.Q(start_time=None, start_date__lte=today, end_date__gte=today)
            | models.Q(start_time__isnull=False, starts_at__lte=now, ends_at__gt=now)
        )

    def ahead(self, today, now):
        return self.filter(
            models.Q(start_time=None, start_date__gt=today) | models.Q(start_time__isnull=False, starts_at__gt=now)
        )

    def past(self, today, now):
        return self.filter(
            models.Q(start_time=None, end_date__lt=today) | models.Q(start_time__isnull=False, ends_at__lte=now)
        )

    def in_order(self):
        return self.order_by("start_date", "starts_at", "end_date", "pk")

    def for_list(self):
        """With all that a list prints of each event, in a number of queries that does not grow with it."""
        return self.select_related("event_type").prefetch_related("members").defer_streamfields()


class EventsIndexPage(IndexPage):
    notice = models.TextField(
        _("notice"), blank=True, max_length=400, help_text=_("Shown above the calendar; empty for none.")
    )

    translated_fields = ("introduction", "notice")
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = ["events.EventPage"]

    edit_handler = language_tabs(translated_fields)

    class Meta:
        verbose_name = _("calendar of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.child_of(self).visible()
        form = EventFilter(request.GET, events=events)
        matching = form.matching(events).in_order().for_list()
        today, now = timezone.localdate(), timezone.now()
        context.update(form=form, today=today, types=EventType.objects.all())
        if year := form.chosen_year:
            context["events"] = self.paginate(request, matching.filter(start_date__year=year))
        else:
            context["on_now"] = matching.on_now(today, now)
            context["ahead"] = matching.ahead(today, now)
            context["past"] = matching.past(today, now).filter(end_date__gt=today - timedelta(days=366))
        return context


class EventPage(SitePage):
    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        TENTATIVE = "tentative", _("tentative")
        POSTPONED = "postponed", _("postponed, no new date yet")
        CANCELLED = "cancelled", _("cancelled")

    class Audience(models.TextChoices):
        MEMBERS = "members", _("member administrations")
        SECRETARIAT = "secretariat", _("the Secretariat")

    # The iCalendar UID (RFC 7986 5.3: no host name in it). Made once; a copy gets its own.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subtitle = models.CharField(
        _("second line of the title"), max_length=255, blank=True, help_text=_("The topic of a course, for example.")
    )
    body = BodyField(_("body"))
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(
        _("last day"), blank=True, help_text=_("Included. Left empty, the event is over on its first day.")
    )
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Both times empty: an event of whole days.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        choices=time_zone_choices,
        help_text=_("Of the times above. Left empty, it is the host country’s, else that of Suva."),
    )
    starts_at = models.DateTimeField(editable=False, db_index=True)  # UTC, derived from the fields above in save()
    ends_at = models.DateTimeField(editable=False, db_index=True)  # UTC, exclusive
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    event_type = models.ForeignKey(
        EventType, verbose_name=_("type"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    streams = ParentalManyToManyField(CourseStream, verbose_name=_("course streams"), blank=True, related_name="events")
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Building and town."))
    host_country = models.ForeignKey(
        "members.MemberPage",
        verbose_name=_("host country"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hosted_events",
    )
    online_url = models.URLField(_("address of the online meeting"), blank=True)
    audience = models.CharField(_("for"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    members = ParentalManyToManyField(
        "members.MemberPage",
        verbose_name=_("members concerned"),
        blank=True,
        related_name="events",
        help_text=_("None chosen: all members."),
    )
    priority = models.ForeignKey(
        "priorities.PriorityPage",
        verbose_name=_("strategic priority"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    source_line = models.CharField(
        _("line of the programme"), max_length=255, blank=True, help_text=_("As it was written; kept for comparison.")
    )
    programme_year = models.PositiveSmallIntegerField(
        _("programme year"), null=True, blank=True, help_text=_("The year in which that programme starts.")
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    kind = _("event")
    translated_fields = ("subtitle", "place", "body")
    exclude_fields_in_copy = [*SitePage.exclude_fields_in_copy, "uid"]
    on_site_map = False
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types = []

    edit_handler = language_tabs(
        translated_fields,
        shared=[
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
                    FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("time_zone")]),
                    FieldPanel("status"),
                ],
                heading=_("When"),
            ),
            MultiFieldPanel([FieldPanel("host_country"), FieldPanel("online_url")], heading=_("Where")),
            MultiFieldPanel(
                [FieldPanel("audience"), FieldPanel("members", widget=forms.CheckboxSelectMultiple)],
                heading=_("For whom"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("event_type"),
                    FieldPanel("streams", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("priority"),
                ],
                heading=_("What"),
            ),
            MultiFieldPanel(
                [FieldPanel("source_line"), FieldPanel("programme_year")], heading=_("Programme"), classname="collapsed"
            ),
        ],
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["start_date"]), models.Index(fields=["end_date"])]

    @property
    def full_title(self):
        """Title and second line, for places that have one line only."""
        subtitle = localized(self, "subtitle")
        return format_lazy("{} – {}", self.heading, subtitle) if subtitle else str(self.heading)

    @property
    def search_date(self):
        return long_range(self.start_date, self.end_date)

    @property
    def search_day(self):
        return self.end_date

    @property
    def search_line(self):
        return localized(self, "subtitle")

    @property
    def summary_text(self):
        parts = [self.search_date, self.event_type, localized(self, "subtitle"), localized(self, "place")]
        return " · ".join(str(part) for part in parts if part)

    @property
    def is_all_day(self):
        return self.start_time is None

    @property
    def zone_label(self):
        """The zone of the times, by its city and its distance from UTC on that day: Auckland, UTC+13."""
        city = self.time_zone.rpartition("/")[2].replace("_", " ")
        return f"{city}, {utc_offset(self.time_zone, self.starts_at)}"

    @property
    def day_count(self):
        return (self.end_date - self.start_date).days + 1

    def clean(self):
        super().clean()
        errors = {}
        if self.start_date and self.end_date and self.end_date < self.start_date:
            errors["end_date"] = _("The last day is before the first.")
        if self.end_time and not self.start_time:
            errors["start_time"] = _("An event that ends at a time begins at one.")
        if self.start_time and not self.end_time:
            errors["end_time"] = _("Say when it ends, too.")
        one_day = self.end_date in (None, self.start_date)
        if self.start_time and self.end_time and one_day and self.end_time <= self.start_time:
            errors["end_time"] = _("It ends before it begins.")
        if errors:
            raise ValidationError(errors)

    def full_clean(self, *args, **kwargs):
        try:
            self._fill_in_what_follows()
        except OverflowError as error:  # the first and the last days that a date can be have no instant everywhere
            field = "start_date" if self.start_date.year == 1 else "end_date"
            raise ValidationError({field: forms.DateField.default_error_messages["invalid"]}) from error
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self._fill_in_what_follows()
        return super().save(*args, **kwargs)

    def _fill_in_what_follows(self):
        """What an editor may leave empty, and the instants that the wall-clock fields come to."""
        if not self.start_date:
            return
        self.end_date = self.end_date or self.start_date
        if not self.time_zone:
            self.time_zone = self.host_country.time_zone if self.host_country else settings.TIME_ZONE
        zone = ZoneInfo(self.time_zone)
        if self.start_time:
            start = datetime.combine(self.start_date, self.start_time, zone)
            end = datetime.combine(self.end_date, self.end_time or self.start_time, zone)
        else:
            start = datetime.combine(self.start_date, time.min, zone)
            end = datetime.combine(self.end_date + timedelta(days=1), time.min, zone)
        self.starts_at, self.ends_at = start.astimezone(UTC), end.astimezone(UTC)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.uid = self.uid  # of the event, not of a revision: subscribers know it by this
        return page
