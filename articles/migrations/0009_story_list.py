import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


def count_words(apps, schema_editor):
    """Count once what the verbs count from now on whenever they write a body."""
    from articles.body import word_count

    article = apps.get_model("articles", "Article")
    waiting = []
    for row in article.objects.exclude(body="").only("pk", "body").iterator(chunk_size=500):
        row.words = word_count(row.body)
        waiting.append(row)
        if len(waiting) == 500:
            article.objects.bulk_update(waiting, ["words"])
            waiting = []
    article.objects.bulk_update(waiting, ["words"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_tags_merge_and_series'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('asked', models.CharField(blank=True, max_length=500, verbose_name='what is asked for')),
                ('shared', models.CharField(choices=[('nobody', 'Only me'), ('desk', 'A desk'), ('everybody', 'Everybody')], default='nobody', max_length=9, verbose_name='shared with')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='words',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='words'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(models.Q(('stage', 'at_rest'), _negated=True), models.Q(('stage', 'spiked'), _negated=True)), fields=['-touched_at', '-id'], name='article_work'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(models.Q(('stage', 'at_rest'), _negated=True), models.Q(('stage', 'spiked'), _negated=True)), fields=['section', '-touched_at'], name='article_work_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(models.Q(('stage', 'at_rest'), _negated=True), models.Q(('stage', 'spiked'), _negated=True)), fields=['created_by', '-touched_at'], name='article_work_begun'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['section', '-touched_at'], name='article_of_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['kind', '-touched_at'], name='article_of_kind'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('embargoed_until__isnull', False)), fields=['embargoed_until'], name='article_embargoed'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_filters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.section', verbose_name='desk'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('owner', 'name'), name='saved_filter_once', violation_error_message='You have a filter of that name already.'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('section__isnull', False), ('shared', 'desk')), models.Q(models.Q(('shared', 'desk'), _negated=True), ('section', None)), _connector='OR'), name='saved_filter_of_a_desk', violation_error_message='Say which desk shares it.'),
        ),
        migrations.RunPython(count_words, migrations.RunPython.noop),
    ]
