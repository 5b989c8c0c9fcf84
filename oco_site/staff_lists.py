"""Lists of pages in the admin, with columns and filters for those who keep them, and how each page's French stands."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import get_page_content_types
from wagtail.permissions import page_permission_policy

from oco_site.base import SitePage
from oco_site.french import FrenchState

YES_NO = [("yes", _("Yes")), ("no", _("No"))]

SELECT = BulkActionsColumn("bulk_actions")
TITLE = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="30%")
STATUS = PageStatusColumn("status", label=_("Status"), sort_key="live")


class FrenchColumn(Column):
    """How the French stands, as a link to the French tab of the edit form."""

    def __init__(self):
        super().__init__("french_state", label=_("French"), sort_key="french_state")

    def get_value(self, page):
        form = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        return format_html('<a href="{}#tab-francais">{}</a>', form, page.get_french_state_display())


class StaffFilterSet(WagtailFilterSet):
    french_state = MultipleChoiceFilter(label=_("French"), choices=FrenchState.choices, widget=CheckboxSelectMultiple)
    live = ChoiceFilter(
        label=_("Published"), choices=YES_NO, method="published", empty_label=_("All"), widget=RadioSelect
    )

    def published(self, pages, name, value):
        return pages.filter(live=value == "yes")


class StaffListMenuItem(MenuItem):
    """For those only who may do something with pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, IndexView.any_permission_required)


class StaffListViewSet(PageListingViewSet):
    add_to_admin_menu = True
    menu_item_class = StaffListMenuItem


class FrenchBoardFilterSet(StaffFilterSet):
    content_type = MultipleContentTypeFilter(
        label=_("Page type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = SitePage
        fields = []


class FrenchBoardView(IndexView):
    page_title = _("French board")

    def get_add_url(self):
        return None  # pages are made elsewhere

    def stream_csv(self, queryset):
        return list(super().stream_csv(queryset))  # now: what is streamed later is no longer in the staff's language


class FrenchBoard(StaffListViewSet):
    """Every page and how its French stands, with what is missing or older than the English; also as a file."""

    model = SitePage
    index_view_class = FrenchBoardView
    filterset_class = FrenchBoardFilterSet
    name = "french_board"
    url_prefix = "reports/french"
    icon = "globe"
    menu_label = _("French board")
    menu_hook = "register_reports_menu_item"
    ordering = ("-french_state", "-latest_revision_created_at", "-pk")  # what is complete comes last
    columns = [
        SELECT,
        TITLE,
        Column("type", label=_("Type"), accessor="page_type_display_name", sort_key="content_type__model", width="12%"),
        FrenchColumn(),
        Column("missing", label=_("Without French"), accessor=lambda page: ", ".join(page.missing_texts)),
        Column("older", label=_("French to review"), accessor=lambda page: ", ".join(page.older_texts)),
        DateColumn("updated", label=_("Updated"), accessor="latest_revision_created_at", width="12%"),
        STATUS,
    ]
    export_filename = "french-board"
    list_export = [
        "title",
        "title_fr",
        "page_type_display_name",
        "get_french_state_display",
        "missing_texts",
        "older_texts",
        "latest_revision_created_at",
        "status_string",
    ]
    export_headings = {
        "page_type_display_name": _("Type"),
        "get_french_state_display": _("French"),
        "missing_texts": _("Without French"),
        "older_texts": _("French to review"),
        "latest_revision_created_at": _("Updated"),
        "status_string": _("Status"),
    }
