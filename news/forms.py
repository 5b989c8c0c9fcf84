"""The edit form of a release."""

import json

from django.utils import timezone
from django.utils.translation import gettext as _

from news.numbering import next_numbers, proposal
from oco_site.base import SitePageForm


class ReleaseForm(SitePageForm):
    """Proposes the next number of a new release; a script keeps the proposal in step with series and date."""

    class Media:
        js = ["js/admin-release-number.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        number = self.fields.get("number")  # not there while comments only are edited
        if number is None:
            return
        releases, all_series = type(self.instance).objects, list(self.fields["series"].queryset)
        numbers, year = next_numbers(releases), timezone.localdate().year
        coming = ", ".join(f"{each} {numbers.get(each.pk, {}).get(year, 1):02}/{year % 100:02}" for each in all_series)
        if coming:
            told = _("Next: %(numbers)s.") % {"numbers": coming}
            number.help_text = f"{number.help_text} {told}"
        if self.instance.pk is None:
            self.initial["series"], self.initial["number"] = proposal(releases, all_series)
            number.widget.attrs["data-next-numbers"] = json.dumps(numbers)

    def clean(self):
        """The year of the number follows a corrected date, if it was that of the date and nobody typed another."""
        cleaned_data = super().clean()
        was, date = self.initial.get("date"), cleaned_data.get("date")
        followed = was and self.initial.get("number_year") == was.year
        if date and followed and "number_year" not in self.changed_data:
            cleaned_data["number_year"] = date.year
        return cleaned_data
