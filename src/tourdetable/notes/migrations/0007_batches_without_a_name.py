from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notes', '0006_reasons_of_corrections'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='batches',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
