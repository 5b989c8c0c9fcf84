import json
from pathlib import Path

from django.core.management.base import BaseCommand
from wagtail.models import Page, Site

from oco_site.models import ContactPage, GlossaryPage, GlossaryTerm, HomePage, SiteMapPage, SiteSettings, StandardPage
from oco_site.site_record import follow_site_url

SEED = Path(__file__).resolve().parents[2] / "seed"
PAGE_CLASSES = {
    page_class.__name__: page_class for page_class in (ContactPage, GlossaryPage, SiteMapPage, StandardPage)
}


class Command(BaseCommand):
    help = "Makes the home page, the pages that belong to no app, and the settings, from oco_site/seed/."

    def handle(self, *args, **options):
        content = json.loads((SEED / "pages.json").read_text())
        home = self.make_home(content["home"])
        for fields in content["glossary"]["terms"]:
            GlossaryTerm.objects.create(**fields)
        for fields in [*content["pages"], content["glossary"]["page"]]:
            page = PAGE_CLASSES[fields.pop("type")](**with_bodies(fields))
            home.add_published_child(page)
        site = Site.objects.get(is_default_site=True)
        SiteSettings.objects.update_or_create(site=site, defaults=content["settings"])
        self.stdout.write(f"Home page and {len(content['pages']) + 1} pages.")

    def make_home(self, fields):
        root = Page.get_first_root_node()
        welcome = Page.objects.child_of(root).filter(slug="home")  # the page that Wagtail's own migration makes
        welcome.update(slug="welcome")
        home = HomePage(slug="home", **fields)
        root.add_child(instance=home)
        home.save_revision().publish()
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
        site.root_page = home
        site.save()
        for page in Page.objects.child_of(root).filter(slug="welcome"):
            page.delete()
        follow_site_url()
        return home


def with_bodies(fields):
    """A body in the file is its HTML: one block of text."""
    return {name: [("text", value)] if name.startswith("body_") else value for name, value in fields.items()}
