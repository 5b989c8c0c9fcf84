import json
from pathlib import Path

from django.core.management.base import BaseCommand

from oco_site.base import home_page
from priorities.models import PrioritiesIndexPage, PriorityPage

SEED = Path(__file__).resolve().parents[2] / "seed"


class Command(BaseCommand):
    help = "Makes the list of strategic priorities from priorities/seed/."

    def handle(self, *args, **options):
        index = home_page().add_published_child(
            PrioritiesIndexPage(
                title="Priorities", slug="priorities", title_fr="Priorités", slug_fr="priorites", show_in_menus=True
            ),
            first=True,
        )
        rows = json.loads((SEED / "priorities.json").read_text())
        for row in rows:
            index.add_published_child(
                PriorityPage(number=row["number"], title=row["title_en"], title_fr=row["title_fr"])
            )
        self.stdout.write(f"{len(rows)} strategic priorities.")
