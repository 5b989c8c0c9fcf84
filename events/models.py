"""Events and workshops: days of a calendar, or instants in a zone of their own."""

import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils import dates, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, PageManager

from events import hours
from events.agenda import agenda
from events.event_form import EventPageForm
from events.forms import EventFilter
from events.history import content_digest, record_publication, state_of
from events.kinds import CourseStream, EventStatus, EventType, WorkingLanguages, languages_label, status_label
from events.panels import EVENT_PANELS
from events.querysets import EventQuerySet
from events.structured_data import event_data
from events.wording import long_range, title_with_days, town_of
from oco_site.base import BEST_LENGTHS, IndexPage, SitePage
from oco_site.dates import utc_offset
from oco_site.fields import BodyField, Localized, ProtectingManyToManyField, localized, time_zone_choices
from oco_site.panels import language_tabs


class EventsIndexPage(IndexPage):
    notice = models.TextField(
        _("notice"), blank=True, max_length=400, help_text=_("Shown above the calendar; empty for none.")
    )

    programme_starts = models.PositiveSmallIntegerField(
        _("a programme starts in"),
        choices=list(dates.MONTHS.items()),
        default=10,
        help_text=_("An event without a programme year belongs to the programme that starts in or before its month."),
    )

    translated_fields = ("introduction", "notice")
    parent_page_types = ["oco_site.HomePage"]
    subpage_types = ["events.EventPage"]

    page_size = 60

    edit_handler = language_tabs(translated_fields, shared=["programme_starts"])

    class Meta:
        verbose_name = _("calendar of events")

    def programme_year_of(self, day):
        """The year in which the programme of a day starts."""
        return day.year if day.month >= self.programme_starts else day.year - 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form = EventFilter(request.GET, EventPage.objects.child_of(self).visible())
        context.update(form=form, section=self, today=form.today, clock=form.clock, event_query=form.clock_query)
        context.update(agenda(form, lambda events: self.paginate(request, events)))
        return context


