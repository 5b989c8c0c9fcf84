import gc
import warnings
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from oco_site.models import SiteDocument, SiteImage
from tests.builders import build_image, build_standard_page
from tests.oco_site.acts import ADMINS, read, words

ALTERNATIVES = {"description_en": "Officers at a desk", "description_fr": "Agents à un bureau"}


def picture_file():
    file = BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(file, "PNG")
    return SimpleUploadedFile("desk.png", file.getvalue(), "image/png")


def build_document(collection=None, **fields):
    fields = {"title": "Report", "file": ContentFile(b"%PDF-" + b"x" * 2043, name="report.pdf")} | fields
    document = SiteDocument.objects.create(collection=collection or Collection.get_first_root_node(), **fields)
    document.get_file_hash()
    document.file.close()
    return document


# Images -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("missing", ["description_en", "description_fr"])
def test_an_image_without_alternative_text_in_both_languages_is_refused(request, admin, home, missing):
    staff = request.getfixturevalue(admin)
    form = {"title": "Desk", "collection": Collection.get_first_root_node().pk} | ALTERNATIVES | {missing: ""}

    response = staff.post("/admin/images/add/", form | {"file": picture_file()})

    assert list(response.context["form"].errors) == [missing]
    content = response.content.decode()
    assert ("This field is required." in content) is (admin == "english_admin")
    assert ("Champ requis." in content) is (admin == "french_admin")
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("admin", ADMINS)
def test_an_image_is_kept_with_its_texts_in_both_languages(request, admin, home):
    staff = request.getfixturevalue(admin)
    texts = ALTERNATIVES | {"caption_en": "Desk", "caption_fr": "Bureau", "credit_en": "By A", "credit_fr": "De A"}
    form = {"title": "Desk", "collection": Collection.get_first_root_node().pk} | texts

    response = staff.post("/admin/images/add/", form | {"file": picture_file()})

    assert response.status_code == 302, response.context["form"].errors
    assert SiteImage.objects.values(*texts).get() == texts


