"""The questions that lists ask of releases."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from oco_site.base import SitePageQuerySet
from oco_site.media import SiteImage

DAY = Coalesce("date", models.Value(date.min))  # an undated release counts as the oldest; so it is indexed


class ReleaseQuerySet(SitePageQuerySet):
    def newest_first(self):
        """By date; undated releases last."""
        return self.order_by(DAY.desc(), "-pk")

    def hidden(self):
        """The keys of those that are not `visible`: few."""
        hidden = self.filter(models.Q(live=False) | self.private_q())
        return list(hidden.order_by().values_list("pk", flat=True))

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
