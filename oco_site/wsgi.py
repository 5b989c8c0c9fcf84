import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oco_site.settings")
django = get_wsgi_application()

from oco_site.cache import PageCache  # noqa: E402 (it needs what Django has set up)

pages = PageCache(django)
pages_behind_a_proxy = wrap_wsgi_with_proxy_headers(pages, settings.TRUSTED_PROXIES)


def application(environ, start_response):
    """A proxy of ours says who asks and whether by https; from anybody else X-Forwarded-For and -Proto mean nothing.

    Without X-Forwarded-For granian's wrapper changes nothing, and its look at who the proxy is takes an eighth of a
    kept page's time.
    """
    answering = pages_behind_a_proxy if "HTTP_X_FORWARDED_FOR" in environ else pages
    return answering(environ, start_response)


# What is loaded by now stays loaded. Python would look through all of it for garbage, again and again while it makes
# pages: a tenth of their time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
