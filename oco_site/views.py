"""The addresses that are no page: the choice of a language, the search, the sitemap."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from wagtail.contrib.sitemaps import Sitemap

from oco_site.base import SitePage
from oco_site.search import MAX_QUERY_LENGTH, search

RESULTS_PER_PAGE = 20


def choose_language(request):
    """`/` leads to the language that the browser asks for, and remembers nothing."""
    response = HttpResponseRedirect(f"/{get_language()}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def search_pages(request):
    query = request.GET.get("q", "")[:MAX_QUERY_LENGTH].replace("\x00", "").strip()
    paginator = Paginator(search(query, get_language()), RESULTS_PER_PAGE)
    results = paginator.get_page(request.GET.get("page"))
    pages = SitePage.objects.visible().specific().in_bulk([document.page_id for document in results])
    for page_class in {type(page) for page in pages.values()}:
        hits = [page for page in pages.values() if type(page) is page_class]
        prefetch_related_objects(hits, *page_class.search_related)
    results.object_list = [pages[document.page_id] for document in results if document.page_id in pages]
    return render(request, "search.html", {"query": query, "results": results, "max_length": MAX_QUERY_LENGTH})


class PageSitemap(Sitemap):
    """Every public page in each language that it has. Bodies are read too: they tell whether the French is there."""

    def items(self):
        return SitePage.objects.visible().order_by("path").specific()
