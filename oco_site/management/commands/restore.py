from django.core.management.base import BaseCommand, CommandError

from oco_site.backup import BackupError, restore


class Command(BaseCommand):
    help = "Puts a backup's database and media into this installation, which must be empty unless --replace is given."

    def add_arguments(self, parser):
        parser.add_argument("archive")
        parser.add_argument("--replace", action="store_true", help="what is in this installation may go")

    def handle(self, *args, archive, replace, **options):
        try:
            restore(archive, replace)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored.")
