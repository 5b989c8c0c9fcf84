"""An event in schema.org's terms (https://schema.org/Event), for search engines and calendars that read pages."""

from zoneinfo import ZoneInfo

from oco_site.fields import localized, plain_text

STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def event_data(event):
    """A dictionary ready for JSON-LD, in the active language. Days are inclusive; hours say their distance from UTC."""
    moved_from = event.moved_from
    status = STATUS.get(event.status, "EventRescheduled" if moved_from else "EventScheduled")
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": str(event.full_title),
        "url": event.full_url,
        "startDate": start_of(event),
        "endDate": _moment(event, event.ends_at) if event.start_time else event.end_date.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_attendance_mode(event)}",
        "description": plain_text(localized(event, "summary").value),
        "location": _locations(event),
        "inLanguage": event.working_languages.split("-") if event.working_languages else None,
    }
    if moved_from:
        data["previousStartDate"] = start_of(moved_from)
    return {name: value for name, value in data.items() if value}


def start_of(state):
    """The first day (2026-12-08) or the first moment (2026-12-08T09:00:00+12:00) of an event or a published state."""
    if not state.start_time:
        return state.start_date.isoformat()
    return state.starts_at.astimezone(ZoneInfo(state.time_zone)).isoformat()


def _moment(event, instant):
    return instant.astimezone(ZoneInfo(event.time_zone)).isoformat()


def _is_on_site(event):
    return bool(localized(event, "place") or event.host_country)


def _attendance_mode(event):
    if event.online_url:
        return "MixedEventAttendanceMode" if _is_on_site(event) else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _locations(event):
    locations = []
    if _is_on_site(event):
        place = {"@type": "Place", "name": str(localized(event, "place") or event.host_country.heading)}
        if event.host_country:
            place["address"] = {"@type": "PostalAddress", "addressCountry": event.host_country.iso_code}
        locations.append(place)
    if event.online_url:
        locations.append({"@type": "VirtualLocation", "url": event.online_url})
    return locations
