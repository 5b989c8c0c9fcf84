from events.kinds import CourseStream, EventType
from events.models import EventPage, EventsIndexPage
from oco_site.translation import register_page, register_texts

register_page(EventsIndexPage)
register_page(EventPage)
register_texts(EventType, EventType.translated_fields, required=("name",), required_in=("en", "fr"))
register_texts(CourseStream, CourseStream.translated_fields, required=("name",), required_in=("en", "fr"))
