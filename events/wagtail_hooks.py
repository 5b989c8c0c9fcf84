from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from events.another_date import copy_to_another_date
from events.intake_views import TITLE, calendar_open_to, import_programme
from events.kinds import CourseStream, EventType
from events.models import EventPage, EventsIndexPage
from events.staff_list import EventListViewSet
from oco_site.ways import way_to, way_to_add, way_to_form, way_to_list, way_to_snippets

events = EventListViewSet()


@hooks.register("register_admin_viewset")
def register_staff_list():
    return events


@hooks.register("register_admin_urls")
def register_calendar_urls():
    return [
        path("events/import/", import_programme, name="import_programme"),
        path("events/<int:page_id>/copy/", copy_to_another_date, name="copy_to_another_date"),
    ]


@hooks.register("register_staff_tasks")
def register_tasks(user):
    calendar = calendar_open_to(user)
    return [
        way_to_add(EventPage, calendar, user, _("New event"), "date"),
        way_to("import_programme", TITLE, if_allowed=calendar is not None, icon="upload"),
    ]


@hooks.register("register_where_to_change")
def register_where_to_change(user):
    calendar = EventsIndexPage.objects.first()
    return [
        (_("An event or workshop: its dates, status, documents"), [way_to_list(events, user)]),
        (_("A whole programme"), [way_to("import_programme", TITLE, if_allowed=calendar_open_to(user) is not None)]),
        (
            _("The notice above the calendar, the month in which a programme starts"),
            [calendar and way_to_form(calendar, user)],
        ),
        (
            _("The types of events and the streams of courses"),
            [way_to_snippets(EventType, user), way_to_snippets(CourseStream, user)],
        ),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return calendar_open_to(request.user) is not None


@hooks.register("register_admin_menu_item")
def add_import_to_menu():
    label = pgettext_lazy("menu", "Import a programme")  # the menu is too narrow for the French title
    return ImportMenuItem(label, reverse("import_programme"), name="import-programme", icon_name="upload", order=155)


class CopyToAnotherDateItem(PageMenuItem):
    label = _("Copy to another date")
    icon_name = "calendar-alt"
    url_name = "copy_to_another_date"

    def is_shown(self, user):
        # Asked of the page itself: a list would fetch the calendar again for each of its rows.
        return user.is_superuser or "add" in self.page.permissions_for_user(user).permissions


@hooks.register("register_page_header_buttons")
def add_copy_to_header(page, user, view_name, next_url=None):
    if isinstance(page, EventPage):
        yield CopyToAnotherDateItem(page=page, priority=31)


@hooks.register("register_page_listing_more_buttons")
def add_copy_to_list(page, user, next_url=None):
    if isinstance(page, EventPage):
        yield CopyToAnotherDateItem(page=page, priority=31)
