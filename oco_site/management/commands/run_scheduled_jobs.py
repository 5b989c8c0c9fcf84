from django.core.management.base import BaseCommand, CommandError

from oco_site.scheduling import do_what_is_due


class Command(BaseCommand):
    help = "Publishes and unpublishes the pages whose hour has come, once. A timer calls it every minute."

    def handle(self, *args, **options):
        failures = do_what_is_due()
        if failures:
            raise CommandError(f"Pages that could not be published or unpublished: {failures}. The log says why.")
