"""The questions that lists ask of events."""

from django.db import models

from oco_site.base import SitePageQuerySet


def _is_on_now(today, now):
    return models.Q(start_time=None, start_date__lte=today, end_date__gte=today) | models.Q(
        start_time__isnull=False, starts_at__lte=now, ends_at__gt=now
    )


def _is_ahead(today, now):
    return models.Q(start_time=None, start_date__gt=today) | models.Q(start_time__isnull=False, starts_at__gt=now)


class EventQuerySet(SitePageQuerySet):
    """All-day events are judged by their days, timed ones by their instants; the reader's today and now are given."""

    def on_now(self, today, now):
        return self.filter(_is_on_now(today, now))

    def ahead(self, today, now):
        return self.filter(_is_ahead(today, now))

    def begun(self, today, now):
        """What is not ahead."""
        return self.filter(
            models.Q(start_time=None, start_date__lte=today) | models.Q(start_time__isnull=False, starts_at__lte=now)
        )

    def past(self, today, now):
        return self.filter(
            models.Q(start_time=None, end_date__lt=today) | models.Q(start_time__isnull=False, ends_at__lte=now)
        )

    def not_over(self, today, now):
        return self.filter(
            models.Q(start_time=None, end_date__gte=today) | models.Q(ends_at__gt=now, start_time__isnull=False)
        )

    def concerning(self, member):
        """What names a member's page; of a member administration also what is for all of them."""
        named = models.Q(members=member)
        for_all = models.Q(members=None, audience=self.model.Audience.MEMBERS)
        return self.filter(named | for_all if member.is_member else named)

    def in_order(self):
        return self.order_by("start_date", "starts_at", "end_date", "pk")

    def list_relations(self):
        """For prefetching: what a list prints of others. Joined to the events, the tables of the host take PostgreSQL
        longer to plan than to read."""
        countries = self.model._meta.get_field("members").related_model.objects.defer_streamfields()
        hosts, members = models.Prefetch("host_country", countries), models.Prefetch("members", countries)
        return hosts, members, "published_states"

    def rows_only(self):
        """What a list prints of each event itself; its list_relations are to be fetched with it."""
        return self.select_related("event_type").defer_streamfields()

    def in_parts(self, today, now, *parts):
        """The events of some short querysets together, in order and with what a list prints, in as many queries as one.

        Each knows its `part`: "on_now", "ahead" or "past".
        """
        when = [models.When(_is_on_now(today, now), then=models.Value("on_now"))]
        when.append(models.When(_is_ahead(today, now), then=models.Value("ahead")))
        part = models.Case(*when, default=models.Value("past"))
        return self.either(*parts).annotate(part=part).in_order().for_list()

    def for_list(self):
        """With all that a list prints of each event, in a number of queries that does not grow with it."""
        return self.rows_only().prefetch_related(*self.list_relations())
