"""What staff upload, by each of Wagtail's three ways: alone, dropped in with others, in a chooser."""

import gc
import warnings
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZipFile
from zlib import compress, crc32

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from wagtail.models import Collection, UploadedFile

from oco_site.models import SiteDocument, SiteImage
from tests.oco_site.acts import ADMINS, words

ALTERNATIVES = {"description_en": "Officers at a desk", "description_fr": "Agents à un bureau"}
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
NOT_ITS_KIND = "This is no %(kind)s file, whatever its name says."


@pytest.fixture(autouse=True)
def files_that_wagtail_leaves_open():
    """Its upload of several files leaves them to the garbage collector, which would complain in another test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def as_a_phone_takes_it(kind="JPEG", size=(4032, 3024)):
    """A picture that lies on its side, red at what is its upper edge, with the place where it was taken."""
    picture = Image.new("RGB", size, "teal")
    width, height = size
    picture.paste("red", (0, 0, width // 10, height))  # the left: turned clockwise by 90 degrees, it is above
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Phone"
    exif[GPS] = {1: "S", 2: (18.0, 8.0, 17.0), 3: "E", 4: (178.0, 26.0, 24.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = BytesIO()
    picture.save(file, kind, exif=exif.tobytes(), icc_profile=profile, xmp=b"<x>exif:GPSLatitude</x>")
    return file.getvalue()


def upload(name, content):
    return SimpleUploadedFile(name, content, "application/octet-stream")


def alone(staff, kind, file, **fields):
    form = {"title": "Title", "collection": Collection.get_first_root_node().pk} | fields
    response = staff.post(f"/admin/{kind}s/add/", form | {"file": file})
    return complaints(response.content)


def complaints(html):
    """What a form says of its fields, as staff read it."""
    return [words(element) for element in BeautifulSoup(html, "html.parser").find_all(class_="error-message")]


def dropped_in(staff, kind, file, **fields):
    answer = staff.post(f"/admin/{kind}s/multiple/add/", {"title": "Title", "files[]": file}).json()
    if not answer["success"]:
        return [" ".join(answer["error_message"].split())]
    pk = answer["uploaded_file_id"]
    form = {"title": "Title", "collection": Collection.get_first_root_node().pk} | fields
    assert staff.post(
        f"/admin/{kind}s/multiple/create_from_uploaded_{kind}/{pk}/",
        {f"uploaded-{kind}-{pk}-{name}": value for name, value in form.items()},
    ).json()["success"]
    return []


def in_a_chooser(staff, kind, file, **fields):
    prefix = f"{kind}-chooser-upload"
    form = {"title": "Title", "collection": Collection.get_first_root_node().pk, "file": file} | fields
    response = staff.post(
        f"/admin/{kind}s/chooser/create/", {f"{prefix}-{name}": value for name, value in form.items()}
    )
    answer = response.json()
    assert answer["step"] in ("reshow_creation_form", "chosen")
    return complaints(answer.get("htmlFragment", ""))


WAYS = [alone, dropped_in, in_a_chooser]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "kind"), [("IMG_0001.JPG", "JPEG"), ("IMG_0002.HEIC", "HEIF")])
def test_a_picture_of_a_phone_is_kept_upright_small_and_without_its_place(english_admin, home, way, name, kind):
    size = (4032, 3024) if kind == "JPEG" else (640, 480)  # HEIC is dear to write

    assert way(english_admin, "image", upload(name, as_a_phone_takes_it(kind, size)), **ALTERNATIVES) == []

    image = SiteImage.objects.get()
    kept = Path(image.file.path)
    content = kept.read_bytes()
    assert kept.suffix == ".jpg"
    assert (image.width, image.height) == ((1920, 2560) if kind == "JPEG" else (480, 640))
    assert (image.file_size, image.get_file_size()) == (len(content), len(content))
    with Image.open(kept) as picture:
        assert (picture.format, picture.mode, dict(picture.getexif())) == ("JPEG", "RGB", {})
        assert not {"exif", "xmp", "icc_profile"} & picture.info.keys()
        red, green, _blue = picture.getpixel((picture.width // 2, 5))
        assert red > 200
        assert green < 60
    assert not any(word in content for word in (b"Phone", b"GPS"))
    # Nor is a copy of the original left where Wagtail puts aside what waits for its texts.
    assert not UploadedFile.objects.exists()


def test_a_drawing_keeps_its_sharp_edges_and_its_transparency(english_admin, home):
    file = BytesIO()
    Image.new("LA", (3000, 300), (90, 128)).save(file, "PNG")

    assert alone(english_admin, "image", upload("emblem.png", file.getvalue()), **ALTERNATIVES) == []

    with Image.open(SiteImage.objects.get().file.path) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGBA", (2560, 256))
        assert picture.getpixel((0, 0))[3] == 128


def test_a_picture_for_print_is_shown_in_the_colours_of_screens(english_admin, home):
    file = BytesIO()
    Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(file, "JPEG")

    assert alone(english_admin, "image", upload("cover.jpeg", file.getvalue()), **ALTERNATIVES) == []

    with Image.open(SiteImage.objects.get().file.path) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((5, 5))[0] > 200


def claiming(width, height):
    """A PNG of a few bytes that claims to be large."""

    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(b"\0")) + chunk(b"IEND", b"")


REFUSED = {
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Not a supported image format."),
    "scan.tif": (b"II*\0" + bytes(200), "Not a supported image format."),
    "letter.jpg": (b"%PDF-1.7", "Upload a valid image."),
    "broken.jpg": (as_a_phone_takes_it(size=(900, 600))[:7000], "Upload a valid image."),
    "drawn.jpg": (claiming(10, 10), "Not a valid .jpeg image."),
    "bomb.png": (claiming(12_000, 12_000), "This picture has more than 128 million pixels."),
    "great-bomb.png": (claiming(60_000, 60_000), "This picture has more than 128 million pixels."),
}


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_for_a_page_is_refused_with_its_reason(request, admin, home, name):
    staff = request.getfixturevalue(admin)
    content, reason = REFUSED[name]

    told = [way(staff, "image", upload(name, content), **ALTERNATIVES) for way in WAYS]

    assert len(told[0]) == 1
    assert told == [told[0]] * 3
    assert (reason in told[0][0]) is (admin == "english_admin")
    assert not SiteImage.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("admin", ADMINS)
def test_files_that_are_too_big_are_refused(request, admin, home, settings):
    staff = request.getfixturevalue(admin)
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    picture, document = as_a_phone_takes_it(size=(400, 300)), b"%PDF-" + bytes(2000)

    told = [way(staff, "image", upload("a.jpg", picture), **ALTERNATIVES) for way in WAYS]
    told += [way(staff, "document", upload("a.pdf", document), language="en") for way in WAYS]

    assert all(len(errors) == 1 for errors in told)
    assert all(("This file is too big" in error) is (admin == "english_admin") for (error,) in told)


def zipped(*names):
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def test_documents_of_the_usual_kinds_are_taken(english_admin, home):
    files = {
        "a.PDF": b"%PDF-1.7",
        "a.docx": zipped("[Content_Types].xml", "word/document.xml"),
        "a.xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
        "a.odt": zipped("mimetype", "content.xml"),
        "a.doc": bytes.fromhex("d0cf11e0a1b11ae1"),
        "a.csv": "pays;année\n".encode("latin-1"),
    }

    for way in WAYS:
        for name, content in files.items():
            assert way(english_admin, "document", upload(name, content), language="en") == [], name

    assert SiteDocument.objects.count() == 3 * len(files)


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"<script>alert(1)</script>", NOT_ITS_KIND % {"kind": "PDF"}),
        ("a.docx", b"MZ\x90", NOT_ITS_KIND % {"kind": "DOCX"}),
        ("a.xlsx", zipped("word/document.xml"), NOT_ITS_KIND % {"kind": "XLSX"}),
        ("a.csv", bytes(100), NOT_ITS_KIND % {"kind": "CSV"}),
        ("a.html", b"<script>alert(1)</script>", "File extension “html” is not allowed."),
        ("a.exe", b"MZ\x90\0", "File extension “exe” is not allowed."),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(request, admin, home, name, content, reason):
    staff = request.getfixturevalue(admin)

    told = [way(staff, "document", upload(name, content), language="en") for way in WAYS]

    assert len(told[0]) == 1
    assert told == [told[0]] * 3
    assert (reason in told[0][0]) is (admin == "english_admin")
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(
    ("admin", "said"),
    [
        ("english_admin", "A picture is public as soon as it is uploaded"),
        ("french_admin", "Une image est publique dès son envoi"),
    ],
)
@pytest.mark.parametrize("form", ["add", "multiple/add"])
def test_the_form_says_that_a_picture_is_public_at_once(request, admin, said, home, form):
    answer = request.getfixturevalue(admin).get(f"/admin/images/{form}/")

    assert said in answer.content.decode()
