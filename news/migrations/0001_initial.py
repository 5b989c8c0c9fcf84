import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import oco_site.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0001_initial"),
        ("oco_site", "0001_initial"),
        ("priorities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsIndexPage",
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
                    wagtail.fields.RichTextField(
                        blank=True, help_text="One short paragraph.", verbose_name="introduction"
                    ),
                ),
                (
                    "introduction_en",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="One short paragraph.", null=True, verbose_name="introduction"
                    ),
                ),
                (
                    "introduction_fr",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="One short paragraph.", null=True, verbose_name="introduction"
                    ),
                ),
            ],
            options={
                "verbose_name": "list of news releases",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="ReleaseSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "prefix",
                    models.CharField(
                        error_messages={"unique": "There is already a series with this prefix."},
                        help_text="Printed before the number: PR in ‘PR 27/21’.",
                        max_length=6,
                        unique=True,
                        verbose_name="prefix",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="meaning")),
                ("name_en", models.CharField(blank=True, max_length=80, null=True, verbose_name="meaning")),
                ("name_fr", models.CharField(blank=True, max_length=80, null=True, verbose_name="meaning")),
            ],
            options={
                "verbose_name": "series of releases",
                "verbose_name_plural": "series of releases",
                "ordering": ["prefix"],
            },
        ),
        migrations.CreateModel(
            name="NewsReleasePage",
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
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Within its series and year: 27 in ‘PR 27/21’. A release may have none.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="number",
                    ),
                ),
                (
                    "number_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Left empty, it is the year of the date.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1998),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year of the number",
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        blank=True,
                        default=django.utils.timezone.localdate,
                        help_text="The day of issue. It may be empty.",
                        null=True,
                        verbose_name="date",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="‘Suva, Fiji’: opens the text together with the date. Leave it empty if the text carries its own.",
                        max_length=80,
                        verbose_name="place",
                    ),
                ),
                (
                    "place_en",
                    models.CharField(
                        blank=True,
                        help_text="‘Suva, Fiji’: opens the text together with the date. Leave it empty if the text carries its own.",
                        max_length=80,
                        null=True,
                        verbose_name="place",
                    ),
                ),
                (
                    "place_fr",
                    models.CharField(
                        blank=True,
                        help_text="‘Suva, Fiji’: opens the text together with the date. Leave it empty if the text carries its own.",
                        max_length=80,
                        null=True,
                        verbose_name="place",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for lists and search engines.",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for lists and search engines.",
                        max_length=300,
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for lists and search engines.",
                        max_length=300,
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="text")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="text")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="text")),
                (
                    "lead",
                    models.BooleanField(
                        default=False,
                        help_text="The newest release with this tick leads the news on the home page.",
                        verbose_name="lead story",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, the page shows the chart of the member concerned.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="oco_site.siteimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "members",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="releases", to="members.memberpage", verbose_name="members concerned"
                    ),
                ),
                (
                    "priorities",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="releases",
                        to="priorities.prioritypage",
                        verbose_name="strategic priorities",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="news.releaseseries",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "news release",
                "verbose_name_plural": "news releases",
                "constraints": [
                    models.UniqueConstraint(fields=("series", "number", "number_year"), name="one_release_a_number")
                ],
            },
            bases=("oco_site.sitepage",),
        ),
    ]
