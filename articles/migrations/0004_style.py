import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def put_in_starter_rules(apps, schema_editor):
    from articles.style.starter import starter_rows

    rule = apps.get_model("articles", "StyleRule")
    rule.objects.bulk_create(rule(**row) for row in starter_rows())


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('articles', '0003_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='StyleRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('engine', models.CharField(choices=[('words', 'Word list'), ('pattern', 'Pattern'), ('built_in', 'Built in')], default='words', max_length=8, verbose_name='how it finds')),
                ('pattern', models.TextField(help_text='Word list: one a line, “this” or “this => that”. Pattern: a regular expression. Built in: its name, then what to leave alone, a line each.', verbose_name='what it finds')),
                ('replacement', models.CharField(blank=True, help_text='Empty: somebody has to think. In a pattern, \\1 is what the first brackets found.', max_length=200, verbose_name='write instead')),
                ('message', models.CharField(help_text='What the writer reads: say why.', max_length=300, verbose_name='message')),
                ('category', models.CharField(choices=[('spelling', 'Spelling'), ('punctuation', 'Punctuation'), ('numbers', 'Numbers'), ('names', 'Names and titles'), ('usage', 'Usage'), ('care', 'Care and fairness')], default='usage', max_length=12, verbose_name='category')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('live', 'Live')], default='draft', editable=False, max_length=5, verbose_name='state')),
                ('languages', models.CharField(blank=True, help_text='Codes, such as “en, de”. Empty: all of them.', max_length=100, verbose_name='languages')),
                ('fields', models.CharField(default='body', max_length=60, verbose_name='where it looks')),
                ('case_sensitive', models.BooleanField(default=False, verbose_name='capitals matter')),
            ],
            options={
                'verbose_name': 'style rule',
                'verbose_name_plural': 'house style',
                'ordering': ['category', 'name'],
            },
        ),
        migrations.CreateModel(
            name='StyleTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.CharField(max_length=64)),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('below', models.PositiveBigIntegerField(null=True)),
                ('read', models.PositiveIntegerField(default=0, verbose_name='stories read')),
                ('to_read', models.PositiveIntegerField(default=0, verbose_name='stories to read')),
                ('fired', models.PositiveIntegerField(default=0, verbose_name='times it would have fired')),
                ('stories', models.PositiveIntegerField(default=0, verbose_name='stories it would have fired in')),
                ('samples', models.TextField(default='[]', help_text='Numbers of editions, the newest first.')),
                ('slow', models.PositiveIntegerField(default=0, verbose_name='stories it took too long in')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('rule', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trial', to='articles.stylerule')),
            ],
        ),
        migrations.CreateModel(
            name='StyleIgnored',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('at', models.DateTimeField(verbose_name='at')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='style_ignored', to='articles.article')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ignored', to='articles.stylerule')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'rule', 'text'), name='style_ignored_once')],
            },
        ),
        migrations.RunPython(put_in_starter_rules, migrations.RunPython.noop),
    ]
