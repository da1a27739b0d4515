import tourdetable.kernel.wording
from django.db import migrations, models

from tourdetable.kernel.nearest import folded


def fill_words(apps, schema_editor):
    """What lists are searched in, for meetings that were taken in before."""
    rows = apps.get_model("meetings", "Meeting").objects.only("slug", "place_city", "names")
    for meeting in rows.iterator():
        said = (meeting.slug, meeting.place_city, *meeting.names.texts())
        meeting.words = " ".join(folded(" ".join(said)).split())
        meeting.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_convening")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="cancellation_reason",
            field=tourdetable.kernel.wording.WordingField(
                blank=True, default=tourdetable.kernel.wording.Wording
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="words",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["-start", "slug"], name="meetings_newest_first"),
        ),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
