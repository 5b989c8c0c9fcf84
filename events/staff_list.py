"""The list of events in the admin: columns and filters for those who keep the calendar."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView

from events.kinds import EventType
from events.models import EventPage
from events.wording import long_range
from oco_site.fields import localized
from oco_site.staff_lists import SELECT, STATUS, TITLE, FrenchColumn, StaffFilterSet, StaffListViewSet

Member = EventPage._meta.get_field("members").related_model


def in_days(events, name, days):
    """Events of which at least a day lies in a range; either end may be open."""
    if days.start:
        events = events.filter(end_date__gte=days.start.date())
    if days.stop:
        events = events.filter(start_date__lte=days.stop.date())
    return events


class EventFilterSet(StaffFilterSet):
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

    class Meta:
        model = EventPage
        fields = []


def _programme_years():
    years = EventPage.objects.exclude(programme_year=None).order_by("-programme_year")
    return [(year, str(year)) for year in years.values_list("programme_year", flat=True).distinct()]


class EventListView(IndexView):
    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages).select_related("event_type", for_specific_subqueries=True)
        return pages.prefetch_related("members", for_specific_subqueries=True)


def members_of(event):
    names = ", ".join(str(member.heading) for member in event.members.all())
    return names or event.get_audience_display()


def type_of(event):
    """With the second line, which few have but courses: a column of its own leaves titles no room."""
    return " – ".join(filter(None, (str(event.event_type or ""), str(localized(event, "subtitle")))))


class EventListViewSet(StaffListViewSet):
    model = EventPage
    index_view_class = EventListView
    filterset_class = EventFilterSet
    name = "staff_events"
    url_prefix = "events"
    icon = "date"
    menu_label = _("Events")
    menu_order = 150
    ordering = "-start_date"
    columns = [
        SELECT,
        TITLE,
        Column(
            "start_date",
            label=_("Dates"),
            accessor=lambda event: long_range(event.start_date, event.end_date),
            sort_key="start_date",
        ),
        Column("event_type", label=_("Type"), accessor=type_of, width="18%"),
        Column("members", label=_("Members"), accessor=members_of),
        Column("event_status", label=_("Event"), accessor="get_status_display", sort_key="status"),
        Column("programme_year", label=_("Programme"), sort_key="programme_year"),  # a long head leaves titles no room
        FrenchColumn(),
        STATUS,
    ]
