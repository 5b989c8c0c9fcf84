import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.db import migrations, models


def remember_what_is_published(apps, schema_editor):
    """Events that were live before states were kept: their present state is the first."""
    event_page = apps.get_model("events", "EventPage")
    published_state = apps.get_model("events", "PublishedState")
    copied = ("start_date", "end_date", "start_time", "end_time", "time_zone", "status")
    for event in event_page.objects.filter(live=True).defer("body", "body_en", "body_fr").iterator():
        published_at = event.last_published_at or event.first_published_at or event.starts_at
        event_page.objects.filter(pk=event.pk).update(changed_at=published_at)
        published_state.objects.create(
            event=event,
            sequence=0,
            change="new",
            published_at=published_at,
            place=[event.place_en or "", event.place_fr or "", event.host_country_id, event.online_url],
            **{name: getattr(event, name) for name in copied},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("oco_site", "0002_search_configuration"),
    ]

    operations = [
        migrations.AddField(
            model_name="eventpage",
            name="changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="contact",
            field=models.CharField(
                blank=True, help_text="A person or an office.", max_length=120, verbose_name="contact"
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="contact_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail of the contact"),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="interpretation",
            field=models.BooleanField(default=False, verbose_name="with interpretation into the other language"),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="nomination_deadline",
            field=models.DateField(
                blank=True,
                help_text="The last day on which members can nominate.",
                null=True,
                verbose_name="nominations until",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="nomination_url",
            field=models.URLField(blank=True, verbose_name="address for nominations"),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="published_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="summary",
            field=models.TextField(
                blank=True,
                help_text="One or two sentences: what it is and what it is for.",
                max_length=400,
                verbose_name="summary",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="summary_en",
            field=models.TextField(
                blank=True,
                help_text="One or two sentences: what it is and what it is for.",
                max_length=400,
                null=True,
                verbose_name="summary",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="summary_fr",
            field=models.TextField(
                blank=True,
                help_text="One or two sentences: what it is and what it is for.",
                max_length=400,
                null=True,
                verbose_name="summary",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="working_languages",
            field=models.CharField(
                blank=True,
                choices=[("en", "English"), ("fr", "French"), ("en-fr", "English and French")],
                max_length=5,
                verbose_name="working languages",
            ),
        ),
        migrations.AddField(
            model_name="eventsindexpage",
            name="programme_starts",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "January"),
                    (2, "February"),
                    (3, "March"),
                    (4, "April"),
                    (5, "May"),
                    (6, "June"),
                    (7, "July"),
                    (8, "August"),
                    (9, "September"),
                    (10, "October"),
                    (11, "November"),
                    (12, "December"),
                ],
                default=10,
                help_text="An event without a programme year belongs to the programme that starts in or before its month.",
                verbose_name="a programme starts in",
            ),
        ),
        migrations.AlterField(
            model_name="eventpage",
            name="programme_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In which the programme starts. Left empty, it follows from the first day.",
                null=True,
                verbose_name="programme year",
            ),
        ),
        migrations.CreateModel(
            name="EventDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="oco_site.sitedocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="events.eventpage"
                    ),
                ),
            ],
            options={
                "verbose_name": "document of an event",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublishedState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("published_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("moved", "moved"),
                            ("place", "new place"),
                            ("confirmed", "confirmed"),
                            ("tentative", "tentative"),
                            ("postponed", "postponed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start_date", models.DateField()),
                ("end_date", models.DateField()),
                ("start_time", models.TimeField(null=True)),
                ("end_time", models.TimeField(null=True)),
                ("time_zone", models.CharField(max_length=64)),
                ("place", models.JSONField(default=list)),
                ("status", models.CharField(max_length=10)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="published_states",
                        to="events.eventpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sequence"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "sequence"), name="one_state_a_sequence_number")
                ],
            },
        ),
        migrations.RunPython(remember_what_is_published, migrations.RunPython.noop),
    ]
