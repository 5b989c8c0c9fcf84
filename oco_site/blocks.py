"""The blocks of a page's body. Each has a template in templates/blocks/."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureChooserBlock(ImageChooserBlock):
    """Reads the sizes that a body's pictures exist in at once, not picture by picture."""

    def bulk_to_python(self, values):
        images = super().bulk_to_python(values)
        prefetch_related_objects([image for image in images if image], "renditions")
        return images


class ImageBlock(blocks.StructBlock):
    image = PictureChooserBlock(label=_("image"))
    caption = blocks.CharBlock(
        label=_("caption"), required=False, help_text=_("Leave empty to show the caption that is kept with the image.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"
        description = _("A picture with its caption and credit")


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(label=_("who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("Somebody’s own words")


class LinkButtonBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("text"), max_length=60, help_text=_("Begin with a verb: ‘Register for the workshop’.")
    )
    page = blocks.PageChooserBlock(label=_("page"), page_type="oco_site.SitePage", required=False)
    url = blocks.URLBlock(label=_("or another address"), required=False)

    def clean(self, value):
        result = super().clean(value)
        if bool(result["page"]) == bool(result["url"]):
            error = ValidationError(_("Choose a page or type an address, one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return result

    class Meta:
        icon = "link"
        label = _("Button")
        template = "blocks/link_button.html"
        description = _("One link that stands out")


class MapBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "globe"
        label = _("Map of the members")
        template = "blocks/map.html"
        description = _("The members’ interactive map; one a page")


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", description=_("Paragraphs, headings, lists and links"))
    image = ImageBlock()
    quote = QuoteBlock()
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("document")),
        label=_("Documents"),
        icon="doc-full",
        template="blocks/documents.html",
        description=_("Files to download, with their type and size"),
    )
    button = LinkButtonBlock()
    map = MapBlock()

    class Meta:
        block_counts = {"map": {"max_num": 1}}
