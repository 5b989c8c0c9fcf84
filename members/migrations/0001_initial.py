import django.core.validators
import django.db.models.deletion
import oco_site.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("oco_site", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberPage",
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
                    "iso_code",
                    models.CharField(
                        error_messages={"unique": "Another member already has this code."},
                        help_text="Two letters; it finds the country’s land on the map.",
                        max_length=2,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{2}$", "Two capital letters, such as FJ.")
                        ],
                        verbose_name="ISO 3166 code",
                    ),
                ),
                (
                    "abbreviation",
                    models.CharField(
                        blank=True,
                        help_text="As the calendar writes it: FSM, RMI, PNG.",
                        max_length=10,
                        verbose_name="abbreviation",
                    ),
                ),
                (
                    "administration",
                    models.CharField(
                        blank=True,
                        help_text="Its own name, in its own language.",
                        max_length=160,
                        verbose_name="customs administration",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website of the administration")),
                ("capital", models.CharField(blank=True, max_length=80, verbose_name="capital")),
                ("capital_en", models.CharField(blank=True, max_length=80, null=True, verbose_name="capital")),
                ("capital_fr", models.CharField(blank=True, max_length=80, null=True, verbose_name="capital")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown on the map. 160 characters.",
                        max_length=160,
                        verbose_name="brief information",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown on the map. 160 characters.",
                        max_length=160,
                        null=True,
                        verbose_name="brief information",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown on the map. 160 characters.",
                        max_length=160,
                        null=True,
                        verbose_name="brief information",
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="body")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                (
                    "sub_region",
                    models.CharField(
                        choices=[
                            ("054", "Melanesia"),
                            ("057", "Micronesia"),
                            ("061", "Polynesia"),
                            ("053", "Australia and New Zealand"),
                            ("035", "South-eastern Asia"),
                        ],
                        max_length=3,
                        verbose_name="sub-region",
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        help_text="Of the pin, in degrees; south is negative: Suva is -18.138.",
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        help_text="Of the pin, in degrees; west is negative: Suva is 178.44.",
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "pin_place",
                    models.CharField(
                        help_text="The town that the pin marks.", max_length=80, verbose_name="place of the pin"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=oco_site.fields.time_zone_choices, max_length=64, verbose_name="time zone"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("member", "member"), ("observer", "observer"), ("partner", "partner country")],
                        default="member",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "joined",
                    models.DateField(
                        blank=True,
                        help_text="The month counts; any day of it will do. Empty: a member from the beginning, as far as is known.",
                        null=True,
                        verbose_name="joined",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="MembersIndexPage",
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
                "verbose_name": "list of members",
            },
            bases=("oco_site.sitepage",),
        ),
    ]
