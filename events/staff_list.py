"""The list of events in the admin: columns and filters for those who keep the calendar."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Cast, Length
from django.db.models.lookups import GreaterThan
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from events.kinds import EventType
from events.models import EventPage
from events.wording import long_range
from oco_site.fields import localized

Member = EventPage._meta.get_field("members").related_model
EMPTY_BODY = len("[]")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def lacks_french():
    """Whether the title or a filled English text has no French: not SitePage.is_bilingual, asked of the database."""
    lacking = Q(title_fr="")
    for name in EventPage.translated_fields:
        english, french = f"{name}_en", f"{name}_fr"
        if name == "body":
            lacking |= Q(_has_blocks(english)) & ~Q(Case(When(_has_blocks(french), then=True), default=False))
        else:
            lacking |= Q(**{f"{english}__gt": ""}) & (Q(**{french: ""}) | Q(**{f"{french}__isnull": True}))
    return Case(When(lacking, then=Value(True)), default=Value(False), output_field=models.BooleanField())


def _has_blocks(name):
    return GreaterThan(Length(Cast(name, models.TextField())), EMPTY_BODY)


def in_days(events, name, days):
    """Events of which at least a day lies in a range; either end may be open."""
    if days.start:
        events = events.filter(end_date__gte=days.start.date())
    if days.stop:
        events = events.filter(start_date__lte=days.stop.date())
    return events


class EventFilterSet(WagtailFilterSet):
    days = DateFromToRangeFilter(label=_("Dates"), widget=DateRangePickerWidget, method=lambda *args: in_days(*args))
    event_type = ModelMultipleChoiceFilter(
        label=_("Type"), queryset=EventType.objects.all(), widget=CheckboxSelectMultiple
    )
    members = ModelMultipleChoiceFilter(
        label=_("Members"),
        queryset=Member.objects.defer_streamfields().order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    status = MultipleChoiceFilter(label=_("Event"), choices=EventPage.Status.choices, widget=CheckboxSelectMultiple)
    programme_year = ChoiceFilter(label=_("Programme year"), choices=lambda: _programme_years(), widget=RadioSelect)
    lacks_french = ChoiceFilter(
        label=_("French missing"), choices=YES_NO, method="french_missing", empty_label=_("All"), widget=RadioSelect
    )
    live = ChoiceFilter(
        label=_("Published"), choices=YES_NO, method="published", empty_label=_("All"), widget=RadioSelect
    )

    class Meta:
        model = EventPage
        fields = []

    def french_missing(self, events, name, value):
        return events.filter(lacks_french=value == "yes")

    def published(self, events, name, value):
        return events.filter(live=value == "yes")


def _programme_years():
    years = EventPage.objects.exclude(programme_year=None).order_by("-programme_year")
    return [(year, str(year)) for year in years.values_list("programme_year", flat=True).distinct()]


class EventListView(IndexView):
    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages).annotate(lacks_french=lacks_french())
        pages = pages.select_related("event_type", for_specific_subqueries=True)
        return pages.prefetch_related("members", for_specific_subqueries=True)


def members_of(event):
    names = ", ".join(str(member.heading) for member in event.members.all())
    return names or event.get_audience_display()


class EventListMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, EventListView.any_permission_required)


class EventListViewSet(PageListingViewSet):
    model = EventPage
    index_view_class = EventListView
    filterset_class = EventFilterSet
    name = "staff_events"
    url_prefix = "events"
    icon = "date"
    menu_label = _("Events")
    menu_order = 150
    add_to_admin_menu = True
    menu_item_class = EventListMenuItem
    ordering = "-start_date"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("subtitle", label=_("Second line"), accessor=lambda event: localized(event, "subtitle")),
        Column(
            "start_date",
            label=_("Dates"),
            accessor=lambda event: long_range(event.start_date, event.end_date),
            sort_key="start_date",
        ),
        Column("event_type", label=_("Type"), accessor=lambda event: event.event_type or ""),
        Column("members", label=_("Members"), accessor=members_of),
        Column("event_status", label=_("Event"), accessor="get_status_display", sort_key="status"),
        Column("programme_year", label=_("Programme year"), sort_key="programme_year"),
        Column("french", label=_("French"), accessor=lambda event: _("missing") if event.lacks_french else ""),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
