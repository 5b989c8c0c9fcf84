"""Accounts of the staff: a person is invited by mail and chooses the password; a lost password goes the same way.

Both are Django's password reset, with its token: it works once, for PASSWORD_RESET_TIMEOUT seconds.
"""

from threading import Thread

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.forms import auth
from wagtail.admin.widgets.button import Button
from wagtail.users import forms as user_forms
from wagtail.users.models import UserProfile
from wagtail.users.views import users

User = get_user_model()


def awaits_password(user):
    return user.is_active and not user.has_usable_password()


def invite(user, host):
    """Send somebody the link to choose a password, in the language of their admin. Returns whether it was sent.

    An earlier invitation becomes void. `host` is the user who invites.
    """
    user.set_unusable_password()  # another random one each time: the token of an earlier link no longer fits
    user.save(update_fields=["password"])
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    context = {
        "user": user,
        "host": host,
        "site_url": settings.SITE_URL,
        "link": settings.SITE_URL + reverse("wagtailadmin_password_reset_confirm", args=[uid, token]),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        subject = render_to_string("oco_site/mail/invitation_subject.txt", context).strip()
        text = render_to_string("oco_site/mail/invitation.txt", context)
    return bool(send_mail(subject, text, None, [user.email]))


def _invite_and_tell(request, user):
    if invite(user, host=request.user):
        messages.success(request, _("An invitation was sent to %(address)s.") % {"address": user.email})
    else:
        told = _("The invitation could not be sent to %(address)s: mail does not work at present. Try again later.")
        again = messages.button(reverse("wagtailusers_users:invite", args=[user.pk]), _("Send the invitation again"))
        messages.error(request, told % {"address": user.email}, buttons=[again])


@permission_required("auth.add_user")
def invite_again(request, pk):
    """Asks, then sends. Whoever has a password by now needs none."""
    user = get_object_or_404(User, pk=pk)
    if not awaits_password(user):
        return redirect("wagtailusers_users:index")
    if request.method == "POST":
        _invite_and_tell(request, user)
        return redirect("wagtailusers_users:index")
    context = {
        "invited": user,
        "page_title": _("Send the invitation again"),
        "header_title": _("Send the invitation again"),
        "header_icon": "mail",
    }
    return render(request, "oco_site/admin/invite_again.html", context)


def invite_again_button(user, request_user):
    """For the list of users (hook `register_user_listing_buttons`)."""
    if awaits_password(user) and request_user.has_perm("auth.add_user"):
        url = reverse("wagtailusers_users:invite", args=[user.pk])
        yield Button(_("Send the invitation again"), url, icon_name="mail", priority=20)


class UserCreationForm(user_forms.UserCreationForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of the admin and of all mail to this person, who may change it."),
    )

    def save(self, commit=True):
        self.instance.set_unusable_password()
        user = super().save(commit)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": self.cleaned_data["language"]})
        return user


class EveryRightMixin:
    """Every right is given and taken by those only who have it: others could give it to themselves."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if "is_superuser" in form.fields:  # nobody has it in the form of their own account
            field = form.fields["is_superuser"]
            field.label, field.help_text = _("Every right"), _("For those who keep the site running.")
            field.disabled = not self.request.user.is_superuser
        return form


class CreateView(EveryRightMixin, users.CreateView):
    def form_valid(self, form):
        response = super().form_valid(form)
        _invite_and_tell(self.request, self.object)  # after the transaction, which a slow mail server would hold up
        return response


class EditView(EveryRightMixin, users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied  # whoever changes the address of an account can have its password


def keep_from_those_below(request, action_type, objects, action):
    """The same for what is done to several accounts at once (hook `before_bulk_action`)."""
    if not request.user.is_superuser and any(isinstance(each, User) and each.is_superuser for each in objects):
        raise PermissionDenied


class UserViewSet(users.UserViewSet):
    add_view_class = CreateView
    edit_view_class = EditView
    copy_view_enabled = False  # a person cannot be copied, and the rights of one could

    def get_form_class(self, for_update=False):
        return super().get_form_class(for_update) if for_update else UserCreationForm

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("invite/<int:pk>/", invite_again, name="invite")]


class PasswordResetForm(auth.PasswordResetForm):
    """Wagtail's, for the invited too, in the language of the recipient's admin."""

    def get_users(self, email):
        return User.objects.filter(email__iexact=email, is_active=True).select_related("wagtail_userprofile")

    def send_mail(self, *args, **kwargs):
        """In a thread of its own: how long the mail server takes would tell whether there is such an account."""
        profile = getattr(args[2]["user"], "wagtail_userprofile", None)
        language = profile.get_preferred_language() if profile else get_language()
        Thread(target=self._send_in, args=[language, *args], kwargs=kwargs, name="password reset").start()

    def _send_in(self, language, *args, **kwargs):
        with override(language):
            super().send_mail(*args, **kwargs)