class EventPage(SitePage):
    Status = EventStatus

    class Audience(models.TextChoices):
        MEMBERS = "members", _("member administrations")
        SECRETARIAT = "secretariat", _("the Secretariat")

    # The iCalendar UID (RFC 7986 5.3: no host name in it). Made once; a copy gets its own.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subtitle = models.CharField(
        _("second line of the title"), max_length=255, blank=True, help_text=_("The topic of a course, for example.")
    )
    summary = models.TextField(
        _("summary"), max_length=400, blank=True, help_text=_("One or two sentences: what it is and what it is for.")
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
        help_text=_("Of the times above. Left empty, it is the host country’s, else Suva’s, and goes with the host."),
    )
    starts_at = models.DateTimeField(editable=False, db_index=True)  # UTC, derived from the fields above in save()
    ends_at = models.DateTimeField(editable=False, db_index=True)  # UTC, exclusive
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    event_type = models.ForeignKey(
        EventType, verbose_name=_("type"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    streams = ProtectingManyToManyField(
        CourseStream, verbose_name=_("course streams"), blank=True, related_name="events"
    )
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
    members = ProtectingManyToManyField(
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
    contact = models.CharField(_("contact"), max_length=120, blank=True, help_text=_("A person or an office."))
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    nomination_deadline = models.DateField(
        _("nominations until"), null=True, blank=True, help_text=_("The last day on which members can nominate.")
    )
    nomination_url = models.URLField(_("address for nominations"), blank=True)
    working_languages = models.CharField(
        _("working languages"), max_length=5, blank=True, choices=WorkingLanguages.choices
    )
    interpretation = models.BooleanField(_("with interpretation into the other language"), default=False)
    source_line = models.CharField(
        _("line of the programme"), max_length=255, blank=True, help_text=_("As it was written; kept for comparison.")
    )
    programme_year = models.PositiveSmallIntegerField(
        _("programme year"),
        null=True,
        blank=True,
        help_text=_("In which the programme starts. Left empty, it follows from the first day."),
    )

    # When what is published last changed, and its fingerprint (events.history). A publication that alters nothing
    # moves neither, so that subscribers' calendars stay as they are.
    changed_at = models.DateTimeField(null=True, editable=False)
    published_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = PageManager.from_queryset(EventQuerySet)()

    kind = _("event")
    page_related = ("event_type", "host_country", "priority")
    translated_fields = ("subtitle", "summary", "place", "body")
    exclude_fields_in_copy = [*SitePage.exclude_fields_in_copy, "uid", "changed_at", "published_digest"]
    on_site_map = False
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types = []

    base_form_class = EventPageForm
    edit_handler = language_tabs(translated_fields, shared=EVENT_PANELS)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["start_date"]), models.Index(fields=["end_date"])]

    def get_context(self, request, *args, **kwargs):
        """With the clock that the reader has chosen in the calendar, for an event that has hours."""
        context = super().get_context(request, *args, **kwargs)
        rows = list(self.documents.all())
        prefetch_related_objects(rows, "document")
        others = EventPage.objects.visible().exclude(pk=self.pk)
        coming = list(others.ahead(timezone.localdate(), timezone.now()).in_order().rows_only()[:3])
        # Of this event and of those in one query each; one that is new has nothing to fetch.
        prefetch_related_objects([self, *coming] if self.pk else coming, *others.list_relations())
        documents = [row.document for row in rows]
        context.update(documents=documents, members=list(self.members.all()), coming=coming)
        if self.start_time:
            form = EventFilter(request.GET, EventPage.objects, without=("type", "stream", "priority", "year"))
            context |= {"form": form, "clock": form.clock}
        return context

    @property
    def full_title(self):
        """Title and second line, for places that have one line only."""
        subtitle = localized(self, "subtitle")
        return format_lazy("{} – {}", self.heading, subtitle) if subtitle else str(self.heading)

    @property
    def title_tag(self):
        """With its days, which tell it apart from others of the same name."""
        title = super().title_tag
        words = title_with_days(str(title), self.start_date, self.end_date, BEST_LENGTHS["title"])
        return Localized(words, title.language)

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
        parts.append(_("In the calendar of the Oceania Customs Organisation"))
        if summary := localized(self, "summary"):
            parts = [self.search_date, summary]
        return " · ".join(str(part) for part in parts if part)

    @property
    def sequence(self):
        """How often a published date, time, place or status has changed (RFC 5545, 3.8.7.4)."""
        return max((state.sequence for state in self._states), default=0)

    @property
    def _states(self):
        return self.published_states.all() if self.pk else ()

    @property
    def moved_from(self):
        """The last published state with other dates or times than the event has now, or None."""
        now = state_of(self).when
        earlier = [state for state in self._states if state.when != now]
        return earlier[-1] if earlier else None

    @property
    def is_moved(self):
        return self.moved_from is not None

    def structured_data(self):
        return [event_data(self)]

    @property
    def is_all_day(self):
        return self.start_time is None

    def is_on(self, today, now):
        """Whether it takes place on the reader's day or, if it has hours, at this instant."""
        if self.is_all_day:
            return self.start_date <= today <= self.end_date
        return self.starts_at <= now < self.ends_at

    @property
    def is_held(self):
        """Whether it takes place, as far as is known: it is neither cancelled nor postponed."""
        return self.status in (self.Status.CONFIRMED, self.Status.TENTATIVE)

    @property
    def status_label(self):
        return status_label(self.status)

    @property
    def languages_label(self):
        """In what language it is held: English, with interpretation into French. "" if nobody has said."""
        return languages_label(self.working_languages, self.interpretation)

    @property
    def zone_place(self):
        """The town by which the zone of the times is known: the host's where it is the host's zone."""
        if self.host_country and self.host_country.time_zone == self.time_zone:
            return self.host_country.pin_name
        return town_of(self.time_zone)

    @property
    def zone_label(self):
        """The zone of the times, by its town and its distance from UTC on that day: Auckland, UTC+13."""
        return f"{self.zone_place}, {utc_offset(self.time_zone, self.starts_at)}"

    @property
    def day_count(self):
        return (self.end_date - self.start_date).days + 1

    def clean(self):
        super().clean()
        if errors := hours.mistakes(self):
            raise ValidationError(errors)

    def full_clean(self, *args, **kwargs):
        try:
            self._fill_in_what_follows()
        except OverflowError as error:  # the first and the last days that a date can be have no instant everywhere
            field = "start_date" if self.start_date.year == 1 else "end_date"
            raise ValidationError({field: forms.DateField.default_error_messages["invalid"]}) from error
        super().full_clean(*args, **kwargs)

    def save(self, *args, update_fields=None, **kwargs):
        self._fill_in_what_follows()
        if self.programme_year is None:
            self.programme_year = self.get_parent().specific.programme_year_of(self.start_date)
        if not self.live or update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        with transaction.atomic():
            digest = content_digest(self)
            if digest != self.published_digest:
                self.published_digest, self.changed_at = digest, timezone.now()
            result = super().save(*args, **kwargs)
            record_publication(self)
        return result

    def _fill_in_what_follows(self):
        """What an editor may leave empty, and the instants that the wall-clock fields come to."""
        if not self.start_date:
            return
        self.end_date = self.end_date or self.start_date
        if not self.time_zone:
            self.time_zone = self.host_country.time_zone if self.host_country else settings.TIME_ZONE
        self.starts_at, self.ends_at = hours.instants(self)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # Of the event, not of a revision: subscribers know it by these.
        for name in ("uid", "changed_at", "published_digest"):
            setattr(page, name, getattr(self, name))
        return page


class EventDocument(Orderable):
    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = ["document"]

    class Meta(Orderable.Meta):
        verbose_name = _("document of an event")
