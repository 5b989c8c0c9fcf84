"""The blocks of a page's body.

Each has a template in templates/blocks/, and an example that the choice of blocks shows: a `preview_value`, or a
template in blocks/previews/ where it would need an image or a document of the site's.
"""

import re

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]  # what the design carries
BLANK_PARAGRAPH = re.compile(r"<p[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</p>")


class TextBlock(blocks.RichTextBlock):
    """The editor takes from a pasted text only what its features carry; here the empty paragraphs go as well, by which
    people (and Word) make space."""

    def clean(self, value):
        value = super().clean(value)
        return self.normalize(BLANK_PARAGRAPH.sub("", value.source)) if value else value


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
        preview_template = "blocks/previews/image.html"
        description = _("A picture with its caption and credit")


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(label=_("who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("Somebody’s own words")
        preview_value = {
            "quote": _("What one of us learns at the border, all of us know the next day."),
            "source": _("The speaker’s name and office"),
        }


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
        description = _("A call to action: one link that stands out")
        preview_value = {"text": _("Register for the workshop"), "url": "https://www.example.org/"}


class MapBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "globe"
        label = _("Map of the members")
        template = "blocks/map.html"
        description = _("The members’ interactive map; one a page")
        preview_value = {}


class TableBlock(TypedTableBlock):
    """Staff choose for each column what it holds; a screen reader tells each cell with its headings."""

    row_heading = blocks.CharBlock(label=_("Row headings"), required=False)
    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.CharBlock(label=_("Numbers"), required=False)

    def clean(self, value):
        result = super().clean(value)
        if not self.is_deferred_validation:  # a draft may wait for them
            missing = not result.caption.strip() or any(not column["heading"].strip() for column in result.columns)
            if missing or not result.row_data:
                message = _("A table needs a caption, a heading over each column and at least one row.")
                raise TypedTableBlockValidationError(non_block_errors=[message])
        return result

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Rows and columns with headings; it scrolls on a phone")
        preview_value = {
            "caption": _("Declarations a year"),
            "columns": [
                {"type": "row_heading", "heading": _("Year")},
                {"type": "text", "heading": _("System")},
                {"type": "number", "heading": _("Declarations")},
            ],
            "rows": [{"values": ["2023", "ASYCUDA", "1 200"]}, {"values": ["2024", "ASYCUDA", "1 450"]}],
        }


class FoldedTextBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=160, help_text=_("What the reader presses: a question, say."))
    text = TextBlock(label=_("text"), features=["bold", "italic", "ol", "ul", "link", "document-link"])


def example_of_text():
    return gettext(
        "<h2>A heading</h2><p>A paragraph with <b>bold words</b>.</p><ul><li>A list</li><li>of two</li></ul>"
    )


def example_of_folded_texts():
    return [
        {"title": gettext("Who may take part?"), "text": gettext("<p>Officers of every member administration.</p>")},
        {"title": gettext("What does it cost?"), "text": gettext("<p>Nothing.</p>")},
    ]


class BodyBlock(blocks.StreamBlock):
    text = TextBlock(
        label=_("Text"),
        required=False,  # a new page opens with one
        features=FEATURES,
        icon="pilcrow",
        description=_("Paragraphs, headings, lists and links"),
        preview_value=example_of_text,
    )
    image = ImageBlock()
    quote = QuoteBlock()
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("document")),
        label=_("Documents"),
        icon="doc-full",
        template="blocks/documents.html",
        preview_template="blocks/previews/documents.html",
        description=_("Files to download, with their type and size"),
    )
    table = TableBlock()
    accordion = blocks.ListBlock(
        FoldedTextBlock(label=_("part")),
        label=_("Accordion"),
        icon="list-ul",
        template="blocks/accordion.html",
        description=_("Titles that open their texts: questions and answers, say. All are open in print."),
        preview_value=example_of_folded_texts,
    )
    button = LinkButtonBlock()
    map = MapBlock()

    class Meta:
        block_counts = {"map": {"max_num": 1}}
