from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from news.models import NewsIndexPage, NewsReleasePage, ReleaseSeries
from news.staff_list import ReleaseListViewSet
from oco_site.ways import way_to_add, way_to_list, way_to_snippets

releases = ReleaseListViewSet()


@hooks.register("register_admin_viewset")
def register_staff_list():
    return releases


@hooks.register("register_staff_tasks")
def register_tasks(user):
    return [way_to_add(NewsReleasePage, NewsIndexPage.objects.first(), user, _("New release"), "doc-full")]


@hooks.register("register_where_to_change")
def register_where_to_change(user):
    return [
        (_("A news release: its picture, attachments, corrections"), [way_to_list(releases, user)]),
        (_("The series of releases (PR, WP)"), [way_to_snippets(ReleaseSeries, user)]),
    ]
