"""What the libraries' middleware does not do for us."""

from contextlib import nullcontext

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http.request import split_domain_port
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from oco_site.inline_styles import hash_sources
from oco_site.shared import is_sharing, shared, sharing


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, but the admin's own to signed-in staff on the admin's addresses.

    The admin's gets no hashes: beside one 'unsafe-inline' does not count.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/") and request.user.is_authenticated:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif not report_only:
            parts.update = {"style-src": hash_sources()}
        return parts


PUBLIC = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


class StagingMiddleware:
    """No search engine lists anything of an installation that is marked as STAGING."""

    def __init__(self, get_response):
        if not settings.STAGING:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class ResourcePolicyMiddleware:
    """What a page may use of the device, and that other sites may not load ours into their own: but for pictures, which
    messengers show beside a link.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_image = response.headers.get("Content-Type", "").startswith("image/")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_image else "same-origin")
        return response


class SharingMiddleware:
    """What a public page shares with others, or where the page cache is not asked, its parts with each other. Wagtail's
    site and the home page are among it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        with nullcontext() if is_sharing() else sharing({}):
            hostname, _port = split_domain_port(request.get_host())
            request._wagtail_site = SimpleLazyObject(lambda: _site(hostname, request.get_port()))
            return self.get_response(request)


@shared
def _site(hostname, port):
    """None if there is none."""
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None


class PageTransactionMiddleware:
    """What staff do to a page is done whole or not at all: Wagtail makes it, keeps its revision, publishes it and tells
    the search of it in a transaction each, and a process or a database can end between any two.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.path_info.startswith("/admin/pages/"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:  # an exception, answered further in
                transaction.set_rollback(True)
        return response
