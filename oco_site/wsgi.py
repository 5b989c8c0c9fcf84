import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oco_site.settings")
django = get_wsgi_application()

from oco_site.cache import PageCache  # noqa: E402 (it needs what Django has set up)

application = PageCache(django)
