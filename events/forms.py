from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oco_site.base import ListFilter


class EventFilter(ListFilter):
    """The filters of the calendar."""

    type = forms.ChoiceField(label=_("Type"), required=False)
    member = forms.ChoiceField(label=_("Member"), required=False)
    year = forms.TypedChoiceField(label=_("Period"), required=False, coerce=int, empty_value=None)

    def __init__(self, data, events):
        super().__init__(data)
        event_types = events.model._meta.get_field("event_type").related_model.objects.all()
        members = events.model._meta.get_field("members").related_model.objects.live().defer_streamfields()
        self.fields["type"].choices = [("", _("All types")), *((each.slug, each) for each in event_types)]
        self.fields["member"].choices = [
            ("", _("All members")),
            *((member.slug, member.heading) for member in members.in_reading_order()),
        ]
        years = events.dates("start_date", "year", order="DESC")
        self.fields["year"].choices = [("", _("From today")), *((year.year, year.year) for year in years)]

    @property
    def chosen_year(self):
        return self.cleaned_data["year"] if self.is_valid() else None

    def matching(self, events):
        """The events that the chosen filters leave: of a member, also what is for all members."""
        if not self.is_valid():
            return events
        if event_type := self.cleaned_data["type"]:
            events = events.filter(event_type__slug=event_type)
        if member := self.cleaned_data["member"]:
            for_all = Q(members=None, audience=events.model.Audience.MEMBERS)
            events = events.filter(Q(members__slug=member) | for_all).distinct()
        return events