@pytest.fixture
def files_that_wagtail_leaves_open():
    """Its upload of several pictures leaves them to the garbage collector, which would complain in another test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.mark.usefixtures("files_that_wagtail_leaves_open")
def test_an_image_that_was_dropped_in_waits_until_it_has_its_alternative_texts(english_admin, home):
    response = english_admin.post("/admin/images/multiple/add/", {"title": "Desk", "files[]": picture_file()})

    waiting = response.json()
    assert not SiteImage.objects.exists()
    prefix = f"uploaded-image-{waiting['uploaded_file_id']}"
    form = {"title": "Desk", "collection": Collection.get_first_root_node().pk} | ALTERNATIVES
    address = f"/admin/images/multiple/create_from_uploaded_image/{waiting['uploaded_file_id']}/"
    answer = english_admin.post(address, {f"{prefix}-{name}": value for name, value in form.items()})
    assert answer.json()["success"] is True
    assert SiteImage.objects.values(*ALTERNATIVES).get() == ALTERNATIVES


@pytest.mark.parametrize(
    ("path", "alternative", "caption"),
    [
        ("/en/about/", "Officers at a desk", [("At work", None), ("Photo: A. Person", None)]),
        ("/fr/a-propos/", "Agents à un bureau", [("Au travail", None), ("Photo: A. Person", "en")]),
    ],
)
def test_a_picture_has_its_texts_in_the_language_of_the_page(client, home, path, alternative, caption):
    image = build_image(caption_en="At work", caption_fr="Au travail", credit_en="Photo: A. Person")
    body = [("image", {"image": image, "caption": ""})]
    build_standard_page(
        home, "About", slug="about", title_fr="À propos", slug_fr="a-propos", body_en=body, body_fr=body
    )  # fmt: skip

    figure = read(client, path).figure

    assert figure.img["alt"] == alternative
    assert [(span.text, span.get("lang")) for span in figure.figcaption.find_all("span")] == caption


def test_a_picture_without_caption_and_credit_has_no_empty_caption(client, home):
    body = [("image", {"image": build_image(), "caption": ""})]
    build_standard_page(home, "About", slug="about", body_en=body)

    figure = read(client, "/en/about/").figure

    assert figure.img["alt"] == "Officers at a desk"
    assert figure.figcaption is None


def test_pictures_and_their_originals_are_served(client, home):
    image = build_image()
    body = [("image", {"image": image, "caption": ""})]
    build_standard_page(home, "About", slug="about", body_en=body)

    shown = read(client, "/en/about/").figure.img["src"]

    for address, width in ((shown, 480), (image.file.url, 1200)):
        response = client.get(address)
        assert response.status_code == 200
        assert Image.open(BytesIO(b"".join(response.streaming_content))).width == width
    assert (image.file.url.split("/")[2], shown.split("/")[2]) == ("original_images", "images")


# Documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin", ADMINS)
def test_a_document_is_kept_with_its_titles_and_its_language(request, admin, home):
    staff = request.getfixturevalue(admin)
    texts = {"title": "Report", "title_fr": "Rapport", "language": "en-fr"}
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7")

    form = {"file": file, "collection": Collection.get_first_root_node().pk} | texts
    response = staff.post("/admin/documents/add/", form)

    assert response.status_code == 302, response.context["form"].errors
    assert SiteDocument.objects.values(*texts).get() == texts


@pytest.mark.parametrize("admin", ADMINS)
def test_a_document_without_file_is_refused(request, admin, home):
    staff = request.getfixturevalue(admin)
    form = {"title": "Report", "language": "en", "collection": Collection.get_first_root_node().pk}

    response = staff.post("/admin/documents/add/", form)

    assert list(response.context["form"].errors) == ["file"]
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("/en/about/", ["Report PDF, 2.0 KB", "Rules PDF, 2.0 KB, in English", "Lignes PDF, 2.0 KB, in French"]),
        (
            "/fr/a-propos/",
            ["Rapport PDF, 2,0 Kio", "Rules PDF, 2,0 Kio, en anglais", "Lignes PDF, 2,0 Kio, en français"],
        ),
    ],
)
def test_documents_are_listed_with_title_type_size_and_language(client, home, path, lines):
    documents = [
        build_document(title_fr="Rapport", language="en-fr"),
        build_document(title="Rules", language="en"),
        build_document(title="Lignes", title_fr="Lignes", language="fr"),
    ]
    body = [("documents", documents)]
    build_standard_page(
        home, "About", slug="about", title_fr="À propos", slug_fr="a-propos", body_en=body, body_fr=body
    )  # fmt: skip

    items = read(client, path).find(class_="docs").find_all("li")

    assert [words(item).replace("\xa0", " ") for item in items] == lines
    assert [item.a["href"] for item in items] == [document.url for document in documents]
    assert [item.a.get("lang") for item in items] == [None, "en" if path.startswith("/fr/") else None, None]


@pytest.mark.usefixtures("as_published")
def test_a_document_that_a_public_page_offers_is_downloaded_from_its_address(client, home):
    document, other = build_document(), build_document()
    build_standard_page(home, body_en=[("documents", [document])])

    response = client.get(document.url)

    assert client.get(other.url).status_code == 404
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment;")  # it opens as no page of this site
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert not response.cookies


def test_a_document_of_a_private_collection_is_given_to_nobody_who_may_not_have_it(client, english_admin, home):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = build_document(private)

    addresses = [document.url, document.file.url, f"/media/{document.file.name}", f"/en{document.file.url}"]
    answers = {address: client.get(address) for address in addresses}

    assert answers[document.url].status_code == 302
    assert "/login/?next=/documents/" in answers[document.url].headers["Location"]
    assert client.get(answers[document.url].headers["Location"]).status_code == 200
    assert [answers[address].status_code for address in addresses[1:]] == [404, 404, 404]
    assert b"".join(english_admin.get(document.url).streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/documents/report.pdf",
        "/media/images/../documents/report.pdf",
        "/media/original_images/%2e%2e/documents/report.pdf",
        "/media/images//../documents/report.pdf",
        "/media/images/",
    ],
)
def test_no_way_through_the_pictures_leads_to_the_documents(client, home, path):
    build_document()
    build_image()

    assert client.get(path, follow=True).status_code == 404
