import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.html import format_html

from news.models import NewsIndexPage, NewsReleasePage, ReleaseSeries
from oco_site.base import home_page

SEED = Path(__file__).resolve().parents[2] / "seed"
BODIES = {"body_en": "text_en", "body_fr": "text_fr"}


class Command(BaseCommand):
    help = "Makes the news releases from news/seed/."

    def handle(self, *args, **options):
        content = json.loads((SEED / "releases.json").read_text())
        series = {row["prefix"]: ReleaseSeries.objects.create(**row) for row in content["series"]}
        index = home_page().add_published_child(
            NewsIndexPage(**content["index"], show_in_menus=True),
            first=True,
        )
        # The oldest first, so that among releases without a date the page order is that of the source.
        for row in reversed(content["releases"]):
            index.add_published_child(self.release(row, series))
        self.stdout.write(f"{len(content['releases'])} news releases.")
        for row in content["releases"]:
            if row["number_year"] and not row["date"].startswith(str(row["number_year"])):
                self.stdout.write(
                    f"To settle with the Secretariat: {row['series']} {row['number']:02}/{row['number_year'] % 100} "
                    f"was issued on {row['date']}."
                )

    def release(self, row, series):
        members, priorities = row.pop("members"), row.pop("priorities")
        release = NewsReleasePage(
            title=row["title_en"],
            title_fr=row["title_fr"],
            series=series.get(row["series"]),
            **{name: row[name] for name in ("number", "number_year", "date", "summary_en", "summary_fr")},
            **{body: paragraph(row[text]) for body, text in BODIES.items()},
        )
        release.members = related("members").filter(slug__in=members)
        release.priorities = related("priorities").filter(number__in=priorities)
        return release


def paragraph(text):
    return [("text", format_html("<p>{}</p>", text))] if text else []


def related(name):
    return NewsReleasePage._meta.get_field(name).related_model.objects
