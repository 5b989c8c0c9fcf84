"""Media on this machine's disk. A file is there whole or not at all, also when the disk is full."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class Written(File):
    """A file that has been written already and only needs its place."""

    def temporary_file_path(self):
        return self.name


class MediaFolder(FileSystemStorage):
    def _save(self, name, content):
        """Django leaves what it has written when the disk is full; here it is written beside the media and moved."""
        beside = Path(self.location).parent
        beside.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=beside, prefix="unfinished-") as scratch:
            path = Path(scratch, "file")
            with open(path, "wb") as output:
                output.writelines(content.chunks())
            return super()._save(name, Written(None, path))
