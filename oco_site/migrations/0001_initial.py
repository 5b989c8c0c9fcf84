import django.db.models.deletion
import modelsearch.index
import oco_site.fields
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SitePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("title_fr", models.CharField(blank=True, max_length=255, verbose_name="title (français)")),
                (
                    "menu_title",
                    models.CharField(
                        blank=True,
                        help_text="For menus and breadcrumbs, if the title is long for them.",
                        max_length=40,
                        verbose_name="short title",
                    ),
                ),
                ("menu_title_fr", models.CharField(blank=True, max_length=40, verbose_name="short title (français)")),
                (
                    "slug_fr",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the French address. Write oe for œ. Left empty, it is made from the French title.",
                        max_length=255,
                        verbose_name="slug (français)",
                    ),
                ),
                (
                    "seo_title_fr",
                    models.CharField(
                        blank=True,
                        help_text="The name of the page in search engines and browser tabs, if it is not the title.",
                        max_length=255,
                        verbose_name="title tag (français)",
                    ),
                ),
                (
                    "search_description_fr",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown under the title by search engines.",
                        verbose_name="meta description (français)",
                    ),
                ),
                ("url_path_fr", models.TextField(blank=True, editable=False)),
                (
                    "footer_column",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not in the footer"),
                            ("contact", "under ‘Contact’"),
                            ("site", "under ‘This site’"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="in the footer",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ContactPage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="oco_site.sitepage",
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="body")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
            ],
            options={
                "verbose_name": "contact page",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="oco_site.sitepage",
                    ),
                ),
                (
                    "vision",
                    models.CharField(
                        default="",  # so that 0006, which takes it away, can go back where there is a home page
                        help_text="The largest words of the page.",
                        max_length=120,
                        verbose_name="vision, first line",
                    ),
                ),
                (
                    "vision_en",
                    models.CharField(
                        help_text="The largest words of the page.",
                        max_length=120,
                        null=True,
                        verbose_name="vision, first line",
                    ),
                ),
                (
                    "vision_fr",
                    models.CharField(
                        help_text="The largest words of the page.",
                        max_length=120,
                        null=True,
                        verbose_name="vision, first line",
                    ),
                ),
                ("vision_second", models.CharField(blank=True, max_length=160, verbose_name="vision, second line")),
                (
                    "vision_second_en",
                    models.CharField(blank=True, max_length=160, null=True, verbose_name="vision, second line"),
                ),
                (
                    "vision_second_fr",
                    models.CharField(blank=True, max_length=160, null=True, verbose_name="vision, second line"),
                ),
                (
                    "introduction_heading",
                    models.CharField(blank=True, max_length=120, verbose_name="heading of the introduction"),
                ),
                (
                    "introduction_heading_en",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="heading of the introduction"),
                ),
                (
                    "introduction_heading_fr",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="heading of the introduction"),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who the organisation is. {members} becomes the number of members.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_en",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who the organisation is. {members} becomes the number of members.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_fr",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who the organisation is. {members} becomes the number of members.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="SiteMapPage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="oco_site.sitepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "site map",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="oco_site.sitepage",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title.",
                        max_length=400,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title.",
                        max_length=400,
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_fr",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title.",
                        max_length=400,
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="body")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
            ],
            options={
                "verbose_name": "standard page",
                "verbose_name_plural": "standard pages",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                ("title_fr", models.CharField(blank=True, max_length=255, verbose_name="title (français)")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "français"), ("en-fr", "both languages")],
                        default="en",
                        max_length=5,
                        verbose_name="language of the document",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                (
                    "description",
                    models.CharField(
                        help_text="What the picture shows, for those who do not see it. No ‘photo of’; no file name.",
                        max_length=255,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "description_en",
                    models.CharField(
                        help_text="What the picture shows, for those who do not see it. No ‘photo of’; no file name.",
                        max_length=255,
                        null=True,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "description_fr",
                    models.CharField(
                        help_text="What the picture shows, for those who do not see it. No ‘photo of’; no file name.",
                        max_length=255,
                        null=True,
                        verbose_name="alternative text",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=255, verbose_name="caption")),
                ("caption_en", models.CharField(blank=True, max_length=255, null=True, verbose_name="caption")),
                ("caption_fr", models.CharField(blank=True, max_length=255, null=True, verbose_name="caption")),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who took the picture, as it is to be printed.",
                        max_length=255,
                        verbose_name="credit",
                    ),
                ),
                (
                    "credit_en",
                    models.CharField(
                        blank=True,
                        help_text="Who took the picture, as it is to be printed.",
                        max_length=255,
                        null=True,
                        verbose_name="credit",
                    ),
                ),
                (
                    "credit_fr",
                    models.CharField(
                        blank=True,
                        help_text="Who took the picture, as it is to be printed.",
                        max_length=255,
                        null=True,
                        verbose_name="credit",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="name of the organisation")),
                (
                    "organisation_en",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="name of the organisation"),
                ),
                (
                    "organisation_fr",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="name of the organisation"),
                ),
                ("short_name", models.CharField(blank=True, max_length=20, verbose_name="short name")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where the Secretariat is")),
                (
                    "place_en",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="where the Secretariat is"),
                ),
                (
                    "place_fr",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="where the Secretariat is"),
                ),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        help_text="Latitude and longitude, as printed on a chart.",
                        max_length=40,
                        verbose_name="position",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("media_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail for the media")),
                (
                    "about",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Closes every news release. {members} becomes the number of members.",
                        verbose_name="about the organisation",
                    ),
                ),
                (
                    "about_en",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Closes every news release. {members} becomes the number of members.",
                        null=True,
                        verbose_name="about the organisation",
                    ),
                ),
                (
                    "about_fr",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Closes every news release. {members} becomes the number of members.",
                        null=True,
                        verbose_name="about the organisation",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "Organisation and contact",
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_documents",
                        to="oco_site.sitepage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("page", "language"), name="one_search_document_a_language")
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteRendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="oco_site.siteimage"
                    ),
                ),
            ],
            options={
                "unique_together": {("image", "filter_spec", "focal_point_key")},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
