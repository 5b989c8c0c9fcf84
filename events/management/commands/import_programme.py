from django.core.management.base import BaseCommand

from events.kinds import CourseStream, EventType
from events.models import EventsIndexPage
from events.programme import parse_programme
from events.programme_events import SEED, EventMaker, read_seed, start_year_of
from oco_site.base import home_page

TRUE_START_YEAR = 2023  # the programme of the seed: its weekdays fit October 2023 to November 2024


class Command(BaseCommand):
    help = "Makes the calendar of events from the programme in events/seed/."

    def add_arguments(self, parser):
        parser.add_argument("--start-year", type=int, help="the year of the first event (2023: the true years)")

    def handle(self, *args, start_year=None, **options):
        text = (SEED / "programme.txt").read_text()
        if start_year is None:
            start_year = start_year_of(parse_programme(text, TRUE_START_YEAR)[0].start)
        for order, row in enumerate(read_seed("types.json"), 1):
            EventType.objects.create(order=order, **row)
        for row in read_seed("streams.json"):
            CourseStream.objects.create(**row)
        index = self.make_index(start_year)
        maker = EventMaker()
        lines = parse_programme(text, start_year, maker.countries)
        for line in lines:
            index.add_published_child(maker.event(line, start_year))
        self.stdout.write(f"{len(lines)} events from {lines[0].start} on.")

    def make_index(self, start_year):
        fields = read_seed("index.json")
        notices = {name: fields.pop(name) for name in ("notice_en", "notice_fr")}
        if start_year != TRUE_START_YEAR:
            fields.update(notices)
        return home_page().add_published_child(EventsIndexPage(show_in_menus=True, **fields), first=True)
