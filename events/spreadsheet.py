"""The calendar as a table: a heading row, then rows. Days are inclusive, times are in the zone that is named."""

from django.utils.translation import gettext as _

from events.kinds import status_label
from oco_site.fields import localized


def event_rows(events):
    yield _heading()
    for event in events:
        yield _row(event, event)


def change_rows(states):
    """Each published state as it was told, with the days and hours before."""
    before = [_("First day before"), _("Last day before"), _("Began at before"), _("Ended at before"), _("Zone before")]
    yield [_("Published on"), _("Change"), *before, *_heading()]
    for state in states:
        days_before = _days_and_hours(state.before) if state.before else [""] * len(before)
        yield [state.published_on, state.get_change_display(), *days_before, *_row(state.event, state)]


def _heading():
    return [
        _("Title"), _("Second line"), _("First day"), _("Last day"), _("Begins at"), _("Ends at"), _("Time zone"),
        _("Status"), _("First day before the move"), _("Type"), _("Place"), _("Host country"), _("Members concerned"),
        _("Working languages"), _("Nominations until"), _("Address"),
    ]  # fmt: skip


def _days_and_hours(state):
    hours = ["", "", ""]
    if not state.is_all_day:
        hours = [f"{state.start_time:%H:%M}", f"{state.end_time:%H:%M}", state.time_zone]
    return [state.start_date, state.end_date, *hours]


def _row(event, state):
    """state: the event itself, or one in which it was published, for its days, hours and status."""
    if members := event.members.all():
        concerned = ", ".join(str(member.heading) for member in members)
    else:
        concerned = _("The Secretariat") if event.audience == "secretariat" else _("All member administrations")
    moved_from = event.moved_from if state is event else state.before
    return [
        event.heading,
        localized(event, "subtitle"),
        *_days_and_hours(state),
        status_label(state.status),
        moved_from.start_date if moved_from else "",
        event.event_type or "",
        localized(event, "place"),
        event.host_country.heading if event.host_country else "",
        concerned,
        event.languages_label,
        event.nomination_deadline or "",
        event.full_url,
    ]
