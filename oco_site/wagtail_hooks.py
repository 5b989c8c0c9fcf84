from django.http import Http404
from wagtail import hooks
from wagtail.admin.ui.components import Component

from oco_site import signing_in
from oco_site.accounts import invite_again_button, keep_from_those_below
from oco_site.addresses import redirect_to_own_address
from oco_site.base import IndexPage, SitePage, home_page
from oco_site.scheduling import add_schedule_state

hooks.register("before_serve_page", redirect_to_own_address)
hooks.register("register_admin_urls", signing_in.second_factor_urls)
hooks.register("register_account_menu_item", signing_in.app_in_account)
hooks.register("register_account_menu_item", signing_in.codes_in_account)
hooks.register("register_user_listing_buttons", signing_in.reset_in_list_of_users)
hooks.register("register_log_actions", signing_in.words_of_log)
hooks.register("construct_homepage_panels", add_schedule_state)
hooks.register("register_user_listing_buttons", invite_again_button)
hooks.register("before_bulk_action", keep_from_those_below)


@hooks.register(
    "before_serve_document", order=100
)  # after Wagtail's own, which asks for a private collection's sign-in
def keep_embargo(document, request):
    """What nothing public offers is for staff, also for somebody who guesses its address."""
    if not request.user.is_authenticated and not document.is_offered():
        raise Http404


class WhereToChange(Component):
    """The table 'Where do I change …' on the admin's first screen."""

    name = "where_to_change"
    template_name = "admin/where_to_change.html"
    order = 50

    def get_context_data(self, parent_context):
        try:
            home = home_page()
        except SitePage.DoesNotExist:
            return {}
        pages = SitePage.objects.child_of(home).order_by("path")
        return {
            "home": home,
            "sections": {page.cached_content_type.app_label: page for page in pages},
            "lists": [page for page in pages if issubclass(page.specific_class, IndexPage)],
            "texts": [page for page in pages if not issubclass(page.specific_class, IndexPage)],
        }


@hooks.register("construct_homepage_panels")
def add_where_to_change(request, panels):
    panels.append(WhereToChange())
