"""A backup gives back all that it was made of, and a restore touches nothing unless it can and may."""

import re
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Page

from oco_site.models import HomePage
from tests import builders
from tests.databases import another_database

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def installation(django_db_setup, django_db_blocker, tmp_path_factory):
    """An installation into which a backup of another one has been restored; what both have; and the archive."""
    folder = tmp_path_factory.mktemp("backup")
    with django_db_blocker.unblock():
        with another_database("filled"), override_settings(MEDIA_ROOT=folder / "first/media"):
            build_site()
            backed_up = everything()
            archive = run("backup", folder / "archives").split(" (")[0]
        with another_database("empty", empty=True), override_settings(MEDIA_ROOT=folder / "second/media"):
            run("restore", archive)
            yield {"archive": Path(archive), "backed up": backed_up, "restored": everything()}


@pytest.fixture(autouse=True)
def media_of_the_installation(installation):
    with override_settings(MEDIA_ROOT=installation["archive"].parents[1] / "second/media"):
        yield


def run(*command):
    output = StringIO()
    call_command(*map(str, command), stdout=output)
    return output.getvalue().strip()


def build_site():
    home = builders.build_home(title="Before", title_fr="Avant")
    home.title = "A draft of it"
    home.save_revision()
    builders.build_image().get_rendition("width-200")
    get_document_model().objects.create(title="Annual report", file=ContentFile(b"%PDF", name="report.pdf"))
    get_user_model().objects.create_superuser("staff", password="correct horse battery")


def everything():
    """All rows of all tables, and all files of the media."""
    with override("en"):  # modeltranslation reads by language
        rows = {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in apps.get_models()}
    root = Path(settings.MEDIA_ROOT)
    return rows | {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_restore_into_an_empty_installation_gives_the_same_pages_users_images_and_revisions(installation):
    before, after = installation["backed up"], installation["restored"]

    assert [name for name in before if before[name] != after.get(name)] == []
    assert before.keys() == after.keys()
    named = ("oco_site.HomePage", "auth.User", "oco_site.SiteImage", "oco_site.SiteRendition", "wagtailcore.Revision")
    assert all(len(after[name]) == 1 for name in named)
    assert len([name for name in after if isinstance(name, Path)]) == 3
    assert Client().get("/fr/").status_code == 200
    assert get_user_model().objects.get(username="staff").check_password("correct horse battery")


def test_an_archive_is_dated_for_its_owner_only_and_leaves_nothing_else_behind(installation):
    archive = installation["archive"]

    assert re.fullmatch(r"oco-\d{4}-\d\d-\d\dT\d{6}Z\.tar", archive.name)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(archive.parent.iterdir()) == [archive]


def test_drawn_cards_are_left_out(installation, tmp_path):
    for name in ("cards/0123.png", "images/picture.png"):
        (tmp_path / "media" / name).parent.mkdir(parents=True)
        (tmp_path / "media" / name).touch()

    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        archive = run("backup", tmp_path).split(" (")[0]

    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["database", "media/images/picture.png", "manifest.json"]


def cut_off(content):
    return content[: len(content) // 2]


def alter_a_byte(content):
    place = content.index(b"%PDF")
    return content[:place] + b"!" + content[place + 1 :]


def without_manifest(content):
    return content[: content.rindex(b"manifest.json")] + bytes(1024)


def no_archive(content):
    return b"not a tar file" * 1000


@pytest.mark.parametrize("damage", [cut_off, alter_a_byte, without_manifest, no_archive])
def test_a_damaged_archive_is_refused_before_anything_is_touched(installation, tmp_path, damage):
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(damage(installation["archive"].read_bytes()))
    before = everything()

    with pytest.raises(CommandError, match=r"damaged"):
        run("restore", damaged, "--replace")

    assert everything() == before


def test_an_archive_that_is_not_there_is_said_to_be_so(installation, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("restore", tmp_path / "nothing.tar", "--replace")


def test_a_backup_of_the_other_engine_is_refused(installation, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")

    with pytest.raises(CommandError, match="this installation runs on oracle"):
        run("restore", installation["archive"], "--replace")


def test_what_is_there_is_replaced_only_by_an_explicit_word(installation):
    with pytest.raises(CommandError, match=r"has content.* Nothing was changed"):
        run("restore", installation["archive"])
    assert HomePage.objects.get().title == "Before"


@pytest.fixture(scope="module")
def replaced(installation, django_db_blocker):
    """What there is once the backup has been restored over something else."""
    media = installation["archive"].parents[1] / "second/media"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        Page.objects.filter(slug="home").update(title="After")
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE of_newer_code (id integer)")
        (media / "images/later.png").touch()
        run("restore", installation["archive"], "--replace")
        return everything() | {"tables": connection.introspection.table_names()}


def test_nothing_of_what_was_there_stays(replaced, installation):
    assert "of_newer_code" not in replaced.pop("tables")
    assert replaced == installation["restored"]
