"""What staff upload: pictures are made ready for the web, documents are what their names say.

Wagtail takes these forms as the base of all its own: single and multiple uploads, those in choosers.
"""

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

LONGEST_SIDE = 2560  # pixels: twice the widest picture of the design
JPEG_QUALITY = 88
ZIPPED = {  # a member that a file of each kind holds
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
BEGINNINGS = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("doc", "xls", "ppt"), bytes.fromhex("d0cf11e0a1b11ae1")),  # [MS-CFB] 2.2
}
TEXTS = ("csv", "txt")


class PictureField(WagtailImageField):
    """Wagtail's field reads a picture before it counts the pixels, and lets out what a damaged file makes Pillow raise:
    here both are errors of the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        public = _("A picture is public as soon as it is uploaded, even while no page shows it.")
        self.help_text = f"{public} {self.help_text}"

    def to_python(self, data):
        if data:
            self._refuse_bomb(data)
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _refuse_bomb(self, data):
        """A file of a few kilobytes can claim any number of pixels: its head is asked, before anything is unpacked."""
        try:
            with Image.open(data) as picture:
                too_many = picture.width * picture.height > self.max_image_pixels
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            too_many = True
        except Exception:
            too_many = False  # no picture: Wagtail says so
        if too_many:
            millions = self.max_image_pixels // 1_000_000
            raise ValidationError(_("This picture has more than %(millions)d million pixels.") % {"millions": millions})
        data.seek(0)


class SiteImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget, max_length=wagtails.max_length
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            make_ready_for_the_web(file)
        return file


def make_ready_for_the_web(upload):
    """Turn a picture upright, bring it to LONGEST_SIDE and sRGB, and drop all that it tells of itself, such as a place.

    The upload itself is written over: Wagtail keeps it in more than one place, and none may have the original.
    """
    upload.seek(0)
    with Image.open(upload) as picture:
        drawn = picture.format in ("PNG", "GIF")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        picture = _in_srgb(ImageOps.exif_transpose(picture))
    lossless = drawn or picture.mode == "RGBA"
    picture.info.clear()
    ready = BytesIO()
    if lossless:
        picture.save(ready, "PNG", optimize=True)
    else:
        picture.save(ready, "JPEG", quality=JPEG_QUALITY, progressive=True)
    upload.seek(0)
    upload.truncate()
    upload.write(ready.getvalue())
    upload.flush()
    upload.seek(0)
    upload.size = ready.tell()
    upload.name = str(PurePath(upload.name).with_suffix(".png" if lossless else ".jpg"))
    upload.content_type = "image/png" if lossless else "image/jpeg"


def _in_srgb(picture):
    """The picture as RGB or RGBA. Phones take pictures in Display P3, printers leave CMYK."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            profiles = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, *profiles, outputMode=mode)
        except ImageCms.PyCMSError:
            pass  # a damaged profile: the colours as they are
    return picture.convert(mode)


class SiteDocumentForm(BaseDocumentForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and not _is_what_its_name_says(file):
            kind = PurePath(file.name).suffix[1:].upper()
            raise ValidationError(_("This is no %(kind)s file, whatever its name says.") % {"kind": kind})
        return file


def _is_what_its_name_says(file):
    """By its first bytes or, in a zipped format, by what it holds. Kinds that are not allowed are refused by name."""
    kind = PurePath(file.name).suffix[1:].lower()
    file.seek(0)
    beginning = file.read(1024)
    file.seek(0)
    if kind in ZIPPED:
        return _holds(file, ZIPPED[kind])
    if kind in TEXTS:
        return b"\0" not in beginning
    return beginning.startswith(BEGINNINGS.get(kind, b""))


def _holds(file, name):
    try:
        with ZipFile(file) as zipped:
            return name in zipped.namelist()
    except BadZipFile:
        return False
    finally:
        file.seek(0)
