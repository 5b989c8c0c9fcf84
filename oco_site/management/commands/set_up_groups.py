from django.core.management.base import BaseCommand, CommandError

from oco_site.base import SitePage
from oco_site.groups import set_up_groups


class Command(BaseCommand):
    help = (
        "Makes the groups Authors, Publishers and Administrators and the workflow, or gives them back the permissions "
        "that they are made with. To be run after each upgrade."
    )

    def handle(self, *args, **options):
        try:
            set_up_groups()
        except SitePage.DoesNotExist as error:
            raise CommandError("There is no home page yet: load_seed_content makes one.") from error
