"""Tells a content delivery network which pages have changed, where CDN is set.

Of a page its own addresses and those of the pages above it are purged, which list it, in both languages (Wagtail's own
receivers know the editor's only). What else shows it, a menu say, follows when the network's own time for it is over.
"""

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move

from oco_site.base import SitePage
from oco_site.fields import LANGUAGES


@receiver(page_published, dispatch_uid="purge_published")
@receiver(page_unpublished, dispatch_uid="purge_unpublished")
@receiver(pre_page_move, dispatch_uid="purge_former_address")
@receiver(post_page_move, dispatch_uid="purge_new_address")
def purge(instance, **kwargs):
    """Once the change is committed: what is fetched anew is new. A network that does not answer is logged, no more."""
    if settings.WAGTAILFRONTENDCACHE:
        pages = SitePage.objects.ancestor_of(instance, inclusive=True)
        addresses = [page.address_in(language) for page in pages for language in LANGUAGES]
        transaction.on_commit(lambda: purge_urls_from_cache(addresses))
