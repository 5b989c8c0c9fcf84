"""From a line of a programme to its event: what the seed's command and the import in the admin share."""

import json
from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify

from events.classification import classify, is_tentative, titles_for
from events.kinds import CourseStream, EventType
from events.models import EventPage
from events.programme import latest_start_year
from oco_site.base import SitePage

SEED = Path(__file__).resolve().parent / "seed"
LONGEST_STEM = 240  # characters, of the 255 of a slug


def read_seed(name):
    return json.loads((SEED / name).read_text())


def start_year_of(first: date):
    """The start year to suggest for a programme whose first date falls on this day of any year."""
    return latest_start_year(first.day, first.month, timezone.localdate())


class EventMaker:
    """Makes events of lines: with type, members, host, streams, audience, priority and titles, as far as it knows.

    It reads the members, priorities, types and streams of the site once, and the addresses taken below `index` (None:
    a new, empty calendar).
    """

    def __init__(self, index=None):
        members = EventPage._meta.get_field("members").related_model.objects.defer_streamfields()
        priorities = EventPage._meta.get_field("priority").related_model.objects.defer_streamfields()
        self.members = {member.slug: member for member in members}
        self.names = {slug: (member.title, member.title_fr or member.title) for slug, member in self.members.items()}
        self.countries = {
            name.casefold(): slug
            for slug, member in self.members.items()
            for name in (member.title, member.title_fr, member.abbreviation, slug)
            if name
        }
        self.priorities = {priority.number: priority for priority in priorities}
        self.types = {each.slug: each for each in EventType.objects.all()}
        self.streams = {each.slug: each for each in CourseStream.objects.all()}
        self.titles = read_seed("titles.json")
        siblings = SitePage.objects.child_of(index).values_list("slug", "slug_fr") if index else ()
        self.taken = {slug for pair in siblings for slug in pair if slug}

    def event(self, line, start_year):
        """An event page, not saved, of a line with dates and text in the programme that starts in a year."""
        about = classify(line.text, self.countries)
        titles = titles_for(line.text, self.countries, self.names, self.titles)
        members = [self.members[slug] for slug in about.members]
        event = EventPage(
            title=titles.title_en,
            title_fr=titles.title_fr,
            subtitle_en=titles.subtitle_en,
            subtitle_fr=titles.subtitle_fr,
            slug=self._slug(titles.title_en, line.start),
            slug_fr=self._slug(titles.title_fr, line.start) if titles.title_fr else "",
            start_date=line.start,
            end_date=line.end,
            event_type=self.types.get(about.event_type),
            status=EventPage.Status.TENTATIVE if is_tentative(line.text) else EventPage.Status.CONFIRMED,
            audience=EventPage.Audience.SECRETARIAT if about.audience == "secretariat" else EventPage.Audience.MEMBERS,
            host_country=members[0] if members else None,
            priority=self.priorities.get(titles.priority),
            source_line=line.source,
            programme_year=start_year,
        )
        event.streams = [self.streams[slug] for slug in about.streams if slug in self.streams]
        event.members = members
        return event

    def _slug(self, title, day):
        slug = free_slug(title, day, self.taken)
        self.taken.add(slug)
        return slug


def free_slug(title, day, taken):
    """The end of an address, of a title and a first day, that is not among those taken."""
    title = slugify(title.replace("œ", "oe").replace("Œ", "Oe")) or "event"
    stem = f"{title[:LONGEST_STEM]}-{day}"
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
