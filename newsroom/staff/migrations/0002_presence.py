import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=60)),
                ('field', models.CharField(blank=True, max_length=60)),
                ('paragraph', models.PositiveIntegerField(null=True)),
                ('seen_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['place', 'until'], name='presence_at_place')],
            },
        ),
    ]
