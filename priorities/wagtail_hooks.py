from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from oco_site.ways import way_to_list
from priorities.staff_list import PriorityListViewSet

priorities = PriorityListViewSet()


@hooks.register("register_admin_viewset")
def register_staff_list():
    return priorities


@hooks.register("register_where_to_change")
def register_where_to_change(user):
    return [(_("A strategic priority, its number and so the order of the list"), [way_to_list(priorities, user)])]
