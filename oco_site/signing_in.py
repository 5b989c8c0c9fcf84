"""Who signs in: the log of it, and the ways to the second factor in the admin."""

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter, log

from oco_site import second_factor


@receiver(user_logged_in)
def log_signing_in(request, user, **kwargs):
    log(instance=user, action="oco_site.signed_in", user=user, data={"from": request.META.get("REMOTE_ADDR", "")})


@receiver(user_locked_out)
def log_lockout(username, ip_address, **kwargs):
    for user in get_user_model().objects.filter(username=username):
        log(instance=user, action="oco_site.locked_out", data={"from": ip_address})


def words_of_log(actions):
    """What the report 'Site history' calls these actions."""
    actions.register_action("oco_site.second_factor.set_up", _("App set up"), _("App for signing in set up"))
    actions.register_action("oco_site.second_factor.recovery_codes", _("New codes"), _("New recovery codes made"))
    actions.register_action("oco_site.second_factor.reset", _("App taken off"), _("App for signing in taken off"))

    @actions.register_action("oco_site.signed_in")
    class SignedIn(LogFormatter):
        label = _("Sign-in")

        def format_message(self, entry):
            return _("Signed in from %(address)s") % {"address": entry.data["from"]}

    @actions.register_action("oco_site.locked_out")
    class LockedOut(LogFormatter):
        label = _("Sign-in locked")

        def format_message(self, entry):
            return _("Too many wrong passwords from %(address)s") % {"address": entry.data["from"]}


def second_factor_urls():
    return [
        path("second-factor/", second_factor.EnterCode.as_view(), name="second_factor"),
        path("second-factor/set-up/", second_factor.SetUp.as_view(), name="second_factor_set_up"),
        path("second-factor/recovery-codes/", second_factor.RecoveryCodes.as_view(), name="second_factor_codes"),
        path("second-factor/<int:pk>/reset/", second_factor.Reset.as_view(), name="second_factor_reset"),
    ]


def app_in_account(request):
    return {
        "url": reverse("second_factor_set_up"),
        "label": _("App for signing in"),
        "help_text": _("Set up a telephone's app that shows the code for the second step, or move to another one."),
    }


def codes_in_account(request):
    return {
        "url": reverse("second_factor_codes"),
        "label": _("Recovery codes"),
        "help_text": _("Ten codes to keep on paper, each good for one sign-in without the telephone."),
    }


def reset_in_list_of_users(user, request_user):
    if user != request_user and second_factor.may_reset(request_user, user) and second_factor.has_second_factor(user):
        yield Button(_("Take off the app for signing in"), reverse("second_factor_reset", args=(user.pk,)), priority=90)
