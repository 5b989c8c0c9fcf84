"""The list of releases in the admin."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView

from news.models import NewsReleasePage, ReleaseSeries
from oco_site.dates import long_date
from oco_site.staff_lists import SELECT, STATUS, TITLE, FrenchColumn, StaffFilterSet, StaffListViewSet

Member = NewsReleasePage._meta.get_field("members").related_model
Priority = NewsReleasePage._meta.get_field("priorities").related_model


class ReleaseFilterSet(StaffFilterSet):
    date = DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    series = ModelMultipleChoiceFilter(
        label=_("Series"), queryset=ReleaseSeries.objects.all(), widget=CheckboxSelectMultiple
    )
    number_year = ChoiceFilter(label=_("Year of the number"), choices=lambda: _number_years(), widget=RadioSelect)
    members = ModelMultipleChoiceFilter(
        label=_("Members"),
        queryset=Member.objects.defer_streamfields().order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    priorities = ModelMultipleChoiceFilter(
        label=_("Topics"),
        queryset=Priority.objects.defer_streamfields().order_by("number"),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = NewsReleasePage
        fields = []


def _number_years():
    years = NewsReleasePage.objects.exclude(number_year=None).order_by("-number_year")
    return [(year, str(year)) for year in years.values_list("number_year", flat=True).distinct()]


class ReleaseListView(IndexView):
    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages).select_related("series", for_specific_subqueries=True)
        return pages.prefetch_related("members", for_specific_subqueries=True)


class ReleaseListViewSet(StaffListViewSet):
    model = NewsReleasePage
    index_view_class = ReleaseListView
    filterset_class = ReleaseFilterSet
    name = "staff_news"
    url_prefix = "news"
    icon = "doc-full"
    menu_label = _("News releases")
    menu_order = 140
    ordering = ("-date", "-pk")
    columns = [
        SELECT,
        TITLE,
        Column("reference", label=_("Number"), sort_key="number"),
        Column(
            "date", label=_("Date"), accessor=lambda release: release.date and long_date(release.date), sort_key="date"
        ),
        Column(
            "members",
            label=_("Members"),
            accessor=lambda release: ", ".join(str(member.heading) for member in release.members.all()),
        ),
        Column("lead", label=_("Lead story"), accessor=lambda release: _("Yes") if release.lead else ""),
        FrenchColumn(),
        STATUS,
    ]
