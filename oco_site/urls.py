from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from oco_site.being_found import card
from oco_site.security_txt import security_txt
from oco_site.views import PageSitemap, choose_language, image_file, robots, search_pages, service_worker

handler500 = "oco_site.errors.no_page"

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("cards/<int:page>/<str:language>/<slug:digest>.png", card, name="card"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", gzip_page(sitemap), {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    path("", include("news.former_urls")),
    # nginx serves these in production, where they are on its disk. Only images: a document's file has no address but
    # /documents/, which asks whether the reader may have it. No further slash, or images/../documents/ would be one.
    re_path(r"^media/(?P<name>(?:images|original_images)/[^/]+)$", image_file, name="media"),
]

urlpatterns += i18n_patterns(
    # Translators: an address, so small letters without accents
    path(_("search/"), search_pages, name="search"),
    path("", include("events.urls")),
    path("", include("members.urls")),
    path("", include("news.urls")),
    path("", include(wagtail_urls)),
)
