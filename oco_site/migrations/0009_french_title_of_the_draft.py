from django.db import migrations, models


def take_what_is_live(apps, schema_editor):
    """A draft's own title follows when it is saved next."""
    apps.get_model("oco_site", "SitePage").objects.update(draft_title_fr=models.F("title_fr"))


class Migration(migrations.Migration):
    dependencies = [
        ("oco_site", "0008_pages_in_the_footer"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitepage",
            name="draft_title_fr",
            field=models.CharField(blank=True, editable=False, max_length=255),
        ),
        migrations.RunPython(take_what_is_live, migrations.RunPython.noop),
    ]
