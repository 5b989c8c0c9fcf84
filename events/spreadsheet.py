"""The calendar as a table for spreadsheets (RFC 4180)."""

import csv
import io

from django.utils.translation import gettext as _

from oco_site.fields import localized

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for something else than UTF-8
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def events_csv(events):
    """Text with a heading row and a row an event; days are inclusive and ISO 8601, times are in the event's zone."""
    rows = [_heading(), *(_row(event) for event in events)]
    text = io.StringIO()
    csv.writer(text).writerows([_safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def changes_csv(states):
    """The same for what changed: each published state with the days before."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Published on"), _("Change"), _("First day before"), _("Last day before"), *_heading()])
    for state in states:
        before = state.before
        days = [before.start_date, before.end_date] if before else ["", ""]
        first = [state.published_on, state.get_change_display(), *days]
        writer.writerow([_safe(cell) for cell in [*first, *_row(state.event)]])
    return BYTE_ORDER_MARK + text.getvalue()


def _heading():
    return [
        _("Title"), _("Second line"), _("First day"), _("Last day"), _("Begins at"), _("Ends at"), _("Time zone"),
        _("Status"), _("First day before the move"), _("Type"), _("Place"), _("Host country"), _("Members concerned"),
        _("Working languages"), _("Nominations until"), _("Address"),
    ]  # fmt: skip


def _row(event):
    if members := event.members.all():
        concerned = ", ".join(str(member.heading) for member in members)
    else:
        concerned = _("The Secretariat") if event.audience == "secretariat" else _("All member administrations")
    moved_from = event.moved_from
    return [
        event.heading,
        localized(event, "subtitle"),
        event.start_date,
        event.end_date,
        f"{event.start_time:%H:%M}" if event.start_time else "",
        f"{event.end_time:%H:%M}" if event.end_time else "",
        "" if event.is_all_day else event.time_zone,
        event.status_label,
        moved_from.start_date if moved_from else "",
        event.event_type or "",
        localized(event, "place"),
        event.host_country.heading if event.host_country else "",
        concerned,
        event.languages_label,
        event.nomination_deadline or "",
        event.full_url,
    ]


def _safe(cell):
    """No text of an editor is a formula for the reader's spreadsheet (OWASP, CSV injection)."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
