from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from oco_site.backup import BackupError, back_up, place_of_media


class Command(BaseCommand):
    help = "Writes the database and the media into one dated archive with checksums."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.VAR_DIR / "backups", help="default: %(default)s")

    def handle(self, *args, folder, **options):
        try:
            archive = back_up(folder)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(f"{archive} ({archive.stat().st_size:,} bytes)")
        if settings.MEDIA_BUCKET:
            self.stdout.write(
                f"Images and documents are {place_of_media(settings.MEDIA_BUCKET)}, with versions of its own."
            )
