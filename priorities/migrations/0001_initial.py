import django.core.validators
import django.db.models.deletion
import modelcluster.fields
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
            name="PrioritiesIndexPage",
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
                "verbose_name": "list of strategic priorities",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="PriorityPage",
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
                    models.PositiveSmallIntegerField(
                        help_text="Its number in the strategic plan; the list follows it.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="number",
                    ),
                ),
                (
                    "objective",
                    models.TextField(blank=True, help_text="As the strategic plan words it.", verbose_name="objective"),
                ),
                (
                    "objective_en",
                    models.TextField(
                        blank=True, help_text="As the strategic plan words it.", null=True, verbose_name="objective"
                    ),
                ),
                (
                    "objective_fr",
                    models.TextField(
                        blank=True, help_text="As the strategic plan words it.", null=True, verbose_name="objective"
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="body")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
            ],
            options={
                "verbose_name": "strategic priority",
                "verbose_name_plural": "strategic priorities",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("title", models.CharField(max_length=255, verbose_name="strategy")),
                ("title_en", models.CharField(max_length=255, null=True, verbose_name="strategy")),
                ("title_fr", models.CharField(max_length=255, null=True, verbose_name="strategy")),
                ("actions", wagtail.fields.RichTextField(blank=True, verbose_name="actions")),
                ("actions_en", wagtail.fields.RichTextField(blank=True, null=True, verbose_name="actions")),
                ("actions_fr", wagtail.fields.RichTextField(blank=True, null=True, verbose_name="actions")),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategies",
                        to="priorities.prioritypage",
                    ),
                ),
            ],
            options={
                "verbose_name": "strategy",
                "verbose_name_plural": "strategies",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
