"""The picture of where a pin lies, in the edit form of a member."""

from wagtail.admin.panels import Panel

from members.chart import CHART_NORTH, CHART_SCALE, CHART_WEST, MEMBERS_VIEW, View, chart_point, mercator

CLOSE_UP = 180, 120  # chart units: 18 degrees wide


class PinPreview(Panel):
    """Two crops of the swell chart, the whole region and the waters round the pin, with a ring where it lies.

    As saved; the script admin-pin.js moves the ring while somebody types.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/pin_preview.html"

        class Media:
            css = {"all": ["css/admin-pin.css"]}
            js = ["js/admin-pin.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            latitude, longitude = self.instance.latitude, self.instance.longitude
            is_known = latitude is not None and longitude is not None
            point = chart_point(latitude, longitude) if is_known else None
            width, height = CLOSE_UP
            region = MEMBERS_VIEW
            x, y = point or (region.x + region.width / 2, region.y + region.height / 2)
            return context | {
                "point": point,
                "views": {"region": region, "close": View(x - width / 2, y - height / 2, width, height)},
                "projection": {"west": CHART_WEST, "north": mercator(CHART_NORTH), "scale": CHART_SCALE},
            }
