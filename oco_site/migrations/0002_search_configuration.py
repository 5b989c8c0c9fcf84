"""PostgreSQL's text search for two languages at once: accents folded, then English stems, which serve French plurals well.

The backend keeps one configuration for the whole index. Partial words are searched without stems.
"""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

CREATE = """
CREATE TEXT SEARCH CONFIGURATION bilingual (COPY = english);
ALTER TEXT SEARCH CONFIGURATION bilingual ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION unaccented (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION unaccented ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
"""
DROP = """
DROP TEXT SEARCH CONFIGURATION bilingual;
DROP TEXT SEARCH CONFIGURATION unaccented;
"""


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("oco_site", "0001_initial")]

    operations = [
        UnaccentExtension(),
        migrations.RunPython(on_postgresql(CREATE), on_postgresql(DROP)),
    ]
