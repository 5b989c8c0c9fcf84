"""The filters of the calendar: whose events, of what kind, when, and in whose time."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from events.wording import SUVA, ReaderClock
from oco_site.base import all_public
from oco_site.dates import utc_offset


class EventFilter(forms.Form):
    """One form for every view of the calendar and for its feeds. An impossible value is an error, told above the list.

    A chosen member also sets the zone in which the reader's day and hour are judged, unless a zone is chosen.
    """

    type = forms.ChoiceField(label=_("Type"), required=False)
    member = forms.ChoiceField(label=_("Member"), required=False)
    stream = forms.ChoiceField(label=_("Course stream"), required=False)
    priority = forms.TypedChoiceField(label=_("Strategic priority"), required=False, coerce=int, empty_value="")
    year = forms.TypedChoiceField(label=_("Period"), required=False, coerce=int, empty_value="")
    tz = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, data, events, without=()):
        """without: names of filters that a view has no use for; they are not looked at."""
        super().__init__(data, label_suffix="")
        self.events = events
        choices = {
            "type": (_("All types"), self._types),
            "member": (_("All members"), self._members),
            "stream": (_("All streams"), self._streams),
            "priority": (_("All priorities"), self._priorities),
            "year": (_("From today"), self._years),
            "tz": (self._zone_without_choice, self._zones),
        }
        for name, (nothing_chosen, values) in choices.items():
            if name in without:
                del self.fields[name]
            else:
                label = nothing_chosen() if callable(nothing_chosen) else nothing_chosen
                self.fields[name].choices = [("", label), *values()]
                self.fields[name].widget.attrs["class"] = "input"

    def _related(self, field):
        return self.events.model._meta.get_field(field).related_model.objects.all()

    @cached_property
    def types(self):
        return list(self._related("event_type"))

    @cached_property
    def members(self):
        return all_public(self._related("members").model)

    @cached_property
    def years(self):
        return [day.year for day in self.events.dates("start_date", "year", order="DESC")]

    def _types(self):
        return [(each.slug, each) for each in self.types]

    def _members(self):
        return [(member.slug, member.heading) for member in self.members]

    def _streams(self):
        return [(each.slug, each) for each in self._related("streams")]

    def _priorities(self):
        return [(priority.number, priority.heading) for priority in all_public(self._related("priority").model)]

    def _years(self):
        return [(year, year) for year in self.years]

    def _zone_without_choice(self):
        """The chosen member's own zone, else Suva's."""
        member = next((member for member in self.members if member.slug == self.data.get("member")), None)
        place, zone = (member.pin_name, member.time_zone) if member else (SUVA, settings.TIME_ZONE)
        return f"{place} ({utc_offset(zone)})"

    def _zones(self):
        """(zone, its town and distance from UTC) of each zone that a member uses, from the west to the east."""
        places = {}
        for member in self.members:
            places.setdefault(member.time_zone, member.pin_name)
        now = timezone.now()
        offsets = {zone: now.astimezone(ZoneInfo(zone)).utcoffset() for zone in places}
        return [
            (zone, f"{places[zone]} ({utc_offset(zone)})")
            for zone in sorted(places, key=lambda zone: (offsets[zone], places[zone]))
        ]

    @property
    def chosen(self):
        """(name, label, text) of each filter that is set."""
        if not self.is_valid():
            return []
        return [
            (name, self.fields[name].label, dict(self.fields[name].choices)[value])
            for name, value in self.cleaned_data.items()
            if value
        ]

    def value(self, name):
        """What is chosen in a filter; "" if nothing is, or if any filter has an impossible value."""
        return self.cleaned_data.get(name, "") if self.is_valid() else ""

    @property
    def chosen_member(self):
        """The member whose events are asked for, or None."""
        return next((member for member in self.members if member.slug == self.value("member")), None)

    @property
    def zone(self):
        """The name of the zone in which the reader's today and now are judged."""
        return self.value("tz") or (self.chosen_member.time_zone if self.chosen_member else settings.TIME_ZONE)

    @property
    def zone_place(self):
        """The town by which the reader knows that zone."""
        if self.chosen_member and self.chosen_member.time_zone == self.zone:
            return self.chosen_member.pin_name
        places = (member.pin_name for member in self.members if member.time_zone == self.zone)
        return SUVA if self.zone == settings.TIME_ZONE else next(places, self.zone)

    @property
    def clock(self):
        """The time that the reader has chosen, or None."""
        return ReaderClock(self.zone, self.zone_place) if self.value("tz") or self.chosen_member else None

    @property
    def zone_offset(self):
        return utc_offset(self.zone)

    @property
    def now(self):
        return timezone.now()

    @property
    def today(self):
        return timezone.localdate(timezone=ZoneInfo(self.zone))

    @property
    def clock_query(self):
        """What an event's own page needs of these filters to tell the reader's time."""
        return self.query(**{name: None for name in self.fields if name not in ("member", "tz")}) if self.clock else ""

    def query(self, **changes):
        """The filters in force as a query with its question mark, some changed (None: left out); "" if none is left."""
        chosen = {name: value for name in self.fields if (value := self.value(name))} | changes
        query = urlencode({name: value for name, value in chosen.items() if value is not None})
        return f"?{query}" if query else ""

    def matching(self):
        """The events that the chosen filters leave, whatever their days: of a member, also what is for all members."""
        events = self.events
        if event_type := self.value("type"):
            events = events.filter(event_type__slug=event_type)
        if stream := self.value("stream"):
            events = events.filter(streams__slug=stream)
        if priority := self.value("priority"):
            events = events.filter(priority__number=priority)
        return events.concerning(self.chosen_member) if self.chosen_member else events
