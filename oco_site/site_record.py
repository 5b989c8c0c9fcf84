"""Wagtail's Site record follows SITE_URL, so that canonical addresses have one source, and names the site to staff."""

from urllib.parse import urlsplit

from django.conf import settings


def follow_site_url(**kwargs):
    """Receiver of post_migrate: host and port of the default site are those of SITE_URL, at every start."""
    from wagtail.models import Site

    url = urlsplit(settings.SITE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True).exclude(hostname=url.hostname, port=port):
        site.hostname, site.port = url.hostname, port
        site.save()
    # The heading of the admin's first screen, which would be the host.
    Site.objects.filter(is_default_site=True, site_name="").update(site_name=settings.WAGTAIL_SITE_NAME)
