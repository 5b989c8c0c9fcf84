from wagtail import hooks
from wagtail.admin.ui.components import Component

from oco_site.addresses import redirect_to_own_address

hooks.register("before_serve_page", redirect_to_own_address)


class WhereToChange(Component):
    """The table 'Where do I change …' on the admin's first screen."""

    name = "where_to_change"
    template_name = "admin/where_to_change.html"
    order = 50


@hooks.register("construct_homepage_panels")
def add_where_to_change(request, panels):
    panels.append(WhereToChange())
