from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notes', '0007_batches_without_a_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='questionnaire',
            name='predates_batches',
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(
            "UPDATE notes_questionnaire SET predates_batches = TRUE WHERE publicity <> 'draft'",
            migrations.RunSQL.noop,
        ),
    ]
