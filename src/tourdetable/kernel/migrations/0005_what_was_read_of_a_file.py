from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kernel", "0004_files_between_preview_and_word"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="read_as",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="upload",
            name="reading",
            field=models.BinaryField(default=b""),
        ),
    ]
