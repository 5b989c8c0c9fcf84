import django.db.models.deletion
import modelcluster.fields
import oco_site.fields
import uuid
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
            name="CourseStream",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="name in addresses")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=60, null=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "course stream",
                "verbose_name_plural": "course streams",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="EventsIndexPage",
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
                (
                    "notice",
                    models.TextField(
                        blank=True,
                        help_text="Shown above the calendar; empty for none.",
                        max_length=400,
                        verbose_name="notice",
                    ),
                ),
                (
                    "notice_en",
                    models.TextField(
                        blank=True,
                        help_text="Shown above the calendar; empty for none.",
                        max_length=400,
                        null=True,
                        verbose_name="notice",
                    ),
                ),
                (
                    "notice_fr",
                    models.TextField(
                        blank=True,
                        help_text="Shown above the calendar; empty for none.",
                        max_length=400,
                        null=True,
                        verbose_name="notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar of events",
            },
            bases=("oco_site.sitepage",),
        ),
        migrations.CreateModel(
            name="EventType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Small letters and hyphens: cert-iii.", unique=True, verbose_name="name in addresses"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, null=True, verbose_name="name")),
                ("name_fr", models.CharField(max_length=60, null=True, verbose_name="name")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("c3", "blue, bars"),
                            ("c4", "dark blue, four squares"),
                            ("tf", "green, triangle"),
                            ("cx", "olive, diamond"),
                            ("ws", "brown, disc"),
                            ("mt", "violet, square"),
                            ("hd", "grey, frame"),
                        ],
                        max_length=2,
                        verbose_name="mark",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Small numbers come first in the key.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "type of event",
                "verbose_name_plural": "types of events",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="EventPage",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "subtitle",
                    models.CharField(
                        blank=True,
                        help_text="The topic of a course, for example.",
                        max_length=255,
                        verbose_name="second line of the title",
                    ),
                ),
                (
                    "subtitle_en",
                    models.CharField(
                        blank=True,
                        help_text="The topic of a course, for example.",
                        max_length=255,
                        null=True,
                        verbose_name="second line of the title",
                    ),
                ),
                (
                    "subtitle_fr",
                    models.CharField(
                        blank=True,
                        help_text="The topic of a course, for example.",
                        max_length=255,
                        null=True,
                        verbose_name="second line of the title",
                    ),
                ),
                ("body", oco_site.fields.BodyField(blank=True, verbose_name="body")),
                ("body_en", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("body_fr", oco_site.fields.BodyField(blank=True, null=True, verbose_name="body")),
                ("start_date", models.DateField(verbose_name="first day")),
                (
                    "end_date",
                    models.DateField(
                        blank=True,
                        help_text="Included. Left empty, the event is over on its first day.",
                        verbose_name="last day",
                    ),
                ),
                (
                    "start_time",
                    models.TimeField(
                        blank=True,
                        help_text="Both times empty: an event of whole days.",
                        null=True,
                        verbose_name="begins at",
                    ),
                ),
                ("end_time", models.TimeField(blank=True, null=True, verbose_name="ends at")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        choices=oco_site.fields.time_zone_choices,
                        help_text="Of the times above. Left empty, it is the host country’s, else that of Suva.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                ("starts_at", models.DateTimeField(db_index=True, editable=False)),
                ("ends_at", models.DateTimeField(db_index=True, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("tentative", "tentative"),
                            ("postponed", "postponed, no new date yet"),
                            ("cancelled", "cancelled"),
                        ],
                        default="confirmed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, help_text="Building and town.", max_length=120, verbose_name="place"),
                ),
                (
                    "place_en",
                    models.CharField(
                        blank=True, help_text="Building and town.", max_length=120, null=True, verbose_name="place"
                    ),
                ),
                (
                    "place_fr",
                    models.CharField(
                        blank=True, help_text="Building and town.", max_length=120, null=True, verbose_name="place"
                    ),
                ),
                ("online_url", models.URLField(blank=True, verbose_name="address of the online meeting")),
                (
                    "audience",
                    models.CharField(
                        choices=[("members", "member administrations"), ("secretariat", "the Secretariat")],
                        default="members",
                        max_length=12,
                        verbose_name="for",
                    ),
                ),
                (
                    "source_line",
                    models.CharField(
                        blank=True,
                        help_text="As it was written; kept for comparison.",
                        max_length=255,
                        verbose_name="line of the programme",
                    ),
                ),
                (
                    "programme_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The year in which that programme starts.",
                        null=True,
                        verbose_name="programme year",
                    ),
                ),
                (
                    "host_country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hosted_events",
                        to="members.memberpage",
                        verbose_name="host country",
                    ),
                ),
                (
                    "members",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="None chosen: all members.",
                        related_name="events",
                        to="members.memberpage",
                        verbose_name="members concerned",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="priorities.prioritypage",
                        verbose_name="strategic priority",
                    ),
                ),
                (
                    "streams",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="events", to="events.coursestream", verbose_name="course streams"
                    ),
                ),
                (
                    "event_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="events.eventtype",
                        verbose_name="type",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "indexes": [
                    models.Index(fields=["start_date"], name="events_even_start_d_ef0539_idx"),
                    models.Index(fields=["end_date"], name="events_even_end_dat_456d9c_idx"),
                ],
            },
            bases=("oco_site.sitepage",),
        ),
    ]
