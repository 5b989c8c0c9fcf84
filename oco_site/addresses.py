"""One address a page and language, and redirects from the addresses that a page had before.

Wagtail stores the English path of each page and makes redirects in the language of the editor's admin only; here the
French path is kept beside it and old addresses lead on in both languages.
"""

import copy

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpResponsePermanentRedirect
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move

from oco_site.base import SitePage


def refresh_french_paths(page):
    """Store the French path of a page, and if it is another, of all under it; addresses that the public knew are
    redirected."""
    above = page.path[: -page.steplen]
    paths = dict(SitePage.objects.filter(path__in=[above, page.path]).values_list("path", "url_path_fr"))
    before = paths.pop(page.path)
    page.url_path_fr = _french_path(page, paths)
    if page.url_path_fr == before:
        return
    moved = []
    for each in SitePage.objects.descendant_of(page, inclusive=True).order_by("path"):
        path = paths[each.path] = _french_path(each, paths)
        if each.url_path_fr != path:
            moved.append((each, each.url_path_fr))
            each.url_path_fr = path
    SitePage.objects.bulk_update([each for each, _old_path in moved], ["url_path_fr"], batch_size=200)
    _redirect_from_old_french_paths(moved)


def _french_path(page, paths):
    """Of a page whose parent's is in `paths`, by tree path; the home page, which has no such parent, keeps its one."""
    above = paths.get(page.path[: -page.steplen])
    return page.url_path if above is None else f"{above}{page.slug_fr or page.slug}/"


def _redirect_from_old_french_paths(moved):
    known = [(page, path) for page, path in moved if page.live and path]
    if not known:
        return
    for site in Site.objects.select_related("root_page"):
        root_path = site.root_page.url_path
        redirects = {
            Redirect.normalise_path(f"/fr/{path[len(root_path) :]}"): page
            for page, path in known
            if path.startswith(root_path)
        }
        Redirect.objects.filter(site=site, old_path__in=redirects, automatically_created=True).delete()
        Redirect.objects.bulk_create(
            Redirect(old_path=old_path, site=site, redirect_page=page, automatically_created=True)
            for old_path, page in redirects.items()
        )


@receiver(post_save)
def refresh_after_saving(sender, instance, update_fields, raw, **kwargs):
    if issubclass(sender, SitePage) and not raw and (update_fields is None or {"slug", "slug_fr"} & set(update_fields)):
        refresh_french_paths(instance)


@receiver(page_slug_changed)
def redirect_after_renaming(instance, instance_before, **kwargs):
    _redirect_from_old_english_paths(instance, instance_before)


@receiver(post_page_move)
def refresh_after_moving(instance, url_path_before, url_path_after, **kwargs):
    page = instance.specific
    if isinstance(page, SitePage) and url_path_before != url_path_after:
        before = copy.copy(page)
        before.url_path = url_path_before
        _redirect_from_old_english_paths(page, before)
        refresh_french_paths(page)


def _redirect_from_old_english_paths(page, before):
    if not before.live and not page.get_descendants().live().exists():
        return  # the public knew no address of it
    with override("en"):
        create_redirects(page=page, page_old=before, sites=Site.objects.exclude(root_page=page))


def redirect_to_own_address(page, request, serve_args, serve_kwargs):
    """Hook before_serve_page: an English slug is routed under /fr/ too, but leads on: /fr/news/ to /fr/actualites/."""
    address = page.get_url(request)
    if not isinstance(page, SitePage) or address is None or request.path.startswith(address):
        return None
    # What stands below the page's own address stays: /fr/news/2021/ leads to /fr/actualites/2021/.
    components = request.path.strip("/").split("/")
    below = "".join(f"{component}/" for component in components[address.strip("/").count("/") + 1 :])
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"{address}{below}" + (f"?{query}" if query else ""))
