"""The list of strategic priorities in the admin, in the order of their numbers, as on the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from oco_site.staff_lists import SELECT, STATUS, TITLE, FrenchColumn, StaffFilterSet, StaffListViewSet
from priorities.models import PriorityPage


class PriorityFilterSet(StaffFilterSet):
    class Meta:
        model = PriorityPage
        fields = []


class PriorityListViewSet(StaffListViewSet):
    model = PriorityPage
    filterset_class = PriorityFilterSet
    name = "staff_priorities"
    url_prefix = "priorities"
    icon = "list-ol"
    menu_label = _("Priorities")
    menu_order = 170
    ordering = "number"
    columns = [
        SELECT,
        Column("number", label=_("Number"), sort_key="number", width="10%"),
        TITLE,
        FrenchColumn(),
        DateColumn("updated", label=_("Updated"), accessor="latest_revision_created_at", width="12%"),
        STATUS,
    ]
