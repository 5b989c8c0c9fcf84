from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.staff_list import MemberListViewSet
from oco_site.ways import way_to_list

members = MemberListViewSet()


@hooks.register("register_admin_viewset")
def register_staff_list():
    return members


@hooks.register("register_where_to_change")
def register_where_to_change(user):
    return [(_("A member: its administration, capital, pin on the map"), [way_to_list(members, user)])]
