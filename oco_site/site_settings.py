"""What staff set once for the whole site: names, emblem, vision, contact, footer, and a notice on every page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from oco_site.edit_forms import tell_zone
from oco_site.fields import localized
from oco_site.media import SiteImage
from oco_site.panels import text_panels

INLINE = ["bold", "italic", "link"]


class SocialAccountBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=40, help_text=_("Of the network: LinkedIn."))
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("account")
        label_format = "{name}"


class SiteSettingsForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tell_zone(self, "notice_from", "notice_until")


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Whatever is empty here is not shown on the site."""

    organisation = models.CharField(_("name of the organisation"), max_length=120, blank=True)
    short_name = models.CharField(_("short name"), max_length=20, blank=True)
    emblem = models.ForeignKey(
        SiteImage,
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Beside the name, on every page. A square picture, best with a transparent ground."),
    )
    vision = models.CharField(
        _("vision, first line"), max_length=120, blank=True, help_text=_("The largest words of the home page.")
    )
    vision_second = models.CharField(_("vision, second line"), max_length=160, blank=True)
    place = models.CharField(_("where the Secretariat is"), max_length=120, blank=True)
    position = models.CharField(
        _("position"), max_length=40, blank=True, help_text=_("Latitude and longitude, as printed on a chart.")
    )
    address = models.TextField(_("postal address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    media_email = models.EmailField(_("e-mail for the media"), blank=True)
    social_accounts = StreamField(
        [("account", SocialAccountBlock())],
        verbose_name=_("accounts on social networks"),
        blank=True,
        help_text=_("Links in the footer and on the contact page."),
    )
    about = RichTextField(
        _("about the organisation"),
        blank=True,
        features=INLINE,
        help_text=_("Closes every news release. {members} becomes the number of members."),
    )
    footer = RichTextField(
        _("text in the footer"), blank=True, features=INLINE, help_text=_("One or two sentences, on every page.")
    )
    notice = RichTextField(
        _("notice on every page"),
        blank=True,
        features=INLINE,
        help_text=_("Above every page, such as ‘The Secretariat is closed from 24 December’."),
    )
    notice_from = models.DateTimeField(
        _("notice from"), null=True, blank=True, help_text=_("Left empty, it is shown at once.")
    )
    notice_until = models.DateTimeField(
        _("notice until"), null=True, blank=True, help_text=_("Left empty, it is shown until somebody takes it away.")
    )

    translated_fields = ("notice", "organisation", "vision", "vision_second", "place", "about", "footer")
    select_related = ["emblem"]

    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels(translated_fields, "en"), heading="English"),
            ObjectList(text_panels(translated_fields, "fr"), heading="Français"),
            ObjectList(
                [
                    HelpPanel(_("What is left empty here is not shown on the site.")),
                    MultiFieldPanel(
                        [FieldRowPanel(["notice_from", "notice_until"])], heading=_("When the notice is shown")
                    ),
                    FieldPanel("short_name"),
                    FieldPanel("emblem"),
                    MultiFieldPanel(
                        ["email", "media_email", "telephone", "address", "position"],
                        heading=_("Contact"),
                    ),
                    FieldPanel("social_accounts"),
                    HelpPanel(
                        _(
                            "The main menu and the footer’s lists of links follow the pages: "
                            "a page’s tab ‘Both languages’, ‘Menus’."
                        )
                    ),
                ],
                heading=_("Both languages"),
            ),
        ],
        base_form_class=SiteSettingsForm,
    )

    class Meta:
        verbose_name = _("Organisation, contact and notice")

    def clean(self):
        super().clean()
        if self.notice_from and self.notice_until and self.notice_until <= self.notice_from:
            raise ValidationError({"notice_until": _("The notice ends before it begins.")})

    @property
    def current_notice(self):
        """The notice in the reader's language, else in the other one; empty while it is not its time."""
        now = timezone.now()
        is_its_time = (self.notice_from is None or self.notice_from <= now) and (
            self.notice_until is None or now < self.notice_until
        )
        return localized(self, "notice") if is_its_time else ""
