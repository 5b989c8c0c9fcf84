from django import forms
from django.utils.translation import gettext_lazy as _

from oco_site.base import ListFilter


class ReleaseFilter(ListFilter):
    """The filters of the news list."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    priority = forms.TypedChoiceField(label=_("Topic"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("English and French")), ("en", _("English")), ("fr", _("French"))],
    )

    def __init__(self, data, releases):
        super().__init__(data)
        years = releases.exclude(date=None).dates("date", "year", order="DESC")
        self.fields["year"].choices = [("", _("All years")), *((year.year, year.year) for year in years)]
        priorities = releases.model._meta.get_field("priorities").related_model.objects.live().order_by("number")
        self.fields["priority"].choices = [
            ("", _("All topics")),
            *((priority.number, priority.heading) for priority in priorities.defer_streamfields()),
        ]

    def matching(self, releases):
        if not self.is_valid():
            return releases
        if year := self.cleaned_data["year"]:
            releases = releases.filter(date__year=year)
        if priority := self.cleaned_data["priority"]:
            releases = releases.filter(priorities__number=priority)
        if self.cleaned_data["language"] == "fr":
            releases = releases.exclude(title_fr="")
        return releases
