"""The filters of the calendar: whose events, of what kind, when, and in whose time."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from oco_site.base import ListFilter
from oco_site.dates import utc_offset

SUVA = "Suva"  # the Secretariat's town: the site's own zone bears its country's name


class EventFilter(ListFilter):
    """One form for every view of the calendar and for its feeds.

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
        super().__init__(data)
        self.events = events
        fields = {"type": "event_type", "stream": "streams", "member": "members", "priority": "priority"}
        related = {name: events.model._meta.get_field(field).related_model.objects for name, field in fields.items()}
        self.members = related["member"].live().defer_streamfields().in_reading_order()
        self.types = list(related["type"].all())
        choices = {
            "type": (_("All types"), ((each.slug, each) for each in self.types)),
            "member": (_("All members"), ((member.slug, member.heading) for member in self.members)),
            "stream": (_("All streams"), ((each.slug, each) for each in related["stream"].all())),
            "priority": (
                _("All priorities"),
                (
                    (priority.number, priority.heading)
                    for priority in related["priority"].live().defer_streamfields().order_by("number")
                ),
            ),
            "tz": (self._suva, self._zones()),
        }
        if "year" not in without:
            self.years = [day.year for day in events.dates("start_date", "year", order="DESC")]
            choices["year"] = (_("From today"), ((year, year) for year in self.years))
        for name, (nothing_chosen, values) in choices.items():
            self.fields[name].choices = [("", nothing_chosen), *values]
        for name in without:
            del self.fields[name]

    @property
    def _suva(self):
        """What no choice of a zone means."""
        return _("The member’s, else Suva’s")

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

    def value(self, name):
        """What is chosen in a filter; "" if nothing is, or if any filter has an impossible value."""
        return self.cleaned_data.get(name, "") if self.is_valid() else ""

    @property
    def chosen_year(self):
        return self.value("year")

    @property
    def chosen_member(self):
        """The member whose events are asked for, or None."""
        return next((member for member in self.members if member.slug == self.value("member")), None)

    @property
    def has_own_zone(self):
        """Whether the reader has said in whose time they read."""
        return bool(self.value("tz") or self.chosen_member)

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
    def zone_offset(self):
        return utc_offset(self.zone)

    @property
    def now(self):
        return timezone.now()

    @property
    def today(self):
        return timezone.localdate(timezone=ZoneInfo(self.zone))

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
        if member := self.value("member"):
            for_all = Q(members=None, audience=events.model.Audience.MEMBERS)
            events = events.filter(Q(members__slug=member) | for_all)
        return events
