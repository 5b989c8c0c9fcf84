"""The questions that lists ask of releases."""

from django.db import models

from oco_site.base import SitePageQuerySet
from oco_site.media import SiteImage


class ReleaseQuerySet(SitePageQuerySet):
    def newest_first(self, lead_first=False):
        """By date; undated releases last. With `lead_first`, those ticked as lead before the others."""
        by_date = (models.F("date").desc(nulls_last=True), "-pk")
        return self.order_by("-lead", *by_date) if lead_first else self.order_by(*by_date)

    def rows_only(self):
        """What a short list prints of each release."""
        return self.select_related("series").defer_streamfields()

    def for_list(self):
        """With the topics and members of each, in a number of queries that does not grow with the list."""
        return self.select_related("series").prefetch_related(*self.subjects())

    def related_pages(self, name):
        """The public pages that a release can name as its `priorities` or `members`."""
        return self.model._meta.get_field(name).related_model.objects.visible().defer_streamfields()

    def subjects(self, *names):
        """For prefetching: of the priorities and members that a release names, those that a reader can open."""
        return [models.Prefetch(name, self.related_pages(name)) for name in names or ("priorities", "members")]


def pictures():
    """For prefetching: the pictures of releases, in all sizes that have been made."""
    return models.Prefetch("image", SiteImage.objects.prefetch_renditions())
