from django.urls import path
from django.utils.translation import gettext_lazy as _

from news.feeds import AtomNewsFeed, RssNewsFeed

atom, rss = AtomNewsFeed(), RssNewsFeed()

# Translators: addresses, so small letters without accents; what stands in < > is left as it is
urlpatterns = [
    path(_("news/feed.atom"), atom, name="news_atom"),
    path(_("news/feed.rss"), rss, name="news_rss"),
    path(_("news/series/<slug:series>/feed.atom"), atom, name="news_atom"),
    path(_("news/series/<slug:series>/feed.rss"), rss, name="news_rss"),
    path(_("news/priority/<int:priority>/feed.atom"), atom, name="news_atom"),
    path(_("news/priority/<int:priority>/feed.rss"), rss, name="news_rss"),
    path(_("news/member/<slug:member>/feed.atom"), atom, name="news_atom"),
    path(_("news/member/<slug:member>/feed.rss"), rss, name="news_rss"),
]
