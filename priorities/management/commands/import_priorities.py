import json
from pathlib import Path

from django.core.management.base import BaseCommand

from oco_site.base import home_page
from priorities.models import PrioritiesIndexPage, PriorityPage

SEED = Path(__file__).resolve().parents[2] / "seed"


class Command(BaseCommand):
    help = "Makes the list of strategic priorities from priorities/seed/."

    def handle(self, *args, **options):
        content = json.loads((SEED / "priorities.json").read_text())
        index = home_page().add_published_child(PrioritiesIndexPage(**content["index"], show_in_menus=True), first=True)
        for fields in content["priorities"]:
            index.add_published_child(PriorityPage(**fields))
        self.stdout.write(f"{len(content['priorities'])} strategic priorities.")
