import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("oco_site", "0003_glossary_and_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="memberpage",
            name="iso_code",
            field=models.CharField(
                help_text="Two letters; it finds the country’s land on the map.",
                max_length=2,
                validators=[django.core.validators.RegexValidator("^[A-Z]{2}$", "Two capital letters, such as FJ.")],
                verbose_name="ISO 3166 code",
            ),
        ),
        migrations.AddConstraint(
            model_name="memberpage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("iso_code", ""), _negated=True), fields=("iso_code",), name="one_member_an_iso_code"
            ),
        ),
    ]
