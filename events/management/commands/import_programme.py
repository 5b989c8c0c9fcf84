import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.text import slugify

from events.classification import classify, titles_for
from events.kinds import CourseStream, EventType
from events.models import EventPage, EventsIndexPage
from events.programme import latest_start_year, parse_programme
from oco_site.base import home_page

SEED = Path(__file__).resolve().parents[2] / "seed"
TRUE_START_YEAR = 2023  # the programme of the seed: its weekdays fit October 2023 to November 2024


def seed(name):
    return json.loads((SEED / name).read_text())


class Command(BaseCommand):
    help = "Makes the calendar of events from the programme in events/seed/."

    def add_arguments(self, parser):
        parser.add_argument("--start-year", type=int, help="the year of the first event (2023: the true years)")

    def handle(self, *args, start_year=None, **options):
        text = (SEED / "programme.txt").read_text()
        if start_year is None:
            first = parse_programme(text, TRUE_START_YEAR)[0].start
            start_year = latest_start_year(first.day, first.month, timezone.localdate())
        self.types = {
            row["slug"]: EventType.objects.create(order=order, **row) for order, row in enumerate(seed("types.json"), 1)
        }
        self.streams = {row["slug"]: CourseStream.objects.create(**row) for row in seed("streams.json")}
        self.read_countries()
        index = self.make_index(start_year)
        lines = parse_programme(text, start_year, self.countries)
        for line in lines:
            index.add_published_child(self.event(line, start_year))
        self.stdout.write(f"{len(lines)} events from {lines[0].start} on.")

    def read_countries(self):
        """How the programme's lines find a member: by name, abbreviation or slug."""
        members = EventPage._meta.get_field("members").related_model.objects.all()
        self.members = {member.slug: member for member in members}
        self.names = {member.slug: (member.title, member.title_fr) for member in members}
        self.countries = {
            name.casefold(): member.slug
            for member in members
            for name in (member.title, member.abbreviation, member.slug)
            if name
        }
        self.priorities = {
            priority.number: priority for priority in EventPage._meta.get_field("priority").related_model.objects.all()
        }
        self.titles = seed("titles.json")

    def make_index(self, start_year):
        fields = seed("index.json")
        notices = {name: fields.pop(name) for name in ("notice_en", "notice_fr")}
        if start_year != TRUE_START_YEAR:
            fields.update(notices)
        return home_page().add_published_child(EventsIndexPage(show_in_menus=True, **fields), first=True)

    def event(self, line, start_year):
        about = classify(line.text, self.countries)
        titles = titles_for(line.text, self.countries, self.names, self.titles)
        members = [self.members[slug] for slug in about.members]
        event = EventPage(
            title=titles.title_en,
            title_fr=titles.title_fr,
            subtitle_en=titles.subtitle_en,
            subtitle_fr=titles.subtitle_fr,
            slug=slugify(f"{titles.title_en} {line.start}"),
            slug_fr=slugify(f"{titles.title_fr} {line.start}"),
            start_date=line.start,
            end_date=line.end,
            event_type=self.types.get(about.event_type),
            audience=EventPage.Audience.SECRETARIAT if about.audience == "secretariat" else EventPage.Audience.MEMBERS,
            host_country=members[0] if members else None,
            priority=self.priorities.get(titles.priority),
            source_line=line.source,
            programme_year=start_year,
        )
        event.streams = [self.streams[slug] for slug in about.streams]
        event.members = members
        return event
