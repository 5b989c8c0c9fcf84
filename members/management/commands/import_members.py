import json
from pathlib import Path

from django.core.management.base import BaseCommand

from members.models import MemberPage, MembersIndexPage
from oco_site.base import home_page

SEED = Path(__file__).resolve().parents[2] / "seed"


class Command(BaseCommand):
    help = "Makes the list of members from members/seed/."

    def handle(self, *args, **options):
        index = home_page().add_published_child(
            MembersIndexPage(**json.loads((SEED / "index.json").read_text()), show_in_menus=True), first=True
        )
        rows = json.loads((SEED / "members.json").read_text())
        for row in rows:
            title, title_fr = row.pop("name_en"), row.pop("name_fr")
            index.add_published_child(MemberPage(title=title, title_fr=title_fr, **row))
        self.stdout.write(f"{len(rows)} members and partners.")
