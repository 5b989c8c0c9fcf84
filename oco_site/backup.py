"""Backups: the database and the media in one dated tar archive, whose manifest has the SHA-256 of each other file.

On PostgreSQL the database is dumped and restored by its own programs, which must be as new as the server; on SQLite by
its online backup. An archive fits the engine it came from. Static files and drawn cards are made again and left out;
media in a bucket are left to the bucket's own versions.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from oco_site.base import SitePage

MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media"
MADE_AGAIN = ("cards",)  # folders of the media


class BackupError(Exception):
    """Its text says to an operator what is wrong."""


def back_up(folder):
    """Write an archive into the folder and return its path. It has been read once more and found whole."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = datetime.now(UTC)
    archive = folder / f"oco-{made:%Y-%m-%dT%H%M%SZ}.tar"
    with TemporaryDirectory(dir=folder, prefix="unfinished-") as scratch:
        dump, unchecked = Path(scratch, DATABASE), Path(scratch, archive.name)
        _dump(dump)
        # Media after the database: a file that nothing names yet does no harm, one that is missing does.
        _write(unchecked, {DATABASE: dump, **_media_files()}, made)
        read_manifest(unchecked)
        unchecked.replace(archive)
    return archive


def read_manifest(archive):
    """The manifest of an archive, every file of which is what was backed up.

    Raises BackupError where it is not: damaged, cut off, or something else.
    """
    try:
        with tarfile.open(archive) as tar:
            manifest, found = None, {}
            for member in tar:
                if member.name == MANIFEST:
                    manifest = json.load(tar.extractfile(member))
                else:
                    found[member.name] = hashlib.file_digest(tar.extractfile(member), "sha256").hexdigest()
        whole = found == manifest["files"] and DATABASE in found
    except OSError as error:
        raise BackupError(f"{archive} cannot be read: {error}") from error
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{archive} is damaged or no backup of this site: {error}") from error
    if not whole or any(".." in PurePosixPath(name).parts or name.startswith("/") for name in found):
        raise BackupError(f"{archive} is damaged: its files are not those that were backed up.")
    return manifest


def restore(archive, replace=False):
    """Put an archive's database and media in the place of this installation's; then bring the tables up to date.

    Nothing is touched before the archive has proved whole, and the database is exchanged in one transaction. Raises
    BackupError, also where there is content already, unless `replace` says that it may go.
    """
    manifest = read_manifest(archive)
    if manifest["engine"] != connection.vendor:
        raise BackupError(f"The backup is of {manifest['engine']}, this installation runs on {connection.vendor}.")
    if manifest["bucket"] != settings.MEDIA_BUCKET:
        raise BackupError(
            f"The backup's images and documents are {place_of_media(manifest['bucket'])}, this installation's are "
            f"{place_of_media(settings.MEDIA_BUCKET)}."
        )
    if _has_content() and not replace:
        raise BackupError("This installation has content, which a restore would replace. Nothing was changed.")
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=media.parent, prefix="restore-") as scratch, tarfile.open(archive) as tar:
        scratch = Path(scratch)
        for name in manifest["files"]:
            _extract(tar, name, scratch / name)
        _load(scratch / DATABASE)
        if not settings.MEDIA_BUCKET:
            (scratch / MEDIA).mkdir(exist_ok=True)
            if media.exists():
                media.rename(scratch / "former")
            (scratch / MEDIA).rename(media)
    call_command("migrate", verbosity=0)


def place_of_media(bucket):
    return f"in the bucket {bucket}" if bucket else "on its disk"


def _write(path, files, made):
    manifest = {
        "made": made.isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "bucket": settings.MEDIA_BUCKET,
        "files": {},
    }
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)  # it holds drafts and password hashes
    with open(descriptor, "wb") as output:
        with tarfile.open(fileobj=output, mode="w") as tar:
            for name, file in files.items():
                with open(file, "rb") as content:
                    manifest["files"][name] = hashlib.file_digest(content, "sha256").hexdigest()
                tar.add(file, name)
            described = Path(files[DATABASE]).with_name(MANIFEST)
            described.write_text(json.dumps(manifest, indent=1))
            tar.add(described, MANIFEST)
        output.flush()
        os.fsync(output.fileno())


def _media_files():
    """{name in the archive: path}"""
    if settings.MEDIA_BUCKET:
        return {}
    root = Path(settings.MEDIA_ROOT)
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        f"{MEDIA}/{path.relative_to(root).as_posix()}": path
        for path in files
        if path.relative_to(root).parts[0] not in MADE_AGAIN
    }


def _extract(tar, name, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(name) as content, open(target, "wb") as output:
        shutil.copyfileobj(content, output)


def _has_content():
    tables = set(connection.introspection.table_names())
    if not tables:
        return False
    ours = {"django_migrations", SitePage._meta.db_table, get_user_model()._meta.db_table}
    return not ours <= tables or SitePage.objects.exists() or get_user_model().objects.exists()


# The two engines ------------------------------------------------------------------------------------------------------


def _dump(path):
    if connection.vendor == "sqlite":
        _copy_sqlite(connection.settings_dict["NAME"], path)
    else:
        _run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def _load(path):
    connection.close()
    if connection.vendor == "sqlite":
        _copy_sqlite(path, connection.settings_dict["NAME"])
        return
    # What is there goes and what was backed up comes in one transaction, also tables that newer code has added.
    script = path.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", path)
    anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run_postgresql("psql", *options, f"--command={anew}", f"--file={script}")


def _copy_sqlite(source, target):
    try:
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
            origin.backup(copy)
    except sqlite3.Error as error:
        raise BackupError(f"SQLite: {error}") from error


def _run_postgresql(program, *args):
    """Run one of PostgreSQL's programs on this installation's database."""
    command, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, args)
    _run(program, *command[1:], environment=environment)


def _run(program, *args, environment=None):
    try:
        subprocess.run(  # noqa: S603 (PostgreSQL's own programs, by name)
            [program, *args], env=os.environ | (environment or {}), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise BackupError(f"{program} is missing. On Debian and Ubuntu: apt-get install postgresql-client") from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program}: {error.stderr.strip() or error}") from error
