"""Images and documents in a bucket: the visitor sees no difference. moto's server stands for the bucket."""

import io
import json
import os
import subprocess
import sys
import tarfile
from io import StringIO

import boto3
import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests import builders

BUCKET = "oco-media"


@pytest.fixture(scope="module")
def endpoint():
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        try:
            yield f"http://{host}:{port}"
        finally:
            server.stop()


@pytest.fixture
def bucket(endpoint, settings):
    """The names of the files in the bucket."""
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket=BUCKET)
    configured = configured_with(MEDIA_BUCKET=BUCKET, MEDIA_BUCKET_ENDPOINT=endpoint)
    settings.MEDIA_BUCKET, settings.STORAGES = BUCKET, configured
    return lambda: {item["Key"] for item in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def configured_with(**environment):
    """STORAGES of a site that starts with these variables."""
    code = "from oco_site import settings; import json; print(json.dumps(settings.STORAGES))"
    started = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, cwd=site_settings.BASE_DIR,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(started.stdout)


def picture():
    file = SimpleUploadedFile("officers.png", b"", "image/png")
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    file.seek(0)
    return file


def test_images_and_documents_are_in_the_bucket_and_keep_their_addresses(
    client, english_admin, home, bucket, as_published, settings, django_capture_on_commit_callbacks
):
    # An image, through the admin's form
    form = {"title": "Officers", "file": picture(), "description_en": "Officers", "description_fr": "Agents"}
    assert english_admin.post(reverse("wagtailimages:add"), form | {"collection": 1}).status_code == 302
    image = get_image_model().objects.get()
    rendition = image.get_rendition("width-100")
    assert bucket() == {image.file.name, rendition.file.name}
    assert image.file.url == f"/media/{image.file.name}"
    answer = client.get(rendition.url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.getvalue())).width == 100
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert client.get("/media/images/nothing.png").status_code == 404

    # A document, before and after something public offers it
    file = ContentFile(b"%PDF-1.4", name="report.pdf")
    document = get_document_model().objects.create(title="Report", file=file)
    assert document.file.name in bucket()
    assert client.get(document.url).status_code == 404
    body = [("documents", [document])]
    builders.build_standard_page(home, "About", slug="about", body_en=body)
    answer = client.get(document.url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.4")
    assert client.get(f"/media/{document.file.name}", follow=True).status_code == 404

    # Nothing on the disk; and a file that is deleted goes from the bucket
    assert not settings.MEDIA_ROOT.exists()
    with django_capture_on_commit_callbacks(execute=True):
        english_admin.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert image.file.name not in bucket()


@pytest.mark.django_db
def test_a_backup_leaves_the_bucket_to_its_own_versions_and_says_so(bucket, settings, tmp_path):
    media = settings.MEDIA_ROOT / "images/of-former-times.png"
    media.parent.mkdir(parents=True)
    media.touch()

    said = StringIO()
    call_command("backup", str(tmp_path), stdout=said)

    (archive,) = tmp_path.glob("*.tar")
    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["database", "manifest.json"]
    assert f"are in the bucket {BUCKET}" in said.getvalue()
    settings.MEDIA_BUCKET = ""
    with pytest.raises(CommandError, match=f"are in the bucket {BUCKET}, this installation's are on its disk"):
        call_command("restore", str(archive), "--replace")
    assert media.exists()
