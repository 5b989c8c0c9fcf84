from django.conf import settings
from django.http import Http404
from django.http.request import HttpHeaders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from oco_site import signing_in
from oco_site.accounts import invite_again_button, keep_from_those_below
from oco_site.addresses import redirect_to_own_address
from oco_site.first_screen import StaffTasks, WhatWaits, WhereToChange
from oco_site.guide import guide_in_menu, guide_urls
from oco_site.scheduling import add_schedule_state
from oco_site.staff_lists import FrenchBoard
from oco_site.where_to_change import rows_for

hooks.register("before_serve_page", redirect_to_own_address)
hooks.register("register_admin_urls", signing_in.second_factor_urls)
hooks.register("register_admin_urls", guide_urls)
hooks.register("register_admin_menu_item", guide_in_menu)
hooks.register("register_account_menu_item", signing_in.app_in_account)
hooks.register("register_account_menu_item", signing_in.codes_in_account)
hooks.register("register_user_listing_buttons", signing_in.reset_in_list_of_users)
hooks.register("register_log_actions", signing_in.words_of_log)
hooks.register("construct_homepage_panels", add_schedule_state)
hooks.register("register_user_listing_buttons", invite_again_button)
hooks.register("before_bulk_action", keep_from_those_below)
# Last: the rows of the apps, which are asked for every day, come before them.
hooks.register("register_where_to_change", rows_for, order=100)


@hooks.register(
    "before_serve_document", order=100
)  # after Wagtail's own, which asks for a private collection's sign-in
def keep_embargo(document, request):
    """What nothing public offers is for staff, also for somebody who guesses its address."""
    if not request.user.is_authenticated and not document.is_offered():
        raise Http404


@hooks.register("register_admin_viewset")
def register_french_board():
    return FrenchBoard()


@hooks.register("insert_global_admin_js")
def keep_open_forms_alive():
    return format_html(
        '<script src="{}" data-cookie="{}" data-header="{}" data-login="{}" data-signed-out="{}" data-unreachable="{}">'
        "</script>",
        static("js/admin-session.js"),
        settings.CSRF_COOKIE_NAME,
        HttpHeaders.parse_header_name(settings.CSRF_HEADER_NAME),
        reverse("wagtailadmin_login"),
        _("You have been signed out. Sign in again in another tab and come back: what you typed here is kept."),
        _("The site does not answer. Nothing was sent, and what you typed here is kept: try again in a while."),
    )


@hooks.register("construct_homepage_panels")
def add_our_panels(request, panels):
    panels += [StaffTasks(), WhatWaits(), WhereToChange()]
