from django.core.management.base import BaseCommand

from oco_site.base import SitePage
from oco_site.search import SearchDocument, refresh_documents, refresh_page


class Command(BaseCommand):
    help = "Writes the rows of the public search anew, of every page and document."

    def handle(self, *args, **options):
        SearchDocument.objects.all().delete()
        for page in SitePage.objects.live().order_by("path").iterator():
            refresh_page(page)
        refresh_documents()
        self.stdout.write(f"{SearchDocument.objects.count()} rows.")
