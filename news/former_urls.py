"""Addresses of the former site that a redirect cannot hold, because there are too many of them."""

from django.http import Http404, HttpResponseRedirect
from django.urls import re_path
from django.utils.cache import patch_vary_headers

from news.models import NewsIndexPage


def archive(request):
    """The former pager, whose pages moved on with every release, leads to the list in the reader's language."""
    index = NewsIndexPage.objects.visible().first()
    if index is None:
        raise Http404
    response = HttpResponseRedirect(index.get_url(request))
    patch_vary_headers(response, ["Accept-Language"])
    return response


urlpatterns = [re_path(r"^category/press-release(?:/page/\d+)?/?$", archive)]
