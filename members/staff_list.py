"""The list of members in the admin."""

from django.forms import CheckboxSelectMultiple
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters.filters import MultipleChoiceFilter
from wagtail.admin.ui.tables import Column

from members.models import MemberPage
from oco_site.fields import localized
from oco_site.staff_lists import SELECT, STATUS, TITLE, FrenchColumn, StaffFilterSet, StaffListViewSet


class MemberFilterSet(StaffFilterSet):
    status = MultipleChoiceFilter(label=_("Standing"), choices=MemberPage.Status.choices, widget=CheckboxSelectMultiple)
    sub_region = MultipleChoiceFilter(
        label=_("Sub-region"), choices=MemberPage.SubRegion.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = MemberPage
        fields = []


class MemberListViewSet(StaffListViewSet):
    model = MemberPage
    filterset_class = MemberFilterSet
    name = "staff_members"
    url_prefix = "members"
    icon = "group"
    menu_label = _("Members")
    menu_order = 160
    ordering = ("title", "pk")
    columns = [
        SELECT,
        TITLE,
        Column("iso_code", label=_("Code"), sort_key="iso_code"),
        Column("standing", label=_("Standing"), accessor="get_status_display", sort_key="status"),
        Column(
            "joined",
            label=_("Joined"),
            accessor=lambda member: member.joined and date_format(member.joined, "F Y"),
            sort_key="joined",
        ),
        Column("sub_region", label=_("Sub-region"), accessor="get_sub_region_display", sort_key="sub_region"),
        Column("capital", label=_("Capital"), accessor=lambda member: localized(member, "capital")),
        FrenchColumn(),
        STATUS,
    ]
