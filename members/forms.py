from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.chart import chart_position
from members.land import kilometres_to_land
from oco_site.base import SitePageForm

LAND = settings.BASE_DIR / "static" / "geo" / "pacific-overview.json"
FAR = 300  # km: further from its land than any capital and any atoll that the map leaves out


class MemberPageForm(SitePageForm):
    """Refuses a pin that the map cannot show, or that lies far from its country: mostly a sign left out."""

    def clean(self):
        cleaned_data = super().clean()
        latitude, longitude = cleaned_data.get("latitude"), cleaned_data.get("longitude")
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            return cleaned_data  # the fields themselves say so
        distance = kilometres_to_land(cleaned_data.get("iso_code", ""), latitude, longitude, LAND)
        if distance is not None and distance > FAR:
            message = _("This place lies about %(distance)d km from the land of %(code)s. Is a minus sign missing?")
            values = {"distance": round(distance, -2), "code": cleaned_data["iso_code"]}
            self.add_error("latitude", message % values)
        elif chart_position(latitude, longitude) is None:
            self.add_error("latitude", _("This place lies outside the map. Is a minus sign missing?"))
        return cleaned_data
