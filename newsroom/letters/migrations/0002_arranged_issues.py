from django.db import migrations, models
from django.db.models import F


def as_they_were_given(apps, schema_editor):
    """Every story there is stands where its front or tag gave it, and may be what a subject is about."""
    rows = apps.get_model('letters', 'IssueStory').objects
    rows.update(given=F('place'), given_part=F('part'))
    rows.exclude(issue__title='').update(in_title=True)


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='issue',
            name='acts',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='issue',
            name='intro',
            field=models.CharField(blank=True, max_length=300, verbose_name='introduction'),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='dropped_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='given',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='given_part',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='in_intro',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='in_title',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='issuestory',
            name='left_out',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(as_they_were_given, migrations.RunPython.noop, elidable=True),
    ]
