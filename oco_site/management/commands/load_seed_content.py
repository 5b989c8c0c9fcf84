from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from oco_site.models import HomePage

# Each index page is put before what stands there, so that the menu reads News, Events, Members, Priorities, About.
# The order is also that of need: releases and events name priorities and members.
COMMANDS = ("import_site_pages", "import_priorities", "import_members", "import_programme", "import_news")


class Command(BaseCommand):
    help = "Loads the organisation's own content, in English and French, into a site that is still empty."

    def add_arguments(self, parser):
        parser.add_argument(
            "--start-year",
            type=int,
            help="the year in which the calendar starts (2023: the true years); "
            "default: the latest that puts its first event not after today",
        )

    def handle(self, *args, start_year, verbosity, **options):
        if HomePage.objects.exists():
            self.stdout.write("The site has content already: nothing was changed.")
        else:
            self.load(start_year, verbosity)
        call_command("set_up_groups")

    @transaction.atomic
    def load(self, start_year, verbosity):
        for name in COMMANDS:
            arguments = {"start_year": start_year} if name == "import_programme" else {}
            call_command(name, stdout=self.stdout, verbosity=verbosity, **arguments)
