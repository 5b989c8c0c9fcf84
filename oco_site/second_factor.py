"""The second step of signing in: a code that changes every 30 seconds (TOTP, RFC 6238), or a recovery code.

django-otp keeps the devices, checks the codes and slows down who guesses: each wrong code doubles the wait.
"""

from functools import partial

import qrcode
import qrcode.image.svg
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.core.exceptions import MiddlewareNotUsed, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View
from django_otp import devices_for_user, match_token
from django_otp import login as login_with
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages
from wagtail.log_actions import log

RECOVERY_CODES = 10


def has_second_factor(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


class SecondFactorMiddleware:
    """In the admin, who has given no more than a password is asked for the code; elsewhere they are a stranger."""

    # Besides sign-in and sign-out, what its pages load.
    without_code = (
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    )

    def __init__(self, get_response):
        if not settings.SECOND_FACTOR:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/"):
            return self._ask_for_code(request) or self.get_response(request)
        request.user = SimpleLazyObject(partial(self._known_or_stranger, request.user))
        return self.get_response(request)

    @staticmethod
    def _known_or_stranger(user):
        # Asked when a view asks for the user: public pages read no session, and so vary by no cookie.
        return user if not user.is_authenticated or user.is_verified() else AnonymousUser()

    def _ask_for_code(self, request):
        if not request.user.is_authenticated or request.user.is_verified():
            return None
        here = resolve(request.path_info).url_name
        step = "second_factor" if has_second_factor(request.user) else "second_factor_set_up"
        if here == step or here in self.without_code:
            return None
        return redirect_to_login(request.get_full_path(), reverse(step))


# Forms ----------------------------------------------------------------------------------------------------------------


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        if self.errors:
            return None  # no code is used up beside a wrong password
        code = "".join(self.cleaned_data["code"].split()).lower()
        waiting = [device for device in self.devices() if not device.verify_is_allowed()[0]]
        if waiting:
            raise forms.ValidationError(_("Too many wrong codes. Wait a little, then try the newest code."))
        self.device = self.device_of(code)
        if self.device is None:
            raise forms.ValidationError(_("This is not the code of this moment. Try the newest one."))
        return code

    def devices(self):
        return TOTPDevice.objects.devices_for_user(self.user, confirmed=True)

    def device_of(self, code):
        return match_token(self.user, code)


class PasswordForm(forms.Form):
    """Of who has signed in already: somebody else may sit at an open screen."""

    password = forms.CharField(
        label=_("Your password"), widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not authenticate(self.request, username=self.request.user.get_username(), password=password):
            raise forms.ValidationError(_("This is not your password."))
        return password


class SetUpForm(CodeForm):
    def __init__(self, *args, new_device, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_device = new_device

    def devices(self):
        return [self.new_device]

    def device_of(self, code):
        return self.new_device if self.new_device.verify_token(code) else None


class ReplaceForm(PasswordForm, SetUpForm):
    field_order = ["password", "code"]


# Views: before each the admin asks for its right of access -----------------------------------------------------------


class Step(FormView):
    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)


class EnterCode(RedirectURLMixin, Step):
    form_class = CodeForm
    template_name = "admin/second_factor/code.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        login_with(self.request, form.device)
        if isinstance(form.device, StaticDevice):
            left = form.device.token_set.count()
            said = ngettext("%d recovery code is left.", "%d recovery codes are left.", left) % left
            messages.warning(self.request, said)
        return super().form_valid(form)

    def get_default_redirect_url(self):
        return reverse("wagtailadmin_home")


class SetUp(Step):
    """A telephone's app, the first or another one: it takes the place of the one before."""

    template_name = "admin/second_factor/set_up.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # The same until it is confirmed, so that a page loaded twice shows one and the same code to scan.
        self.device, _created = TOTPDevice.objects.get_or_create(
            user=request.user, confirmed=False, defaults={"name": "app"}
        )

    def get_form_class(self):
        return ReplaceForm if self.request.user.is_verified() else SetUpForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"user": self.request.user, "new_device": self.device}
        return kwargs | ({"request": self.request} if self.request.user.is_verified() else {})

    def get_context_data(self, **kwargs):
        picture = qrcode.make(self.device.config_url, image_factory=qrcode.image.svg.SvgPathImage)
        key = self.device.config_url.partition("secret=")[2].partition("&")[0]
        return super().get_context_data(
            picture=mark_safe(picture.to_string(encoding="unicode")),
            key=" ".join(key[at : at + 4] for at in range(0, len(key), 4)),
            **kwargs,
        )

    def form_valid(self, form):
        TOTPDevice.objects.devices_for_user(self.request.user, confirmed=True).delete()
        self.device.confirmed = True
        self.device.save()
        login_with(self.request, self.device)
        log(instance=self.request.user, action="oco_site.second_factor.set_up")
        return show_recovery_codes(self.request)


def show_recovery_codes(request):
    """Makes ten new codes and shows them, this once."""
    StaticDevice.objects.filter(user=request.user).delete()
    device = StaticDevice.objects.create(user=request.user, name="recovery codes")
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return TemplateResponse(request, "admin/second_factor/new_recovery_codes.html", {"codes": codes})


class RecoveryCodes(Step):
    form_class = PasswordForm
    template_name = "admin/second_factor/recovery_codes.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **kwargs):
        left = StaticToken.objects.filter(device__user=self.request.user).count()
        return super().get_context_data(left=left, **kwargs)

    def form_valid(self, form):
        log(instance=self.request.user, action="oco_site.second_factor.recovery_codes")
        return show_recovery_codes(self.request)


def may_reset(user, colleague):
    return user.has_perm("auth.change_user") and (user.is_superuser or not colleague.is_superuser)


class Reset(View):
    """For a colleague who has lost telephone and recovery codes: they set up another one when they next sign in."""

    def dispatch(self, request, pk):
        self.colleague = get_object_or_404(get_user_model(), pk=pk)
        if not may_reset(request.user, self.colleague):
            raise PermissionDenied
        return super().dispatch(request, pk)

    def get(self, request, pk):
        return TemplateResponse(request, "admin/second_factor/reset.html", {"colleague": self.colleague})

    def post(self, request, pk):
        for device in devices_for_user(self.colleague, confirmed=None):
            device.delete()
        log(instance=self.colleague, action="oco_site.second_factor.reset")
        messages.success(
            request, _("%(name)s sets up a new app when signing in next.") % {"name": self.colleague.get_username()}
        )
        return redirect("wagtailusers_users:edit", pk)
