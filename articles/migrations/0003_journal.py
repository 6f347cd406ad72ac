import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_article_commissioned'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.UUIDField()),
                ('minute', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('seq', models.PositiveIntegerField()),
                ('base', models.PositiveIntegerField(null=True)),
                ('payload', models.TextField()),
                ('done', models.CharField(blank=True, choices=[('', 'Not saved'), ('saved', 'Saved'), ('let_go', 'Let go')], default='', max_length=6)),
                ('redacted_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='articles.article')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'state in the journal',
                'verbose_name_plural': 'journal',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['article', 'done', '-at'], name='journal_of_story'), models.Index(fields=['by', 'done', '-at'], name='journal_of_person'), models.Index(fields=['at'], name='journal_age')],
                'constraints': [models.UniqueConstraint(fields=('key', 'by', 'minute'), name='one_state_a_minute')],
            },
        ),
    ]
