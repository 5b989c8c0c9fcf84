"""The edit form of an event: what depends on what the event was before."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from events.kinds import EventStatus
from oco_site.base import SitePage

PROGRAMME_YEARS = range(1980, 2101)  # of events that staff enter
DAYS, HOURS = ("start_date", "end_date"), ("start_time", "end_time")


class EventPageForm(SitePage.base_form_class):
    def clean(self):
        cleaned_data = super().clean()
        if self.instance.pk:
            self._expect_a_status_for_new_dates(cleaned_data)
            self._follow_the_host(cleaned_data)
        self._refuse_far_years(cleaned_data)
        self._forget_what_is_wrong()
        return cleaned_data

    def _expect_a_status_for_new_dates(self, cleaned_data):
        names = (*DAYS, *HOURS)
        if any(name in self.errors for name in names):
            return
        new = {name: cleaned_data.get(name) for name in names}
        new["end_date"] = new["end_date"] or new["start_date"]
        is_moved = any(new[name] != getattr(self.instance, name) for name in names)
        postponed = EventStatus.POSTPONED
        if is_moved and cleaned_data.get("status") == postponed == self.instance.status:
            self.add_error(
                "status",
                _(
                    "The dates have changed, so the event has a new date: choose ‘confirmed’ or ‘tentative’. "
                    "If it has none yet, leave the dates as they were."
                ),
            )

    def _follow_the_host(self, cleaned_data):
        """A zone that was only the old host's goes with it; one that somebody has chosen stays."""
        before, host = self.instance.host_country, cleaned_data.get("host_country")
        its_zone = before.time_zone if before else settings.TIME_ZONE
        if host != before and cleaned_data.get("time_zone") == self.instance.time_zone == its_zone:
            cleaned_data["time_zone"] = ""  # filled in from the new host

    def _refuse_far_years(self, cleaned_data):
        """A mistyped year would draw the calendar's months and programmes out to it."""
        years = {name: day.year for name in (*DAYS, "nomination_deadline") if (day := cleaned_data.get(name))}
        years["programme_year"] = cleaned_data.get("programme_year")
        for name, year in years.items():
            if year is not None and year not in PROGRAMME_YEARS:
                self.add_error(name, far_year(year))

    def _forget_what_is_wrong(self):
        """The event would keep its old day or hour beside a wrong one, and be told that the two do not fit."""
        for names in (("start_date",), ("end_date",), HOURS):
            if any(name in self.errors for name in names):
                for name in names:
                    setattr(self.instance, name, None)
                    self.cleaned_data.pop(name, None)


def far_year(year):
    limits = {"year": year, "first": PROGRAMME_YEARS[0], "last": PROGRAMME_YEARS[-1]}
    return _("The year %(year)d is too far away: from %(first)d to %(last)d.") % limits
